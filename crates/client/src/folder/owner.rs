//! The process that has a folder: store, engine, and the door through which other processes come in.

use super::door::Door;
use crate::runtime::runtime;
use opentim_engine::{Backlog, Engine, Ports, Random, Refusal};
use opentim_gateway::Host;
use opentim_store::{StoreError, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

/// Pause before a clean-up that failed is tried again.
const CLEAN_UP_PAUSE: Duration = Duration::from_secs(5);

/// What is told of what was missed. Apps of the SDK have no way to hear that too much was: here it takes a process that hears
/// nothing for minutes while others work without a pause.
const BACKLOG: Backlog = Backlog { events: 100_000, notices: 100_000, page: 200 };

/// Unpredictable bytes from the operating system.
struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // Predictable group ids would be worse than a failed call: the caller gets 7012.
        getrandom::fill(bytes).unwrap_or_else(|error| panic!("the system gives no random bytes: {error}"));
    }
}

/// A folder with its store open.
pub(crate) struct Owner {
    folder: PathBuf,
    store: Arc<SqliteStore>,
    /// The sessions on its engine.
    pub host: Arc<Host>,
    clean_up: JoinHandle<()>,
    /// Absent when the system gives no socket, and once it was closed.
    door: Mutex<Option<Door>>,
}

impl Owner {
    /// Takes the folder.
    pub(super) async fn open(folder: &Path) -> Result<Self, StoreError> {
        let opening = folder.to_owned();
        let opened = runtime().spawn_blocking(move || SqliteStore::open(&opening, Options::default(), Arc::new(SystemClock)));
        let store = Arc::new(opened.await.map_err(|error| StoreError::Unavailable(error.to_string()))??);
        let ports =
            Ports { random: Arc::new(SystemRandom), back_end: None, clock: Arc::new(SystemClock), id_key: store.keys().id_key };
        let host = Host::new(Arc::new(Engine::new(store.clone(), ports).with_backlog(BACKLOG)));
        let clean_up = runtime().spawn(keep_clean(host.engine().clone()));
        let door = Door::open(folder, host.clone());
        let door = door.inspect_err(|error| {
            let folder = folder.display();
            tracing::warn!(%folder, %error, "no local socket can be made here: other processes cannot use this data folder meanwhile");
        });
        tracing::info!(folder = %folder.display(), "data folder opened");
        Ok(Self { folder: folder.to_owned(), store, host, clean_up, door: Mutex::new(door.ok()) })
    }

    /// Lets those who are attached finish what they have begun, then closes the store and unlocks the folder.
    pub(super) async fn close(&self) {
        if let Some(door) = self.door.lock().await.take() {
            door.close().await;
        }
        self.clean_up.abort();
        let store = self.store.clone();
        let folder = self.folder.display();
        if runtime().spawn_blocking(move || store.close()).await.is_err() {
            tracing::error!(%folder, "the data folder could not be closed cleanly; nothing acknowledged is lost");
        }
        tracing::info!(%folder, "data folder released");
    }
}

/// Finishes disbanded groups and deleted accounts: those that a crash left over first, then whenever there is one more.
async fn keep_clean(engine: Arc<Engine>) {
    loop {
        match engine.clean_up().await {
            Ok(0) => {}
            Ok(count) => tracing::debug!(count, "disbanded groups and deleted accounts cleaned up"),
            // The folder was released meanwhile; the next opening goes on.
            Err(Refusal::Store(StoreError::Closed)) => return,
            Err(error) => {
                tracing::warn!(%error, "disbanded groups and deleted accounts could not be cleaned up; it is tried again");
                tokio::time::sleep(CLEAN_UP_PAUSE).await;
                continue;
            }
        }
        engine.clean_up_wanted().await;
    }
}
