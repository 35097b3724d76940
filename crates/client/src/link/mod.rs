//! A login's way to the engine: calls go in, events come out.
//!
//! A link has one line at a time. When the line is cut the link opens another one from where the user was told last, and calls that
//! were under way are repeated there under their operation id: they are done once and answered once.

mod attached;
mod call;
mod keeper;
mod line;
mod local;
mod rooms;
mod status;
pub(crate) mod wire;

pub(crate) use attached::ToFolder;
pub(crate) use call::Call;
pub(crate) use line::{Begin, Closed, Heard, Line, News, Opened, Opener, Opening};
pub(crate) use local::Local;
pub(crate) use status::Network;

use crate::listener::Listeners;
use crate::runtime::runtime;
use call::Calls;
use keeper::{Keeper, Renewal};
use line::Way;
use opentim_domain::UserId;
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::NOT_LOGGED_IN;
use rooms::Rooms;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;

/// Whom a link serves.
pub(crate) struct Served {
    pub user: UserId,
    pub listeners: Arc<Listeners>,
    /// When his UserSig ends, in unix seconds, if that is known here. It moves when he logs in again.
    pub expires_at: Arc<AtomicU64>,
}

/// A logged-in user's link. It ends when this is dropped.
pub(crate) struct Link {
    user: UserId,
    ways: watch::Receiver<Way>,
    calls: Calls,
    over: Arc<OnceLock<Failure>>,
    expires_at: Arc<AtomicU64>,
    renewals: mpsc::Sender<Renewal>,
    task: JoinHandle<()>,
}

impl Link {
    /// Opens the first line, and keeps one open from then on.
    pub(crate) async fn begin(served: Served, mut opener: impl Opener) -> Result<Self, Failure> {
        let Opened { line, news } = opener.open(Begin::default()).await.map_err(Closed::failure)?;
        let (publish, ways) = watch::channel(Way::Open(line));
        let (renewals, renewed) = mpsc::channel(1);
        let over = Arc::new(OnceLock::new());
        let rooms = Arc::new(Rooms::default());
        let (user, expires_at) = (served.user.clone(), served.expires_at.clone());
        let (cursors, failures) = (None, 0);
        let (keeper_over, keeper_rooms) = (over.clone(), rooms.clone());
        let keeper = Keeper {
            served,
            opener: Box::new(opener),
            publish,
            over: keeper_over,
            rooms: keeper_rooms,
            renewals: renewed,
            cursors,
            failures,
        };
        let calls = Calls::new(ways.clone(), user.clone(), rooms);
        let task = runtime().spawn(keeper.run(Ok(news)));
        Ok(Self { user, ways, calls, over, expires_at, renewals, task })
    }

    /// Whose it is.
    pub(crate) fn user(&self) -> &UserId {
        &self.user
    }

    /// Its user has logged in again, with a UserSig that ends then.
    pub(crate) fn renew(&self, expires_at: u64) {
        self.expires_at.store(expires_at, Ordering::Relaxed);
    }

    /// Its user has logged in again, with a UserSig that only the other side can check.
    ///
    /// # Errors
    /// It was refused; the link goes on with the one it had.
    pub(crate) async fn prove(&self, proof: String) -> Result<(), Failure> {
        let (done, outcome) = oneshot::channel();
        let ended = || self.over().cloned().unwrap_or_else(|| Failure::new(NOT_LOGGED_IN, "not login"));
        self.renewals.send(Renewal { proof, done }).await.map_err(|_| ended())?;
        outcome.await.unwrap_or_else(|_| Err(ended()))
    }

    /// Why the login has ended by itself, if it has.
    pub(crate) fn over(&self) -> Option<&Failure> {
        self.over.get()
    }

    /// Does one call and gives the whole reply.
    pub(crate) async fn call(&self, call: &Call<'_>) -> Result<String, Failure> {
        let way = self.ways.borrow().clone();
        match way {
            Way::Open(Line::Local(session)) => session.call(call.uses, call.request, None).await,
            // Boxed, because calls in this process should not carry its size.
            Way::Open(Line::Wire(_)) | Way::Waiting(_) => Box::pin(self.calls.make(call)).await,
            Way::Over(why) => Err(line::ended(&why)),
        }
    }

    /// Ends it; no listener is called any more when this returns.
    pub(crate) async fn end(mut self) {
        let way = self.ways.borrow().clone();
        if let Way::Open(Line::Wire(wire)) = way {
            wire.log_out().await;
        }
        self.task.abort();
        // The result says only that it was aborted.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.task.abort();
    }
}
