//! What is counted of one app's webhooks.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counters from the start on, and the state of the backlog.
#[derive(Default)]
pub(crate) struct Counts {
    /// Requests that were answered.
    pub delivered: AtomicU64,
    /// Requests that were not.
    pub failed: AtomicU64,
    /// Events that were given up for their age, and those told once that found no room.
    pub dropped: AtomicU64,
    /// Questions that were answered with no.
    pub refused: AtomicU64,
    /// Events that wait.
    pub backlog: AtomicU64,
    /// When the first of them happened, in milliseconds; 0: none waits.
    pub oldest: AtomicU64,
    /// When a request last failed, in milliseconds; 0: none has.
    pub last_failure: AtomicU64,
}

impl Counts {
    /// One more request that failed.
    pub fn fail(&self, at: u64) {
        self.failed.fetch_add(1, Ordering::Relaxed);
        self.last_failure.store(at, Ordering::Relaxed);
    }
}
