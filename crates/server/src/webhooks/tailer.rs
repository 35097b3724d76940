//! Follows an app's log and has each event told: at least once, in order within each group.

use super::quota::QuotaAlarm;
use super::window::Window;
use super::{Target, delivery, news};
use opentim_domain::{AppId, Change, GroupId, Home};
use opentim_gateway::caught;
use opentim_store::{Clock, Commit, Logged, Store, StoreError};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};

/// Events read from the log at once.
const PAGE: usize = 256;
/// Requests to one back end at the same time.
const LINES: usize = 16;
/// How long the log may grow before it is read again: what happens together is read together.
const GATHER: Duration = Duration::from_millis(10);
/// The log is read anyway after so long.
const ANYWAY: Duration = Duration::from_secs(1);
/// How often it is kept how far the back end has been told. A crash has it told so much twice.
const KEEP: Duration = Duration::from_secs(1);
/// The same for apps without a back end.
const KEEP_UP: Duration = Duration::from_secs(60);

/// Follows the log of one app.
pub(super) struct Tailer {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    target: Arc<Target>,
    lines: Arc<Semaphore>,
}

/// How far it is.
struct Progress {
    window: Window,
    /// The log has nothing after what was read, as far as known.
    at_end: bool,
    /// Events beyond the window, and up to which place they are counted.
    unread: u64,
    counted: u64,
    kept: u64,
    kept_at: Instant,
    looked_at: Instant,
    alarm: QuotaAlarm,
    /// On their way.
    running: JoinSet<GroupId>,
}

impl Tailer {
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, target: Arc<Target>) -> Self {
        Self { store, clock, target, lines: Arc::new(Semaphore::new(LINES)) }
    }

    /// Follows the log until `stopped`.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        let told = tokio::select! {
            told = self.told() => told,
            () = until(&mut stopped) => return,
        };
        let mut progress = Progress {
            window: Window::after(told),
            at_end: false,
            unread: 0,
            counted: told,
            kept: told,
            kept_at: Instant::now(),
            looked_at: Instant::now(),
            alarm: QuotaAlarm::default(),
            running: JoinSet::new(),
        };
        let mut wake: Option<Instant> = None;
        loop {
            if let Err(error) = self.look(&mut progress).await {
                tracing::warn!(app = %self.target.app, %error, "the log of events could not be read for webhooks; it is tried again");
                progress.at_end = true;
            }
            self.show(&progress);
            self.keep(&mut progress, KEEP).await;
            let tick = progress.looked_at + ANYWAY;
            tokio::select! {
                Some(done) = progress.running.join_next() => self.done(&mut progress, done.ok()),
                () = self.target.news.notified(), if wake.is_none() => wake = Some(Instant::now() + GATHER),
                () = sleep_until(wake.unwrap_or(tick).min(tick)) => (wake, progress.at_end, progress.looked_at) = (None, false, Instant::now()),
                () = until(&mut stopped) => break,
            }
        }
        self.keep(&mut progress, Duration::ZERO).await;
    }

    async fn told(&self) -> u64 {
        loop {
            match self.store.back_end_told(self.target.app).await {
                Ok(told) => return told,
                Err(error) => {
                    tracing::warn!(app = %self.target.app, %error, "how far webhooks were told could not be read; it is tried again");
                    sleep(ANYWAY).await;
                }
            }
        }
    }

    /// Takes events out of the log as far as there is room, and counts those beyond.
    async fn look(&self, progress: &mut Progress) -> Result<(), StoreError> {
        while !progress.at_end && progress.window.has_room() {
            let page = self.store.log_after(self.target.app, progress.window.read(), PAGE).await?;
            progress.at_end = page.len() < PAGE;
            for logged in page {
                if !progress.window.has_room() {
                    progress.at_end = false;
                    break;
                }
                self.take(progress, logged);
            }
        }
        self.count_beyond(progress).await?;
        progress.alarm.say(self.store.as_ref(), &self.target, self.clock.now()).await
    }

    fn take(&self, progress: &mut Progress, logged: Logged) {
        progress.alarm.see(&logged);
        let wanted = news::is_wanted(&self.target, &logged.event.event.body);
        if !wanted {
            return progress.window.skip(logged.place);
        }
        if logged.place <= progress.counted {
            progress.unread = progress.unread.saturating_sub(1);
        }
        if let Some(first) = progress.window.push(logged) {
            self.start(progress, first);
        }
    }

    /// Counts a page of those events that find no room, so that the backlog is known.
    async fn count_beyond(&self, progress: &mut Progress) -> Result<(), StoreError> {
        if progress.at_end {
            return Ok(());
        }
        if progress.counted < progress.window.read() {
            (progress.counted, progress.unread) = (progress.window.read(), 0);
        }
        let page = self.store.log_after(self.target.app, progress.counted, PAGE).await?;
        for logged in page {
            progress.counted = logged.place;
            progress.unread += u64::from(news::is_wanted(&self.target, &logged.event.event.body));
        }
        // There is no room anyway: look again when some has gone, or after a while.
        progress.at_end = true;
        Ok(())
    }

    fn start(&self, progress: &mut Progress, logged: Logged) {
        let (store, target, lines) = (self.store.clone(), self.target.clone(), self.lines.clone());
        progress.running.spawn(async move {
            let (group, place) = (logged.group.clone(), logged.place);
            let panicked = || tracing::error!(place, "telling an event panicked; it was left out");
            caught(delivery::deliver(store, target, lines, logged), panicked).await;
            group
        });
    }

    fn done(&self, progress: &mut Progress, group: Option<GroupId>) {
        if let Some(next) = group.and_then(|group| progress.window.done(&group)) {
            self.start(progress, next);
        }
        if progress.unread > 0 && progress.window.is_half_empty() {
            progress.at_end = false;
        }
    }

    /// For whoever looks at the metrics.
    fn show(&self, progress: &Progress) {
        let counts = &self.target.counts;
        counts.backlog.store(progress.window.len() as u64 + progress.unread, Ordering::Relaxed);
        counts.oldest.store(progress.window.oldest().unwrap_or(0), Ordering::Relaxed);
    }

    /// Keeps how far the back end has been told, when that was not done for a while.
    async fn keep(&self, progress: &mut Progress, every: Duration) {
        let told = progress.window.told();
        if told == progress.kept || progress.kept_at.elapsed() < every {
            return;
        }
        progress.kept_at = Instant::now();
        match keep(self.store.as_ref(), self.target.app, told).await {
            Ok(()) => progress.kept = told,
            Err(error) => {
                tracing::warn!(app = %self.target.app, %error, "how far webhooks were told could not be kept; it is tried again")
            }
        }
    }
}

/// Keeps up to which place of the log a back end has been told.
pub(crate) async fn keep(store: &dyn Store, app: AppId, told: u64) -> Result<(), StoreError> {
    let commit = Commit {
        app,
        home: Home::App(0),
        operation: None,
        asserts: Vec::new(),
        changes: vec![Change::BackEndTold(told)],
        events: Vec::new(),
        effects: Vec::new(),
        reply: Vec::new(),
    };
    store.commit(commit).await.map(drop)
}

/// An app without a back end counts as told: if it gets one, that hears of what happens from then on.
pub(super) async fn keep_up(store: Arc<dyn Store>, app: AppId, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = keep_newest(store.as_ref(), app).await {
            tracing::warn!(%app, %error, "how far the log of events goes could not be kept");
        }
        tokio::select! {
            () = sleep(KEEP_UP) => {}
            () = until(&mut stopped) => break,
        }
    }
    // What happened last is not told later either.
    let _ = keep_newest(store.as_ref(), app).await;
}

async fn keep_newest(store: &dyn Store, app: AppId) -> Result<(), StoreError> {
    let told = store.back_end_told(app).await?;
    let newest = newest(store, app, told).await?;
    if newest == told { Ok(()) } else { keep(store, app, newest).await }
}

/// The newest place of an app's log, found in a few steps however long it is.
async fn newest(store: &dyn Store, app: AppId, known: u64) -> Result<u64, StoreError> {
    let (mut newest, mut step, mut growing) = (known, 1_u64, true);
    while step > 0 {
        let found = store.log_after(app, newest.saturating_add(step - 1), 1).await?.first().map(|logged| logged.place);
        growing &= found.is_some();
        newest = found.unwrap_or(newest);
        step = if growing { step.saturating_mul(2) } else { step / 2 };
    }
    Ok(newest)
}

/// Comes back when the server stops.
async fn until(stopped: &mut watch::Receiver<bool>) {
    // The sender only goes away after it has told.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
