//! Data folders. Sessions of this process on one folder share it; the last of them gives it up.
//!
//! One process has a folder: its store is open there. Every other process that opens the folder is attached to that one, over a
//! local socket, until the owner goes; then one of them takes over. Which of these this process is, is the folder's [`Role`].

mod door;
mod election;
mod local;
mod owner;

pub(crate) use election::{Role, Unopened};
pub(crate) use local::{Connected, NoAnswer, Wish, connect};

use crate::link::{Opener, ToFolder};
use crate::runtime::runtime;
use opentim_engine::Engine;
use opentim_gateway::Who;
use opentim_store::StoreError;
use opentim_store_sqlite::read_secret_key;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Mutex as AsyncMutex, watch};
use tokio::task::JoinHandle;

/// A folder that this process uses.
pub(crate) struct Folder {
    path: Arc<Path>,
    /// The folder's own UserSig key.
    pub secret_key: String,
    role: watch::Sender<Role>,
    stop: watch::Sender<bool>,
    election: AsyncMutex<Option<JoinHandle<()>>>,
}

/// A folder and how many sessions use it.
struct Shared {
    folder: Arc<Folder>,
    users: usize,
}

/// The place of one folder. Its opening and its release happen one after the other.
type Slot = Arc<AsyncMutex<Option<Shared>>>;

fn slots() -> MutexGuard<'static, HashMap<PathBuf, Slot>> {
    static SLOTS: LazyLock<Mutex<HashMap<PathBuf, Slot>>> = LazyLock::new(Mutex::default);
    SLOTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Forgets the places that are empty and that nobody waits for.
fn forget_empty() {
    slots().retain(|_, slot| Arc::strong_count(slot) > 1 || slot.try_lock().map_or(true, |shared| shared.is_some()));
}

impl Folder {
    /// The folder at `path`, opened if this process has not done so yet.
    pub(crate) async fn open(path: &Path) -> Result<Arc<Self>, Unopened> {
        let path = canonical(path.to_owned()).await.map_err(Unopened::Store)?;
        let slot = slots().entry(path.clone()).or_default().clone();
        let mut place = slot.lock().await;
        if let Some(shared) = &mut *place {
            shared.users += 1;
            return Ok(shared.folder.clone());
        }
        let folder = Arc::new(Self::begin(path.into()).await?);
        *place = Some(Shared { folder: folder.clone(), users: 1 });
        Ok(folder)
    }

    async fn begin(path: Arc<Path>) -> Result<Self, Unopened> {
        let found = election::open(&path).await?;
        let secret_key = read_key(path.to_path_buf()).await.map_err(Unopened::Store)?;
        let (role, _) = watch::channel(Role::Seeking(None));
        let (stop, stopped) = watch::channel(false);
        let mut current = role.subscribe();
        let election = runtime().spawn(election::keep(path.clone(), found, role.clone(), stopped));
        // The task's first act is to say what was found.
        let _ = current.wait_for(|role| !matches!(role, Role::Seeking(_))).await;
        Ok(Self { path, secret_key, role, stop, election: AsyncMutex::new(Some(election)) })
    }

    /// What opens the lines of a login on it.
    pub(crate) fn opener(&self, who: Who) -> impl Opener + use<> {
        ToFolder::new(self.path.clone(), self.role.subscribe(), who)
    }

    /// Gives up one use of the folder; the last one gives up the folder.
    pub(crate) async fn release(self: Arc<Self>) {
        let Some(slot) = slots().get(&*self.path).cloned() else { return };
        let mut place = slot.lock().await;
        if let Some(shared) = &mut *place
            && Arc::ptr_eq(&shared.folder, &self)
        {
            shared.users -= 1;
            if shared.users == 0 {
                *place = None;
                self.close().await;
            }
        }
        drop(place);
        drop(slot);
        forget_empty();
    }

    async fn close(&self) {
        self.stop.send_replace(true);
        if let Some(election) = self.election.lock().await.take()
            && election.await.is_err()
        {
            tracing::error!(folder = %self.path.display(), "the election of the data folder's owner ended with a panic");
        }
        if let Role::Owner(owner) = self.role.send_replace(Role::Closed) {
            owner.close().await;
        }
    }
}

/// The one name of a folder, which is made (readable by its owner only, with its keys) when it is not there.
async fn canonical(path: PathBuf) -> Result<PathBuf, StoreError> {
    read_key(path.clone()).await?;
    path.canonicalize().map_err(|error| StoreError::Unavailable(error.to_string()))
}

async fn read_key(path: PathBuf) -> Result<String, StoreError> {
    let read = runtime().spawn_blocking(move || read_secret_key(&path));
    read.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
}

/// The engine of a data folder that this process owns, or nothing when it does not: for those who serve the same folder from
/// inside the process. It answers nothing any more once the folder is released.
pub async fn engine_on(path: &Path) -> Option<Arc<Engine>> {
    let slot = slots().get(&path.canonicalize().ok()?)?.clone();
    let place = slot.lock().await;
    match &*place.as_ref()?.folder.role.borrow() {
        Role::Owner(owner) => Some(owner.host.engine().clone()),
        Role::Attached | Role::Seeking(_) | Role::Closed => None,
    }
}

/// Gives up every folder, whoever uses it: for the end of the process. Calls that come later are answered with 6013.
pub fn shut_down() {
    let close_all = async {
        let all: Vec<Slot> = slots().drain().map(|(_, slot)| slot).collect();
        for slot in all {
            let taken = slot.lock().await.take();
            if let Some(shared) = taken {
                shared.folder.close().await;
            }
        }
    };
    // On a thread of its own, because the caller may be inside a runtime.
    let ended = std::thread::scope(|scope| scope.spawn(|| runtime().block_on(close_all)).join());
    if ended.is_err() {
        tracing::error!("the data folders could not be closed cleanly; nothing acknowledged is lost");
    }
}
