//! The store over its folder.

use crate::cache::Caches;
use crate::folder::{self, FolderLock};
use crate::fresh::{Fresh, Stay};
use crate::keys::{self, InstallationKeys};
use crate::promise::Promise;
use crate::read::{self, Pool};
use crate::writer::{Queue, Watched, WriterSetup};
use opentim_domain::group::{Group, Member};
use opentim_domain::record::PermissionGroup;
use opentim_domain::{
    Account, AppId, GroupId, Home, Kind, Millis, ReadSet, Record, RecordClass, Sanction, Sanctions, Secs, UserId,
};
use opentim_store::{
    AllGroups, Applications, Audited, Clock, Commit, Joined, JoinedFilter, Loaded, Logged, OperationKey, Outcome, Page, Pending,
    Store, StoreError, StoredEvent, StoredNotice, Watcher,
};
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

/// When a commit is answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Durability {
    /// When it is on disk: it survives a power failure.
    #[default]
    Full,
    /// When the system has it: it survives the end of the process, and a power failure may take the newest.
    Relaxed,
}

/// How a store is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// When a commit is answered.
    pub durability: Durability,
    /// Memory for pages of the database and for groups read lately, in MiB: 64 suits a desktop, 256 a server. Beside it some 30
    /// bytes are kept for each group.
    pub cache_mib: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { durability: Durability::Full, cache_mib: 64 }
    }
}

/// A store in a folder. Dropping it closes it.
pub struct SqliteStore {
    pool: Arc<Pool>,
    scan: Mutex<Option<JoinHandle<()>>>,
    queue: Queue,
    watched: Watched,
    clock: Arc<dyn Clock>,
    keys: InstallationKeys,
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("pool", &self.pool).finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// Opens a folder, which is made when it is not there. This process owns it until the store is closed.
    ///
    /// # Errors
    /// - [`StoreError::Locked`]: it is open already, here or in another process
    /// - [`StoreError::NewerFormat`]: a newer version wrote it
    /// - [`StoreError::Damaged`]: something that was acknowledged is missing, or the files are not ours
    /// - [`StoreError::Unavailable`]: the system refuses; the sentence says what to mend
    pub fn open(folder: &Path, options: Options, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        Self::open_with(folder, options, clock, Stay::default())
    }

    /// Opens a folder, and says how many rows may wait.
    pub(crate) fn open_with(folder: &Path, options: Options, clock: Arc<dyn Clock>, stay: Stay) -> Result<Self, StoreError> {
        folder::create(folder)?;
        let lock = FolderLock::take(folder)?;
        let keys = keys::keys(folder)?;
        let promise = Promise::open(folder)?;
        let database = folder::database(folder)?;
        let fresh = Fresh::default();
        let watched = Watched::default();
        let caches = Arc::new(Caches::new(options.cache_mib));
        let setup = WriterSetup {
            database: database.clone(),
            options,
            clock: clock.clone(),
            lock,
            promise,
            fresh: fresh.clone(),
            stay,
            caches: caches.clone(),
            watched: watched.clone(),
        };
        let queue = Queue::start(setup)?;
        let pool = Arc::new(Pool::open(database, fresh, caches)?);
        let scan = Mutex::new(scan(pool.clone()));
        Ok(Self { pool, scan, queue, watched, clock, keys })
    }

    /// The folder's own keys.
    pub fn keys(&self) -> &InstallationKeys {
        &self.keys
    }

    /// Every group there ever was, of all apps, in the order of apps and ids: those that have ended are among them.
    ///
    /// # Errors
    /// [`StoreError`]: it cannot be read.
    pub fn every_group(&self) -> Result<Vec<(AppId, GroupId)>, StoreError> {
        read::every_group(&self.pool)
    }

    /// Number and hash of a group's newest event as the group itself keeps them, of one that has ended too: an audit that ends
    /// elsewhere has lost events. Nothing when there never was such a group.
    ///
    /// # Errors
    /// [`StoreError`]: it cannot be read.
    pub fn newest_audited(&self, app: AppId, group: &GroupId) -> Result<Option<(u64, [u8; 32])>, StoreError> {
        self.pool.read(|reader| read::newest_audited(reader, app, group))
    }

    /// Writes what waits and releases the folder. Calls after it are refused as [`StoreError::Closed`].
    pub fn close(&self) {
        self.pool.close();
        let scan = self.scan.lock().unwrap_or_else(PoisonError::into_inner).take();
        if scan.is_some_and(|scan| scan.join().is_err()) {
            tracing::error!("the scan of ids ended with a panic");
        }
        self.queue.close();
    }
}

/// Takes all ids into memory beside everything else. Without it reads are only slower.
fn scan(pool: Arc<Pool>) -> Option<JoinHandle<()>> {
    let work = move || match read::scan_ids(&pool) {
        Ok(()) | Err(StoreError::Closed) => {}
        Err(error) => tracing::warn!(%error, "the ids could not be taken into memory"),
    };
    Builder::new().name("opentim-scan".into()).spawn(work).ok()
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.close();
    }
}

impl Store for SqliteStore {
    fn load<'a>(
        &'a self,
        app: AppId,
        home: &'a Home,
        reads: &'a ReadSet,
        operation: Option<&'a OperationKey>,
    ) -> Pending<'a, Loaded> {
        Box::pin(async move { self.pool.read(|reader| read::load(reader, app, home, reads, operation, self.clock.now())) })
    }

    fn commit(&self, commit: Commit) -> Pending<'static, Outcome> {
        let sent = self.queue.send(commit);
        Box::pin(async move {
            // The writer answers everything it takes; without an answer it is gone, and nobody knows how far it came.
            sent?.await.unwrap_or_else(|_| Err(StoreError::Unknown("the store ended before it answered".into())))
        })
    }

    fn groups<'a>(
        &'a self,
        app: AppId,
        ids: &'a [GroupId],
        own: Option<&'a UserId>,
    ) -> Pending<'a, Vec<Option<(Group, Option<Member>)>>> {
        Box::pin(async move { self.pool.read(|reader| read::groups(reader, app, ids, own)) })
    }

    fn joined<'a>(&'a self, app: AppId, user: &'a UserId, filter: JoinedFilter, skip: usize, limit: usize) -> Pending<'a, Joined> {
        Box::pin(async move { self.pool.read(|reader| read::joined(reader, app, user, filter, skip, limit)) })
    }

    fn all_groups(&self, app: AppId, kind: Option<Kind>, after: u64, limit: usize) -> Pending<'_, AllGroups> {
        Box::pin(async move { self.pool.read(|reader| read::all_groups(reader, app, kind, after, limit)) })
    }

    fn members<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Page<Member>> {
        Box::pin(async move { self.pool.read(|reader| read::members(reader, app, group, after, limit)) })
    }

    fn applications<'a>(&'a self, app: AppId, user: &'a UserId, before: Option<Millis>, limit: usize) -> Pending<'a, Applications> {
        Box::pin(async move { self.pool.read(|reader| read::applications(reader, app, user, before, limit)) })
    }

    fn sanctions<'a>(
        &'a self,
        app: AppId,
        group: &'a GroupId,
        which: Sanctions,
        now: Secs,
        after: Option<&'a UserId>,
        limit: usize,
    ) -> Pending<'a, Page<Sanction>> {
        Box::pin(async move { self.pool.read(|reader| read::sanctions(reader, app, group, which, now, after, limit)) })
    }

    fn records<'a>(
        &'a self,
        app: AppId,
        group: &'a GroupId,
        class: RecordClass,
        prefix: &'a str,
        after: Option<&'a str>,
        limit: usize,
    ) -> Pending<'a, Page<Record>> {
        Box::pin(async move { self.pool.read(|reader| read::records(reader, app, group, class, prefix, after, limit)) })
    }

    fn count_records<'a>(&'a self, app: AppId, group: &'a GroupId, class: RecordClass, prefix: &'a str) -> Pending<'a, usize> {
        Box::pin(async move { self.pool.read(|reader| read::count_records(reader, app, group, class, prefix)) })
    }

    fn granted<'a>(&'a self, app: AppId, group: &'a GroupId, user: &'a UserId) -> Pending<'a, Vec<PermissionGroup>> {
        Box::pin(async move { self.pool.read(|reader| read::granted(reader, app, group, user)) })
    }

    fn accounts<'a>(&'a self, app: AppId, users: &'a [UserId]) -> Pending<'a, Vec<Option<Account>>> {
        Box::pin(async move { self.pool.read(|reader| read::accounts(reader, app, users)) })
    }

    fn erasing(&self, limit: usize) -> Pending<'_, Vec<(AppId, UserId)>> {
        Box::pin(async move { self.pool.read(|reader| read::erasing(reader, limit)) })
    }

    fn groups_today(&self, app: AppId) -> Pending<'_, u64> {
        Box::pin(async move { self.pool.read(|reader| read::groups_today(reader, app, self.clock.now())) })
    }

    fn log_after(&self, app: AppId, after: u64, limit: usize) -> Pending<'_, Vec<Logged>> {
        Box::pin(async move { self.pool.read(|reader| read::log_after(reader, app, after, limit)) })
    }

    fn back_end_told(&self, app: AppId) -> Pending<'_, u64> {
        Box::pin(async move { self.pool.read(|reader| read::back_end_told(reader, app)) })
    }

    fn audit<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<Audited>> {
        Box::pin(async move { self.pool.read(|reader| read::audit(reader, app, group, after, limit)) })
    }

    fn watch(&self, watcher: Arc<dyn Watcher>) {
        *self.watched.lock().unwrap_or_else(PoisonError::into_inner) = Some(watcher);
    }

    fn events_after<'a>(&'a self, app: AppId, group: &'a GroupId, after: u64, limit: usize) -> Pending<'a, Vec<StoredEvent>> {
        Box::pin(async move { self.pool.read(|reader| read::events_after(reader, app, group, after, limit)) })
    }

    fn notices_after<'a>(&'a self, app: AppId, user: &'a UserId, after: u64, limit: usize) -> Pending<'a, Vec<StoredNotice>> {
        Box::pin(async move { self.pool.read(|reader| read::notices_after(reader, app, user, after, limit)) })
    }

    fn closing(&self, limit: usize) -> Pending<'_, Vec<(AppId, GroupId)>> {
        Box::pin(async move { self.pool.read(|reader| read::closing(reader, limit)) })
    }
}
