//! Lines to the engine of a data folder: in this process when it has the folder, else in the one that has.

use super::wire::{self, log_in};
use super::{Begin, Closed, Line, Local, Opened, Opener, Opening};
use crate::folder::{Connected, NoAnswer, Role, Wish, connect};
use opentim_engine::Cursors;
use opentim_gateway::{Host, Who};
use opentim_wire::frame::{self, Dialect, Login};
use opentim_wire::sdk::base::PolicyOptions;
use opentim_wire::sdk::codes::{NET_CONNECT_TIMED_OUT, NOT_INITIALIZED};
use opentim_wire::sdk::{Failure, VERSION};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol;

/// Longest wait for somebody to have the folder. A takeover takes a fraction of it.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// Pause before the owner's socket is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// Opens them.
pub(crate) struct ToFolder {
    folder: Arc<Path>,
    role: watch::Receiver<Role>,
    who: Who,
}

impl ToFolder {
    pub(crate) fn new(folder: Arc<Path>, role: watch::Receiver<Role>, who: Who) -> Self {
        Self { folder, role, who }
    }

    /// Waits until this process or another one has the folder, and opens a line there.
    async fn open_there(&mut self, begin: Begin) -> Result<Opened, Closed> {
        loop {
            let role = self.role.borrow_and_update().clone();
            let failed = match role {
                Role::Owner(owner) => return self.open_here(owner.host.clone(), begin).await,
                Role::Attached => match self.open_at_owner(begin.clone()).await {
                    Err(Closed::Later(why)) => Some(why),
                    outcome => return outcome,
                },
                Role::Seeking(_) => None,
                Role::Closed => return Err(Closed::Over(Failure::new(NOT_INITIALIZED, "the data folder was closed"))),
            };
            if let Some(why) = failed {
                tracing::debug!(code = why.code, "the owner of the data folder gives no line: {}", why.desc);
                // It may be going; then the role changes soon.
                let _ = timeout(PAUSE, self.role.changed()).await;
            } else if self.role.changed().await.is_err() {
                sleep(PAUSE).await;
            }
        }
    }

    async fn open_here(&self, host: Arc<Host>, begin: Begin) -> Result<Opened, Closed> {
        let (rooms, again) = (begin.rooms.clone(), begin.again.clone());
        let opened = Local { host, who: self.who.clone() }.open(begin).await?;
        if let Line::Local(session) = &opened.line {
            // What ended or banned him meanwhile has its own tidings.
            session.enter_again(rooms).await;
            session.watch_again(&again).await;
        }
        Ok(opened)
    }

    async fn open_at_owner(&self, begin: Begin) -> Result<Opened, Closed> {
        let stream = connect(&self.folder, Wish::Frames).await.map_err(|why| unreachable(&why))?;
        let (opened, _) = log_in(socket(stream).await, self.login(begin)).await?;
        Ok(opened)
    }

    fn login(&self, Begin { cursors, rooms, again }: Begin) -> Login {
        let Who { app, user, limits } = &self.who;
        Login {
            v: frame::VERSION,
            sdkappid: *app,
            user: user.clone(),
            // It was checked here, with the folder's key or that of the app.
            usersig: String::new(),
            dialect: Dialect::Sdk,
            instance: String::new(),
            client: format!("opentim/{VERSION} {} pid {}", std::env::consts::OS, std::process::id()),
            // Another owner knows no sessions of the last one; the cursors say all that counts.
            resume: None,
            cursors: cursors.map(|Cursors { notices, groups }| frame::Cursors { notices, groups }),
            rooms,
            again: wire::again(again),
            policy: Some(PolicyOptions::from(&limits.policy)),
        }
    }

    /// Whether this process has given the folder up.
    fn is_closed(&self) -> bool {
        matches!(*self.role.borrow(), Role::Closed)
    }

    /// What a user is told when nobody has the folder for so long.
    fn nobody(&self) -> Closed {
        let why = match &*self.role.borrow() {
            Role::Seeking(Some(why)) => why.to_string(),
            Role::Owner(_) | Role::Attached | Role::Seeking(None) | Role::Closed => {
                format!("the process that has the data folder {} does not answer", self.folder.display())
            }
        };
        Closed::Later(Failure::new(NET_CONNECT_TIMED_OUT, why))
    }
}

impl Opener for ToFolder {
    fn open(&mut self, begin: Begin) -> Opening<'_> {
        Box::pin(async move {
            let goes_on = begin.cursors.is_some();
            match timeout(LONGEST_WAIT, self.open_there(begin)).await {
                // Nobody ends logins here but who made them: what is refused now is possible again when the disk is well.
                Ok(Err(Closed::Over(why))) if goes_on && !self.is_closed() => Err(Closed::Later(why)),
                Ok(outcome) => outcome,
                Err(_) => Err(self.nobody()),
            }
        })
    }

    fn pause(&self, _: u32) -> Duration {
        PAUSE
    }

    /// As many as in the owner itself.
    fn most_waiting(&self) -> usize {
        usize::MAX
    }

    /// A change of owners is nothing that an app needs to know of.
    fn patience(&self) -> Duration {
        LONGEST_WAIT
    }
}

async fn socket(stream: Connected) -> wire::Socket {
    WebSocketStream::from_raw_socket(wire::Counted::new(stream), protocol::Role::Client, Some(wire::config())).await
}

fn unreachable(why: &NoAnswer) -> Closed {
    Closed::Later(Failure::new(NET_CONNECT_TIMED_OUT, format!("the process that has the data folder: {why}")))
}
