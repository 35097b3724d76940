//! A connection's hold on its session.

use super::{Registry, Visitor};
use opentim_domain::Millis;
use opentim_store::{Clock, SystemClock};
use opentim_wire::sdk::Failure;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::Notify;

/// Why a connection must go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Over {
    /// Its session goes on with another connection.
    Replaced,
    /// Its session was ended.
    Ended(Failure),
}

/// What registry and connection share.
pub(super) struct Line {
    pub(super) visitor: Visitor,
    over: OnceLock<Over>,
    told: Notify,
    heard: AtomicU64,
    unacked: AtomicU64,
}

impl Line {
    pub(super) fn new(visitor: Visitor, now: Millis) -> Arc<Self> {
        let (over, told, heard, unacked) = (OnceLock::new(), Notify::new(), AtomicU64::new(now.0), AtomicU64::new(0));
        Arc::new(Self { visitor, over, told, heard, unacked })
    }

    /// The first decision stands.
    pub(super) fn decide(&self, over: Over) {
        if self.over.set(over).is_ok() {
            self.told.notify_one();
        }
    }

    pub(super) fn seen(&self) -> (Millis, u64) {
        (Millis(self.heard.load(Ordering::Relaxed)), self.unacked.load(Ordering::Relaxed))
    }
}

/// A connection's hold on its session. When it is dropped the session may be resumed, unless it is over.
pub struct Seat {
    pub(super) registry: Arc<Registry>,
    pub(super) line: Arc<Line>,
    pub(super) name: String,
    pub(super) token: String,
    pub(super) resumed: bool,
}

impl Seat {
    /// The session's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The secret to resume it with.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether an older session goes on.
    pub fn resumed(&self) -> bool {
        self.resumed
    }

    /// Why the connection must go, once that is decided. Nothing may be begun for the client then.
    pub fn over(&self) -> Option<&Over> {
        self.line.over.get()
    }

    /// Waits for that. One task waits at a time.
    pub async fn decided(&self) -> &Over {
        loop {
            if let Some(over) = self.line.over.get() {
                return over;
            }
            self.line.told.notified().await;
        }
    }

    /// The client was heard.
    pub fn heard(&self) {
        self.line.heard.store(SystemClock.now().0, Ordering::Relaxed);
    }

    /// So many events wait for its acknowledgement.
    pub fn unacked(&self, events: u64) {
        self.line.unacked.store(events, Ordering::Relaxed);
    }

    /// The session is over, and its token is void.
    pub fn end(&self, why: &Failure) {
        self.registry.end(self.line.visitor.app, &self.name, why);
    }

    /// The client has logged out: its token is void.
    pub fn leave(&self) {
        self.registry.leave(&self.line, &self.name);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.registry.cut(&self.line, &self.name);
    }
}
