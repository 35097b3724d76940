//! A login's way to the engine: calls go in, events come out.
//!
//! A link has one line at a time. When the line is cut the link opens another one from where the user was told last, and calls that
//! were under way are repeated there under their operation id: they are done once and answered once.

mod attached;
mod call;
mod keeper;
mod line;
mod local;
mod remote;
mod rooms;
mod status;
mod told;
mod watches;
pub(crate) mod wire;

pub(crate) use attached::ToFolder;
pub(crate) use call::Call;
pub(crate) use line::{Begin, Closed, Heard, Line, News, Opened, Opener, Opening};
pub(crate) use local::Local;
pub(crate) use remote::{Memory, Server};

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
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use told::ToldSoFar;
use watches::Watches;

/// Longest wait for the list that is to be remembered, at the end of a login.
const LAST_LOOK: Duration = Duration::from_secs(1);

/// Whom a link serves.
pub(crate) struct Served {
    pub user: UserId,
    pub listeners: Arc<Listeners>,
    /// When his UserSig ends, in unix seconds, if that is known here. It moves when he logs in again.
    pub expires_at: Arc<AtomicU64>,
    /// How many are about to end the login.
    pub leaving: watch::Receiver<usize>,
}

/// A logged-in user's link. It ends when this is dropped.
pub(crate) struct Link {
    user: UserId,
    ways: watch::Receiver<Way>,
    calls: Calls,
    over: Arc<OnceLock<Failure>>,
    expires_at: Arc<AtomicU64>,
    renewals: mpsc::Sender<Renewal>,
    told: Arc<ToldSoFar>,
    memory: Option<Arc<Memory>>,
    task: JoinHandle<()>,
}

impl Link {
    /// Opens the first line, and keeps one open from then on. A user of whom something is remembered need not have one at first.
    pub(crate) async fn begin(served: Served, mut opener: impl Opener, memory: Option<Arc<Memory>>) -> Result<Self, Closed> {
        let cursors = memory.as_ref().and_then(|memory| memory.cursors());
        let begin = Begin { cursors: cursors.clone(), ..Begin::default() };
        let (way, first) = match opener.open(begin).await {
            Ok(Opened { line, news }) => (Way::Open(line), Ok(news)),
            Err(Closed::Later(why)) if cursors.is_some() => (Way::Waiting(Arc::new(why.clone())), Err(why)),
            Err(why) => return Err(why),
        };
        let (publish, ways) = watch::channel(way);
        let (renewals, renewed) = mpsc::channel(1);
        let (over, rooms) = (Arc::new(OnceLock::new()), Arc::new(Rooms::default()));
        let watches = Arc::new(Watches::default());
        let told = Arc::new(ToldSoFar::new(cursors));
        let (user, expires_at) = (served.user.clone(), served.expires_at.clone());
        let calls = Calls {
            ways: ways.clone(),
            leaving: served.leaving.clone(),
            user: user.clone(),
            rooms: rooms.clone(),
            watches: watches.clone(),
            memory: memory.clone(),
            waiting: 0.into(),
            most_waiting: opener.most_waiting(),
            // Where lines are soon there again nothing is given up for want of one.
            grace: opener.patience().min(call::IMPATIENCE),
        };
        let keeper = Keeper {
            served,
            opener: Box::new(opener),
            publish,
            over: over.clone(),
            rooms,
            watches,
            renewals: renewed,
            told: told.clone(),
            memory: memory.clone(),
            failures: 0,
            save_at: None,
        };
        let task = runtime().spawn(keeper.run(first));
        Ok(Self { user, ways, calls, over, expires_at, renewals, told, memory, task })
    }

    /// Whose it is.
    pub(crate) fn user(&self) -> &UserId {
        &self.user
    }

    /// Whether there is a line at the moment.
    pub(crate) fn is_connected(&self) -> bool {
        matches!(*self.ways.borrow(), Way::Open(_))
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
            if let Some(memory) = self.memory.as_ref().filter(|memory| memory.is_stale()) {
                // The list that is remembered is then as old as the last time it was asked for.
                let _ = timeout(LAST_LOOK, memory.refresh(&wire)).await;
            }
            wire.log_out().await;
        }
        self.task.abort();
        // The result says only that it was aborted.
        let _ = (&mut self.task).await;
        if let Some(memory) = &self.memory {
            memory.close(self.told.get()).await;
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.task.abort();
    }
}
