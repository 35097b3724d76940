//! Keeps a link: tells the listeners, opens another line when one is cut, and ends the login when it is over.

use super::line::{Begin, Closed, Heard, News, Opened, Opener, Way};
use super::remote::Memory;
use super::rooms::Rooms;
use super::told::ToldSoFar;
use super::watches::Watches;
use super::{Line, Served};
use crate::runtime::runtime;
use crate::usersig::now;
use opentim_gateway::{Place, Rendered, caught};
use opentim_wire::sdk::codes::{USERSIG_EXPIRED, USERSIG_EXPIRED_AT_LOGIN};
use opentim_wire::sdk::event::{LOGIN_ENDED, NetworkStatus};
use opentim_wire::sdk::{Event, Failure};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep, sleep_until};

/// Longest sleep before the clock is looked at again: it may be set, and the machine may be asleep meanwhile.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// A line that lasted so long was a good one: the next failure is the first again.
const GOOD: Duration = Duration::from_secs(5);
/// Lines that did not last so long count as at most so many that could not be opened.
const SHORT_LIVED: u32 = 3;
/// Time that cursors wait for more before they are saved.
const SAVE_AFTER: Duration = Duration::from_secs(1);
/// Codes of UserSigs that are refused lie from `USERSIG_EXPIRED` to here.
const LAST_USERSIG_CODE: i32 = 70_016;

/// Another UserSig for a login, and whom to tell how it went.
pub(super) struct Renewal {
    pub proof: String,
    pub done: oneshot::Sender<Result<(), Failure>>,
}

/// The task of a link.
pub(super) struct Keeper {
    pub served: Served,
    pub opener: Box<dyn Opener>,
    pub publish: watch::Sender<Way>,
    pub over: Arc<OnceLock<Failure>>,
    pub rooms: Arc<Rooms>,
    pub watches: Arc<Watches>,
    pub renewals: mpsc::Receiver<Renewal>,
    pub told: Arc<ToldSoFar>,
    /// What is kept of the login beyond this process.
    pub memory: Option<Arc<Memory>>,
    /// Lines that could not be opened, or did not last, since the last good one.
    pub failures: u32,
    /// When the cursors are to be saved, if they have moved.
    pub save_at: Option<Instant>,
}

impl Keeper {
    /// Keeps it until the login is over. `first` is its first line, or why there is none yet.
    pub(super) async fn run(mut self, first: Result<News, Failure>) {
        let expires_at = self.served.expires_at.clone();
        let why = tokio::select! {
            why = self.keep(first) => why,
            () = expired(&expires_at) => Failure::new(USERSIG_EXPIRED, "the UserSig has expired; log in with a new one"),
        };
        self.end(why);
    }

    async fn keep(&mut self, first: Result<News, Failure>) -> Failure {
        let mut line = first;
        loop {
            let cut = match line {
                Ok(news) => match self.hear(news).await {
                    Closed::Over(why) => return why,
                    Closed::Later(cut) => cut,
                },
                Err(cut) => cut,
            };
            line = match self.reopen(cut).await {
                Ok(news) => Ok(news),
                Err(why) => return why,
            };
        }
    }

    /// Tells the listeners what comes over a line until that is cut.
    async fn hear(&mut self, mut news: News) -> Closed {
        self.began(&news);
        let since = Instant::now();
        loop {
            let save_at = self.save_at;
            tokio::select! {
                heard = next(&self.served, &mut news) => match heard {
                    Ok(heard) => heard.into_iter().for_each(|heard| self.take(heard)),
                    Err(why) => {
                        self.failures = if since.elapsed() > GOOD { 0 } else { self.failures.min(SHORT_LIVED) };
                        return why;
                    }
                },
                () = sleep_until(save_at.unwrap_or(since)), if save_at.is_some() => self.save(),
                Some(renewal) = self.renewals.recv() => if let Some(renewed) = self.renew(renewal).await {
                    news = renewed;
                    self.began(&news);
                },
            }
        }
    }

    fn began(&self, news: &News) {
        self.told.begin(news.begins().cloned());
        news.left().iter().for_each(|group| self.rooms.leave(group));
    }

    fn take(&mut self, heard: Heard) {
        match heard {
            Heard::Event(Rendered { event, place, text, .. }) => {
                self.served.listeners.tell(event, &text);
                match &place {
                    // Events of live groups have no number.
                    Place::Group { group, .. } => self.rooms.leave(group),
                    Place::Notice(_) | Place::Nowhere if event == Event::NewMessages => {
                        self.rooms.told(&text);
                        self.memory.iter().for_each(|memory| memory.has_changed());
                    }
                    Place::Notice(_) | Place::Nowhere => {}
                }
                if self.told.event(place) {
                    self.save_soon();
                }
            }
            // There is no event of the SDK for these: apps read again by themselves.
            Heard::Refresh { groups, notices } => {
                self.told.refresh(groups, notices);
                self.save_soon();
                self.refresh();
            }
            Heard::CaughtUp { gone } => {
                self.told.gone(&gone);
                self.save_soon();
                self.refresh();
            }
        }
    }

    fn save_soon(&mut self) {
        if self.memory.is_some() && self.save_at.is_none() {
            self.save_at = Some(Instant::now() + SAVE_AFTER);
        }
    }

    /// Saves the cursors if they have moved.
    fn save(&mut self) {
        if self.save_at.take().is_none() {
            return;
        }
        if let (Some(memory), Some(cursors)) = (&self.memory, self.told.get()) {
            memory.save_cursors(cursors);
            if memory.is_stale() {
                self.refresh();
            }
        }
    }

    /// Brings the list that is remembered up to date. It is not waited for: its answer comes behind events that wait here.
    fn refresh(&self) {
        let way = self.publish.borrow().clone();
        if let (Some(memory), Way::Open(Line::Wire(wire))) = (self.memory.clone(), way) {
            runtime().spawn(async move { memory.refresh(&wire).await });
        }
    }

    /// Where the next line begins.
    fn begin(&self) -> Begin {
        Begin { cursors: self.told.get(), rooms: self.rooms.all(), again: self.watches.all() }
    }

    /// Opens another line in place of one that works, because the user has logged in again.
    async fn renew(&mut self, Renewal { proof, done }: Renewal) -> Option<News> {
        let earlier = self.opener.prove(proof.clone());
        if earlier == proof {
            // Nothing is new: the line that works stays.
            let _ = done.send(Ok(()));
            return None;
        }
        let opened = self.opener.open(self.begin()).await;
        let (news, outcome) = match opened {
            Ok(Opened { line, news }) => {
                self.publish.send_replace(Way::Open(line));
                (Some(news), Ok(()))
            }
            Err(why) => {
                self.opener.prove(earlier);
                (None, Err(why.failure()))
            }
        };
        // Whoever asked may have gone.
        let _ = done.send(outcome);
        news
    }

    /// Opens the next line, however long that takes.
    ///
    /// # Errors
    /// The login is over.
    async fn reopen(&mut self, mut why: Failure) -> Result<News, Failure> {
        tracing::info!(user = %self.served.user, code = why.code, "the line is cut: {}", why.desc);
        self.save();
        let quiet_until = Instant::now() + self.opener.patience();
        let mut told = false;
        loop {
            self.publish.send_replace(Way::Waiting(Arc::new(why.clone())));
            for pause in [Duration::ZERO, self.pause()] {
                self.rest(pause).await;
                if !told && Instant::now() >= quiet_until {
                    told = true;
                    self.status(NetworkStatus::Disconnected, Some(&why));
                }
            }
            if told {
                self.status(NetworkStatus::Connecting, None);
            }
            match self.opener.open(self.begin()).await {
                Ok(Opened { line, news }) => {
                    self.publish.send_replace(Way::Open(line));
                    tracing::info!(user = %self.served.user, "there is a line again");
                    if told {
                        self.status(NetworkStatus::Connected, None);
                    }
                    return Ok(news);
                }
                Err(Closed::Over(why)) => return Err(why),
                Err(Closed::Later(failure)) => why = failure,
            }
            if told {
                self.status(NetworkStatus::ConnectFailed, Some(&why));
            }
        }
    }

    /// How long to wait now, not the same for everybody: a server that comes back is not to be met by all at once.
    fn pause(&mut self) -> Duration {
        let pause = self.opener.pause(self.failures);
        self.failures = self.failures.saturating_add(1);
        let mut random = [0; 4];
        // Without random bytes everybody waits alike, which is worse but no fault.
        let _ = getrandom::fill(&mut random);
        let half = pause / 2;
        half + half.mul_f64(f64::from(u32::from_le_bytes(random)) / f64::from(u32::MAX))
    }

    /// Waits; somebody who logs in again need not.
    async fn rest(&mut self, pause: Duration) {
        tokio::select! {
            () = sleep(pause) => {}
            Some(Renewal { proof, done }) = self.renewals.recv() => {
                self.opener.prove(proof);
                // The login lasts; what the server says of the UserSig is told later.
                let _ = done.send(Ok(()));
            }
        }
    }

    fn status(&self, status: NetworkStatus, why: Option<&Failure>) {
        self.served.listeners.tell_status(status, why);
    }

    fn end(mut self, why: Failure) {
        self.save();
        tracing::info!(user = %self.served.user, code = why.code, "the login is over: {}", why.desc);
        let event = match why.code {
            USERSIG_EXPIRED_AT_LOGIN | USERSIG_EXPIRED..=LAST_USERSIG_CODE => Event::UserSigExpired,
            _ => Event::KickedOffline,
        };
        self.publish.send_replace(Way::Over(Arc::new(why.clone())));
        // Nobody has set it before: this is the link's only task, and here is its end.
        let _ = self.over.set(why);
        self.served.listeners.tell(event, LOGIN_ENDED);
    }
}

/// What comes next; nothing when that could not be made.
async fn next(served: &Served, news: &mut News) -> Result<Option<Heard>, Closed> {
    let heard = async {
        // What is not asked for waits where it is kept: in the store, or with the server.
        served.listeners.backlog.room().await;
        news.next(&served.listeners).await.map(Some)
    };
    caught(heard, || {
        tracing::error!("an event could not be made; this is a fault of opentim");
        Ok(None)
    })
    .await
}

/// Comes when it is later than this unix second.
async fn expired(at: &AtomicU64) {
    loop {
        let Some(left) = at.load(Ordering::Relaxed).checked_sub(now()) else { return };
        let sleep = LONGEST_SLEEP.min(Duration::from_secs(left.saturating_add(1)));
        sleep_until(Instant::now() + sleep).await;
    }
}
