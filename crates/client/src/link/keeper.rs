//! Keeps a link: tells the listeners, and ends the login when it is over.

use super::{Line, News, Served};
use crate::usersig::now;
use opentim_gateway::{Told, caught};
use opentim_wire::sdk::codes::{NOT_LOGGED_IN, USERSIG_EXPIRED};
use opentim_wire::sdk::{Event, Failure};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// Longest sleep before the clock is looked at again: it may be set, and the machine may be asleep meanwhile.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// The task of a link.
pub(super) struct Keeper {
    served: Served,
    publish: watch::Sender<Option<Line>>,
    over: Arc<OnceLock<Failure>>,
}

impl Keeper {
    pub(super) fn new(served: Served, publish: watch::Sender<Option<Line>>, over: Arc<OnceLock<Failure>>) -> Self {
        Self { served, publish, over }
    }

    pub(super) async fn run(self, mut news: News) {
        loop {
            tokio::select! {
                () = expired(&self.served.expires_at) => break,
                told = next(&self.served, &mut news) => self.tell(told),
            }
        }
        drop(news);
        self.end(Failure::new(USERSIG_EXPIRED, "the UserSig has expired; log in with a new one"), Event::UserSigExpired);
    }

    fn tell(&self, told: Option<Told>) {
        match told {
            Some(Told::Event(event)) => self.served.listeners.tell(event.event, &event.text),
            // There is no event of the SDK for these: apps read again by themselves.
            Some(Told::Refresh { .. } | Told::CaughtUp { .. }) | None => {}
        }
    }

    fn end(self, why: Failure, event: Event) {
        tracing::info!(user = %self.served.user, code = why.code, "the login is over: {}", why.desc);
        // Nobody has set it before: this is the link's only task, and here is its end.
        let _ = self.over.set(why);
        self.publish.send_replace(None);
        self.served.listeners.tell(event, "[]");
    }
}

async fn next(served: &Served, news: &mut News) -> Option<Told> {
    let told = async { Some(news.next(&served.listeners).await) };
    caught(told, || {
        tracing::error!("an event could not be made; this is a fault of opentim");
        None
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

/// What a call is told that comes too late.
pub(super) fn ended(over: Option<&Failure>) -> Failure {
    let why = over.map_or_else(|| "not login".to_owned(), |why| format!("not login: {}", why.desc));
    Failure::new(NOT_LOGGED_IN, why)
}
