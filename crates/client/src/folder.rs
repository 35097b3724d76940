//! Open data folders. Sessions on one folder share one open store; the last of them releases it.

use crate::link::{Local, Opener};
use crate::runtime::runtime;
use opentim_engine::{Engine, Ports, Random, Refusal};
use opentim_gateway::{Host, Who};
use opentim_store::{StoreError, SystemClock};
use opentim_store_sqlite::{Options, SqliteStore, read_secret_key};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};
use tokio::task::JoinHandle;

/// Pause before a clean-up that failed is tried again.
const CLEAN_UP_PAUSE: Duration = Duration::from_secs(5);

/// A folder with its store open.
pub(crate) struct Folder {
    path: PathBuf,
    store: Arc<SqliteStore>,
    host: Arc<Host>,
    /// The folder's own UserSig key.
    pub secret_key: String,
    clean_up: JoinHandle<()>,
}

/// An open folder and how many sessions use it.
struct Shared {
    folder: Arc<Folder>,
    users: usize,
}

/// Opening and releasing happen one after the other, so that a folder is never opened while it is being released.
async fn folders() -> MutexGuard<'static, HashMap<PathBuf, Shared>> {
    static FOLDERS: LazyLock<Mutex<HashMap<PathBuf, Shared>>> = LazyLock::new(Mutex::default);
    FOLDERS.lock().await
}

/// Unpredictable bytes from the operating system.
struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // Predictable group ids would be worse than a failed call: the caller gets 7012.
        getrandom::fill(bytes).unwrap_or_else(|error| panic!("the system gives no random bytes: {error}"));
    }
}

impl Folder {
    /// The open folder at `path`, opened if it is not yet.
    pub(crate) async fn open(path: &Path) -> Result<Arc<Self>, StoreError> {
        let mut open = folders().await;
        let path = canonical(path.to_owned()).await?;
        if let Some(shared) = open.get_mut(&path) {
            shared.users += 1;
            return Ok(shared.folder.clone());
        }
        let opening = path.clone();
        let opened = runtime().spawn_blocking(move || SqliteStore::open(&opening, Options::default(), Arc::new(SystemClock)));
        let store = Arc::new(opened.await.map_err(|error| StoreError::Unavailable(error.to_string()))??);
        let keys = store.keys();
        let ports = Ports { random: Arc::new(SystemRandom), back_end: None, clock: Arc::new(SystemClock), id_key: keys.id_key };
        let secret_key = keys.secret_key.clone();
        let engine = Arc::new(Engine::new(store.clone(), ports));
        let clean_up = runtime().spawn(keep_clean(engine.clone()));
        tracing::info!(folder = %path.display(), "data folder opened");
        let folder = Arc::new(Self { path: path.clone(), store, host: Host::new(engine), secret_key, clean_up });
        open.insert(path, Shared { folder: folder.clone(), users: 1 });
        Ok(folder)
    }

    /// What opens the lines of a login on it.
    pub(crate) fn opener(self: &Arc<Self>, who: Who) -> impl Opener + use<> {
        Local { host: self.host.clone(), who }
    }

    /// Gives up one use of the folder; the last one closes the store and unlocks the folder.
    pub(crate) async fn release(self: Arc<Self>) {
        let mut open = folders().await;
        let Some(shared) = open.get_mut(&self.path) else { return };
        shared.users -= 1;
        if shared.users == 0 {
            open.remove(&self.path);
            self.close().await;
        }
    }

    async fn close(&self) {
        self.clean_up.abort();
        let store = self.store.clone();
        if runtime().spawn_blocking(move || store.close()).await.is_err() {
            tracing::error!(folder = %self.path.display(), "the data folder could not be closed cleanly; nothing acknowledged is lost");
        }
        tracing::info!(folder = %self.path.display(), "data folder released");
    }
}

/// The one name of a folder, which is made (readable by its owner only, with its keys) when it is not there.
async fn canonical(path: PathBuf) -> Result<PathBuf, StoreError> {
    let found = runtime().spawn_blocking(move || {
        read_secret_key(&path)?;
        path.canonicalize().map_err(|error| StoreError::Unavailable(error.to_string()))
    });
    found.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
}

/// Finishes disbanded groups: those that a crash left over first, then whenever one is disbanded.
async fn keep_clean(engine: Arc<Engine>) {
    loop {
        match engine.clean_up().await {
            Ok(0) => {}
            Ok(groups) => tracing::debug!(groups, "disbanded groups cleaned up"),
            // The folder was released meanwhile; the next opening goes on.
            Err(Refusal::Store(StoreError::Closed)) => return,
            Err(error) => {
                tracing::warn!(%error, "disbanded groups could not be cleaned up; it is tried again");
                tokio::time::sleep(CLEAN_UP_PAUSE).await;
                continue;
            }
        }
        engine.clean_up_wanted().await;
    }
}

/// The engine of a data folder that this process has open, or nothing when it has not: for those who serve the same folder from
/// inside the process. It answers nothing any more once the folder is released.
pub async fn engine_on(path: &Path) -> Option<Arc<Engine>> {
    let path = path.canonicalize().ok()?;
    folders().await.get(&path).map(|shared| shared.folder.host.engine().clone())
}

/// Closes every open folder, whoever uses it: for the end of the process. Calls that come later are answered with 6013.
pub fn shut_down() {
    let close_all = async {
        let all: Vec<Shared> = folders().await.drain().map(|(_, shared)| shared).collect();
        for shared in all {
            shared.folder.close().await;
        }
    };
    // On a thread of its own, because the caller may be inside a runtime.
    let ended = std::thread::scope(|scope| scope.spawn(|| runtime().block_on(close_all)).join());
    if ended.is_err() {
        tracing::error!("the data folders could not be closed cleanly; nothing acknowledged is lost");
    }
}
