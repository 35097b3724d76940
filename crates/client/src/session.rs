//! Sessions: what `TIMInit` and `TIMLogin` did, shared by the instances with the same settings.

use crate::backend::Backend;
use crate::link::Link;
use crate::listener::Listeners;
use crate::settings::Settings;
use opentim_domain::UserId;
use opentim_wire::sdk::base::ServerAddress;
use opentim_wire::sdk::codes::{NOT_INITIALIZED, NOT_LOGGED_IN};
use opentim_wire::sdk::{Failure, Needs};
use std::collections::HashMap;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock, watch};

/// What makes two instances share a session.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    app: u64,
    data_dir: Option<PathBuf>,
    server: Option<ServerAddress>,
    instance: Option<String>,
}

/// A session and how many instances it has.
struct Shared {
    session: Session,
    instances: usize,
}

fn sessions() -> MutexGuard<'static, HashMap<Key, Shared>> {
    static SESSIONS: LazyLock<Mutex<HashMap<Key, Shared>>> = LazyLock::new(Mutex::default);
    SESSIONS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One session. Calls that only use it hold its lock for reading, those that change it for writing.
#[derive(Clone, Default)]
pub(crate) struct Session {
    state: Arc<RwLock<State>>,
    /// The listeners of its instances. They are there before `TIMInit` and stay after a logout.
    pub listeners: Arc<Listeners>,
    leaving: Arc<watch::Sender<usize>>,
}

/// Says, as long as it lasts, that the login is about to be ended: calls that wait for a connection need not wait on.
pub(crate) struct Leaving(Arc<watch::Sender<usize>>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.send_modify(|leaving| *leaving -= 1);
    }
}

/// The state of a session.
#[derive(Default)]
pub(crate) struct State {
    /// What is open between `TIMInit` and `TIMUninit`.
    pub backend: Option<Backend>,
    /// Why the last `TIMInit` failed.
    pub why_closed: Option<String>,
    /// The addresses of the server that `callExperimentalAPI` has named.
    servers: Mutex<Vec<ServerAddress>>,
    /// Who is logged in, and his way to the engine.
    link: Option<Link>,
}

impl State {
    /// Refuses a method that needs more than there is.
    pub(crate) fn check(&self, needs: Needs) -> Result<(), Failure> {
        if needs >= Needs::Init {
            self.backend()?;
        }
        if needs >= Needs::Login {
            self.link()?;
        }
        Ok(())
    }

    /// Names the server in place of the instances' own setting, from the next `TIMInit` on.
    pub(crate) fn set_servers(&self, servers: Vec<ServerAddress>) {
        *self.servers.lock().unwrap_or_else(PoisonError::into_inner) = servers;
    }

    /// The addresses of the server that the groups are on, best first; none: they are in a data folder.
    pub(crate) fn servers(&self, settings: &Settings) -> Vec<ServerAddress> {
        let named = self.servers.lock().unwrap_or_else(PoisonError::into_inner);
        if named.is_empty() { settings.server.iter().cloned().collect() } else { named.clone() }
    }

    /// Whether nothing is open and no server was named.
    fn is_new(&self) -> bool {
        self.backend.is_none() && self.servers.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// What is open.
    pub(crate) fn backend(&self) -> Result<&Backend, Failure> {
        self.backend.as_ref().ok_or_else(|| {
            let why = self.why_closed.as_deref();
            let desc = why.map_or_else(|| "not initialized".to_owned(), |why| format!("not initialized: {why}"));
            Failure::new(NOT_INITIALIZED, desc)
        })
    }

    /// The link of who is logged in.
    pub(crate) fn link(&self) -> Result<&Link, Failure> {
        let link = self.link.as_ref().ok_or_else(|| Failure::new(NOT_LOGGED_IN, "not login"))?;
        match link.over() {
            None => Ok(link),
            Some(why) => Err(Failure::new(NOT_LOGGED_IN, format!("not login: {}", why.desc))),
        }
    }

    /// Somebody is logged in from now on, and nobody else any more.
    pub(crate) async fn log_in(&mut self, link: Link) {
        self.log_out().await;
        self.link = Some(link);
    }

    /// Nobody is logged in any more, and no listener is called any more. Gives who was.
    pub(crate) async fn log_out(&mut self) -> Option<UserId> {
        let link = self.link.take()?;
        let user = link.user().clone();
        link.end().await;
        Some(user)
    }

    /// Logs out and gives up what is open.
    pub(crate) async fn end(&mut self) {
        self.log_out().await;
        self.why_closed = None;
        if let Some(backend) = self.backend.take() {
            backend.release().await;
        }
    }
}

/// An instance's hold on its session.
pub(crate) struct Membership {
    key: Key,
    pub session: Session,
}

impl Membership {
    /// Joins the session of these settings; nothing is opened.
    pub(crate) fn join(settings: &Settings) -> Self {
        let key = Key {
            app: settings.app.get(),
            data_dir: settings.data_dir.clone(),
            server: settings.server.clone(),
            instance: settings.instance.clone(),
        };
        let mut sessions = sessions();
        let shared = sessions.entry(key.clone()).or_insert_with(|| Shared { session: Session::default(), instances: 0 });
        shared.instances += 1;
        Self { key, session: shared.session.clone() }
    }

    /// Leaves the session; true when this was its last instance, which takes the session out of the list.
    pub(crate) fn leave(&self) -> bool {
        let mut sessions = sessions();
        let Some(shared) = sessions.get_mut(&self.key) else { return false };
        shared.instances -= 1;
        let last = shared.instances == 0;
        if last {
            sessions.remove(&self.key);
        }
        last
    }

    /// Leaves the session because the instance was dropped. The session stays while it is initialized or listened to: an app may
    /// make an instance for each call, and when those are collected must not decide about its login or what it hears.
    pub(crate) fn forget(&self) {
        let mut sessions = sessions();
        let Some(shared) = sessions.get_mut(&self.key) else { return };
        shared.instances -= 1;
        let session = &shared.session;
        let unused = session.listeners.is_empty() && session.state.try_read().is_ok_and(|state| state.is_new());
        if shared.instances == 0 && unused {
            sessions.remove(&self.key);
        }
    }
}

type Waiting<G> = Pin<Box<dyn Future<Output = G> + Send>>;

/// A place in the order of a session's calls. It is taken when the call is made, not when it is first run.
pub(crate) enum Turn<G> {
    Now(G),
    Later(Waiting<G>),
}

impl<G> Turn<G> {
    fn queue(mut waiting: Waiting<G>) -> Self {
        // The first poll puts the call into the lock's queue; the caller's task is woken by a later poll's waker.
        match waiting.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(guard) => Self::Now(guard),
            Poll::Pending => Self::Later(waiting),
        }
    }

    /// Waits for it.
    pub(crate) async fn come(self) -> G {
        match self {
            Self::Now(guard) => guard,
            Self::Later(waiting) => waiting.await,
        }
    }
}

impl Session {
    /// A turn to use the session.
    pub(crate) fn turn_to_use(&self) -> Turn<OwnedRwLockReadGuard<State>> {
        match self.state.clone().try_read_owned() {
            Ok(guard) => Turn::Now(guard),
            Err(_) => Turn::queue(Box::pin(self.state.clone().read_owned())),
        }
    }

    /// Somebody is about to end the login.
    pub(crate) fn leave(&self) -> Leaving {
        self.leaving.send_modify(|leaving| *leaving += 1);
        Leaving(self.leaving.clone())
    }

    /// How many are about to end the login.
    pub(crate) fn leaving(&self) -> watch::Receiver<usize> {
        self.leaving.subscribe()
    }

    /// A turn to change the session.
    pub(crate) fn turn_to_change(&self) -> Turn<OwnedRwLockWriteGuard<State>> {
        Turn::queue(Box::pin(self.state.clone().write_owned()))
    }
}
