//! What is told once, if it can be.

use super::Target;
use opentim_domain::Face;
use opentim_wire::webhook::Body;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Webhooks that wait; one more is dropped.
const WAITING: usize = 1024;

/// The queue of one app.
pub(crate) struct Passing {
    sender: Mutex<Option<Sender<Body>>>,
    receiver: Mutex<Option<Receiver<Body>>>,
}

impl Default for Passing {
    fn default() -> Self {
        let (sender, receiver) = channel(WAITING);
        Self { sender: Mutex::new(Some(sender)), receiver: Mutex::new(Some(receiver)) }
    }
}

impl Passing {
    /// Nothing more comes.
    pub(super) fn close(&self) {
        locked(&self.sender).take();
    }
}

impl Target {
    /// Puts a webhook in the queue, or drops it. Returns at once.
    pub(crate) fn pass(&self, body: Body) {
        let sent = locked(&self.passing.sender).as_ref().map(|sender| sender.try_send(body));
        if let Some(Err(_)) = sent {
            self.counts.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Sends what comes, one after the other, until the queue is closed. What waits then is lost.
pub(super) async fn send(target: Arc<Target>) {
    let Some(mut bodies) = locked(&target.passing.receiver).take() else { return };
    while let Some(body) = bodies.recv().await {
        if bodies.is_closed() {
            return;
        }
        if let Err(fault) = target.post(&body, Face::System, None, None).await {
            tracing::debug!(app = %target.app, event = body.callback.name(), %fault, "a webhook that is sent once was lost");
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
