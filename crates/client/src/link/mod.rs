//! A login's way to the engine: calls go in, events come out.
//!
//! A link has one line at a time. When the line is cut the link opens another one from where the user was told last, and calls that
//! were under way are repeated there under their operation id: they are done once and answered once.

mod keeper;
mod local;

pub(crate) use local::Local;

use crate::listener::Listeners;
use crate::runtime::runtime;
use keeper::Keeper;
use opentim_domain::UserId;
use opentim_engine::Cursors;
use opentim_gateway::{Session, Stream, Told};
use opentim_wire::sdk::{Failure, Request, Uses};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// One way to the engine, for calls.
#[derive(Clone)]
pub(crate) enum Line {
    /// The engine is in this process.
    Local(Arc<Session>),
}

/// The same way, for what the user is told.
pub(crate) enum News {
    /// The engine is in this process.
    Local(Box<Stream>),
}

/// A line that was opened.
pub(crate) struct Opened {
    pub line: Line,
    pub news: News,
}

/// Why no line could be opened.
pub(crate) enum Closed {
    /// For good: the login is over.
    Over(Failure),
}

/// Opens lines, one after the other.
pub(crate) trait Opener: Send + 'static {
    /// Opens one that goes on after these cursors, or begins with what happens from now on.
    fn open(&mut self, from: Option<Cursors>) -> Opening<'_>;
}

/// A line that is being opened.
pub(crate) type Opening<'a> = Pin<Box<dyn Future<Output = Result<Opened, Closed>> + Send + 'a>>;

impl News {
    /// Waits for what comes next. Nothing is lost when this is dropped before it is done.
    async fn next(&mut self, listeners: &Listeners) -> Told {
        match self {
            Self::Local(stream) => stream.next(|event| listeners.any(event)).await,
        }
    }
}

/// Whom a link serves.
pub(crate) struct Served {
    pub user: UserId,
    pub listeners: Arc<Listeners>,
    /// When his UserSig ends, in unix seconds. It moves when he logs in again.
    pub expires_at: Arc<AtomicU64>,
}

/// A logged-in user's link. It ends when this is dropped.
pub(crate) struct Link {
    user: UserId,
    lines: watch::Receiver<Option<Line>>,
    over: Arc<OnceLock<Failure>>,
    expires_at: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl Link {
    /// Opens the first line, and keeps one open from then on.
    pub(crate) async fn begin(served: Served, mut opener: impl Opener) -> Result<Self, Failure> {
        let Opened { line, news } = opener.open(None).await.map_err(|Closed::Over(failure)| failure)?;
        let (publish, lines) = watch::channel(Some(line));
        let over = Arc::new(OnceLock::new());
        let (user, expires_at) = (served.user.clone(), served.expires_at.clone());
        let keeper = Keeper::new(served, publish, over.clone());
        Ok(Self { user, lines, over, expires_at, task: runtime().spawn(keeper.run(news)) })
    }

    /// Whose it is.
    pub(crate) fn user(&self) -> &UserId {
        &self.user
    }

    /// Its user has logged in again, with a UserSig that ends then.
    pub(crate) fn renew(&self, expires_at: u64) {
        self.expires_at.store(expires_at, Ordering::Relaxed);
    }

    /// Why the login has ended by itself, if it has.
    pub(crate) fn over(&self) -> Option<&Failure> {
        self.over.get()
    }

    /// Does one call and gives the whole reply.
    pub(crate) async fn call(&self, method: Uses, request: &Request) -> Result<String, Failure> {
        let line = self.lines.borrow().clone();
        match line {
            Some(Line::Local(session)) => session.call(method, request, None).await,
            None => Err(keeper::ended(self.over())),
        }
    }

    /// Ends it; no listener is called any more when this returns.
    pub(crate) async fn end(mut self) {
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
