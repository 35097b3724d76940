//! Where other processes come in to the owner of a folder.

use super::local::{Accepted, Listener, PATIENCE, Wish, receive};
use crate::runtime::runtime;
use opentim_domain::Limits;
use opentim_gateway::{Admitted, Doorman, Host, Instances, Peer, Settings, serve};
use opentim_wire::frame::Login;
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::INVALID_PARAMETER;
use std::io::Result;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::Role;

/// Pause after a connection could not be accepted, because there are too many open files for instance.
const PAUSE: Duration = Duration::from_millis(100);
/// Time for calls in flight when the owner goes.
const DRAIN: Duration = Duration::from_secs(3);
/// Longest frame in bytes.
const FRAME: usize = 64 * 1024 * 1024;

/// Lets processes in that could as well open the folder themselves: the socket is theirs only. They have checked the UserSig.
struct Trusting;

impl Doorman for Trusting {
    fn admit(&self, login: &Login, _: Peer) -> std::result::Result<Admitted, Failure> {
        let policy = login.policy.as_ref().map(|policy| policy.policy()).transpose();
        let policy = policy.map_err(|why| Failure::new(INVALID_PARAMETER, format!("login.policy: {why}")))?;
        let limits = match policy {
            Some(policy) => Limits { policy, ..Limits::RECOMMENDED },
            None => Limits::RECOMMENDED,
        };
        Ok(Admitted { limits: Arc::new(limits), expires_at: None, instances: Instances::ANY })
    }
}

/// The limits of a connection. Other processes of this user are held to hardly anything that this one is not.
fn settings() -> Settings {
    Settings {
        login_frame: FRAME,
        frame: FRAME,
        in_flight: usize::MAX,
        in_flight_bytes: usize::MAX,
        rate: u32::MAX,
        burst: u32::MAX,
        drain: DRAIN,
        ..Settings::default()
    }
}

/// The open door.
pub(super) struct Door {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Door {
    /// Opens it. Only who holds the folder's lock may.
    pub(super) fn open(folder: &Path, host: Arc<Host>) -> Result<Self> {
        let _context = runtime().enter();
        let listener = Listener::bind(folder)?;
        let (stop, stopped) = watch::channel(false);
        Ok(Self { stop, task: runtime().spawn(keep_open(listener, host, stopped)) })
    }

    /// Lets nobody in any more, and waits until those inside have left.
    pub(super) async fn close(self) {
        self.stop.send_replace(true);
        if self.task.await.is_err() {
            tracing::error!("the socket of the data folder ended with a panic");
        }
    }
}

async fn keep_open(mut listener: Listener, host: Arc<Host>, stopped: watch::Receiver<bool>) {
    let mut visits = JoinSet::new();
    let mut closing = stopped.clone();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(stream) => drop(visits.spawn(visit(stream, host.clone(), stopped.clone()))),
                Err(error) => {
                    tracing::warn!(%error, "another process could not come in");
                    sleep(PAUSE).await;
                }
            },
            Some(_) = visits.join_next() => {}
            () = told(&mut closing) => break,
        }
    }
    drop(listener);
    let left = async { while visits.join_next().await.is_some() {} };
    if timeout(DRAIN + PAUSE, left).await.is_err() {
        tracing::warn!(processes = visits.len(), "calls of other processes were cut off; the next owner answers them");
    }
}

/// Waits until the owner goes.
async fn told(stop: &mut watch::Receiver<bool>) {
    // When nobody can tell any more it has gone.
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn visit(mut stream: Accepted, host: Arc<Host>, mut stopped: watch::Receiver<bool>) {
    match timeout(PATIENCE, receive(&mut stream)).await {
        Ok(Ok(Wish::Watch)) => {
            let mut nothing = [0];
            tokio::select! {
                _ = stream.read(&mut nothing) => {}
                () = told(&mut stopped) => {}
            }
        }
        Ok(Ok(Wish::Frames)) => {
            let settings = settings();
            let frames = WebSocketStream::from_raw_socket(stream, Role::Server, Some(settings.socket())).await;
            serve(host, Arc::new(Trusting), frames, Peer::Local, &settings, stopped).await;
        }
        Ok(Err(error)) => tracing::info!(%error, "another process left before it had said what it wants"),
        Err(_) => tracing::info!("another process came and said nothing"),
    }
}
