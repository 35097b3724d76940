//! One session's end of the hub.

use super::{Hub, Passing};
use opentim_domain::{AppId, GroupId, Kind, Limits, Policy, UserId};
use opentim_store::{StoredEvent, StoredNotice};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::mpsc::{Receiver, Sender, channel, error::TrySendError};

/// Pushes that wait for a session before it is counted as lost.
const WAITING: usize = 4096;

/// A session's number, unique in its engine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SessionId(pub(super) u64);

/// Something a session is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Push {
    /// What a group's members are told: an event, cut down to what they hear of it.
    Tip {
        /// The group.
        group: GroupId,
        /// Its type.
        kind: Kind,
        /// The event. Number 0: told only to those present, never stored.
        event: Arc<StoredEvent>,
    },
    /// What this user alone is told. Number 0: never stored.
    Notice(Arc<StoredNotice>),
    /// Pushes are missing here, because the session took none or the store could not tell: what it shows may be out of date and
    /// must be read again, after [`Engine::load_groups`](crate::Engine::load_groups).
    Lost,
    /// What is told to those who are there, and never stored.
    Passing(Arc<Passing>),
    /// The session is over: nothing follows.
    Over,
}

/// A session's connection. Its presence ends when this is dropped.
pub(crate) struct Connection {
    pub(super) hub: Arc<Hub>,
    pub(super) app: AppId,
    pub(super) user: UserId,
    pub(super) session: SessionId,
    pub(super) queue: Receiver<Push>,
    /// Pushes are missing after those that wait.
    pub(super) lost: Arc<AtomicBool>,
    /// It has been said that the session is over.
    pub(super) over: bool,
}

impl Connection {
    /// The session's number.
    pub(crate) fn session(&self) -> SessionId {
        self.session
    }

    /// Waits for the next push.
    pub(crate) async fn next(&mut self) -> Push {
        if self.queue.is_empty() && self.lost.swap(false, Ordering::SeqCst) {
            return Push::Lost;
        }
        match self.queue.recv().await {
            Some(push) => push,
            // The hub holds the other end as long as the session lasts.
            None if !std::mem::replace(&mut self.over, true) => Push::Over,
            None => std::future::pending().await,
        }
    }

    /// The next push, if one waits.
    pub(crate) fn waiting(&mut self) -> Option<Push> {
        let waits = self.queue.try_recv().ok();
        waits.or_else(|| self.lost.swap(false, Ordering::SeqCst).then_some(Push::Lost))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.hub.disconnect(self.app, &self.user, self.session);
    }
}

/// The hub's end of a connection.
pub(super) struct Outlet {
    limits: Arc<Limits>,
    queue: Sender<Push>,
    lost: Arc<AtomicBool>,
}

impl Outlet {
    /// An outlet; what arrives from it; and whether something is missing after that.
    pub(super) fn new(limits: Arc<Limits>) -> (Self, Receiver<Push>, Arc<AtomicBool>) {
        let (queue, arrives) = channel(WAITING);
        let lost = Arc::new(AtomicBool::new(false));
        (Self { limits, queue, lost: lost.clone() }, arrives, lost)
    }

    pub(super) fn policy(&self) -> &Policy {
        &self.limits.policy
    }

    /// Hands something over, or notes that it could not be. Nothing is handed over any more then until the other end, which has
    /// taken what waits, knows it: it reads all of that.
    pub(super) fn push(&self, push: Push) {
        if self.lost.load(Ordering::SeqCst) {
            return;
        }
        if let Err(TrySendError::Full(_)) = self.queue.try_send(push) {
            self.lost.store(true, Ordering::SeqCst);
            tracing::warn!(
                waiting = WAITING,
                "a session takes events too slowly; until it has caught up, those that come are dropped"
            );
        }
    }
}
