//! What was told and is not heard yet.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;

/// Calls of listeners that wait at most before no more events are told. One event may lie above it, with all its listeners.
const MOST_WAITING: usize = 10_000;

/// The calls of listeners that were taken on and are not made yet. A listener returns at once, so whoever makes its call later says
/// by this how far behind he is: while too many calls wait, events wait where they are kept, and memory does not grow.
#[derive(Default, Debug)]
pub struct Backlog {
    waiting: AtomicUsize,
    fewer: Notify,
}

/// A call that waits. Dropping it says that it was made, or never will be.
#[derive(Debug)]
pub struct WaitingCall(Arc<Backlog>);

impl Backlog {
    /// One more call waits.
    pub fn add(self: &Arc<Self>) -> WaitingCall {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        WaitingCall(self.clone())
    }

    /// Whether another call may wait.
    pub fn has_room(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) < MOST_WAITING
    }

    /// Comes when another call may wait. Nothing is lost when it is dropped before.
    pub(crate) async fn room(&self) {
        loop {
            let mut fewer = pin!(self.fewer.notified());
            // From here on no change goes unseen.
            fewer.as_mut().enable();
            if self.has_room() {
                return;
            }
            fewer.await;
        }
    }
}

impl Drop for WaitingCall {
    fn drop(&mut self) {
        let before = self.0.waiting.fetch_sub(1, Ordering::Relaxed);
        if before == MOST_WAITING {
            self.0.fewer.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests;
