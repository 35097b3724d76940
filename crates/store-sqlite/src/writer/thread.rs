//! The thread that owns the write connection.

use super::batch::{Batch, CommitError, Memory, Tidings};
use super::buffer::Buffer;
use super::statements::Statements;
use super::task::{Answer, Task};
use super::users::Users;
use crate::cache::{Caches, Changed};
use crate::fault::store_error;
use crate::folder::FolderLock;
use crate::fresh::{self, Fresh, Stay};
use crate::promise::{Mark, Promise};
use crate::{Durability, Options, schema, upgrade};
use opentim_store::{Clock, Commit, Outcome, StoreError, Watcher};
use rusqlite::{Connection, OpenFlags};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

/// Commits that may wait; more are refused as [`StoreError::Busy`].
const WAITING: usize = 8192;
/// Commits in one transaction.
const BATCH: usize = 1024;

enum Message {
    Commit(Box<Task>),
    Close,
}

/// The way to the writer.
#[derive(Debug)]
pub(crate) struct Queue {
    sender: SyncSender<Message>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Everything the writer needs to begin.
pub(crate) struct WriterSetup {
    pub database: PathBuf,
    pub options: Options,
    pub clock: Arc<dyn Clock>,
    pub lock: FolderLock,
    pub promise: Promise,
    pub fresh: Fresh,
    pub stay: Stay,
    pub caches: Arc<Caches>,
    pub watched: Watched,
}

/// Who is told of commits, if anybody; shared with the store, which takes watchers in.
pub(crate) type Watched = Arc<Mutex<Option<Arc<dyn Watcher>>>>;

impl Queue {
    /// Opens the database for writing and starts the thread.
    pub(crate) fn start(setup: WriterSetup) -> Result<Self, StoreError> {
        let mut writer = Writer::begin(setup)?;
        let (sender, receiver) = sync_channel(WAITING);
        let thread = Builder::new().name("opentim-writer".into()).spawn(move || writer.run(&receiver));
        let thread = thread.map_err(|error| StoreError::Unavailable(format!("no thread for the writer: {error}")))?;
        Ok(Self { sender, thread: Mutex::new(Some(thread)) })
    }

    /// Puts a commit into the queue.
    pub(crate) fn send(&self, commit: Commit) -> Result<Answer, StoreError> {
        let (task, answer) = Task::new(commit);
        match self.sender.try_send(Message::Commit(task)) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => Err(StoreError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(StoreError::Closed),
        }
    }

    /// Writes what waits, and ends the thread. The folder is free afterwards.
    pub(crate) fn close(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(thread) = thread else { return };
        // An error says that the thread has ended already.
        drop(self.sender.send(Message::Close));
        if thread.join().is_err() {
            tracing::error!("the writer ended with a panic");
        }
    }
}

fn connect(database: &Path, options: &Options) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(database, flags).map_err(store_error)?;
    schema::tune_writer(&conn, options).map_err(store_error)?;
    Ok(conn)
}

/// How far the log of batches has come in the database.
pub(crate) fn stored_mark(conn: &Connection) -> Result<Mark, StoreError> {
    let number = |row: &rusqlite::Row<'_>, at: usize| row.get(at).map(crate::codec::uncolumn);
    conn.query_row("SELECT batch, births, events, sum FROM log WHERE one = 1", [], |row| {
        Ok(Mark { batch: number(row, 0)?, births: number(row, 1)?, events: number(row, 2)?, sum: row.get::<_, i64>(3)? as u64 })
    })
    .map_err(store_error)
}

/// Newest row of `fresh`.
fn newest_fresh(conn: &Connection) -> Result<i64, StoreError> {
    let newest = conn.query_row("SELECT max(row) FROM fresh", [], |row| row.get::<_, Option<i64>>(0));
    newest.map(Option::unwrap_or_default).map_err(store_error)
}

struct Writer {
    database: PathBuf,
    options: Options,
    clock: Arc<dyn Clock>,
    promise: Promise,
    fresh: Fresh,
    memory: Memory,
    watched: Watched,
    /// The newest batch that the watcher knows of.
    told: u64,
    /// Nothing after a fault that only a new connection can heal.
    conn: Option<Connection>,
    /// The last batch went well.
    healthy: bool,
    /// Given back last of all.
    _lock: FolderLock,
}

/// Why no commit of a batch is known to be done.
struct BatchFault {
    error: StoreError,
    /// The transaction is surely not on disk.
    sure: bool,
}

impl From<StoreError> for BatchFault {
    fn from(error: StoreError) -> Self {
        Self { error, sure: true }
    }
}

impl Writer {
    /// Opens the database for writing.
    fn begin(setup: WriterSetup) -> Result<Self, StoreError> {
        let WriterSetup { database, options, clock, lock, mut promise, fresh, stay, caches, watched } = setup;
        let conn = connect(&database, &options)?;
        schema::prepare(&conn)?;
        let mark = stored_mark(&conn)?;
        promise.settle(mark)?;
        upgrade::upgrade(&conn)?;
        *fresh.write() = fresh::replay(&conn)?;
        let buffer = Buffer::new(fresh.clone(), newest_fresh(&conn)?, stay);
        let memory = Memory { users: Users::new(), buffer, mark, caches, changed: Changed::default() };
        let told = mark.batch;
        let conn = Some(conn);
        Ok(Self { database, options, clock, promise, fresh, memory, watched, told, conn, healthy: true, _lock: lock })
    }

    fn run(&mut self, queue: &Receiver<Message>) {
        let mut open = true;
        while open {
            let Ok(first) = queue.recv() else { break };
            let mut tasks = Vec::new();
            let mut next = Some(first);
            while let Some(message) = next {
                match message {
                    Message::Commit(task) => tasks.push(task),
                    Message::Close => open = false,
                }
                next = if tasks.len() < BATCH { queue.try_recv().ok() } else { None };
            }
            self.batch(tasks);
        }
        self.finish();
    }

    /// Does a batch and answers every commit of it.
    #[expect(clippy::vec_box, reason = "the queue makes room for all that may wait: pointers, not tasks")]
    fn batch(&mut self, mut tasks: Vec<Box<Task>>) {
        if tasks.is_empty() {
            return;
        }
        let done = catch_unwind(AssertUnwindSafe(|| self.transact(&mut tasks)));
        let done = done.unwrap_or_else(|_| {
            Err(BatchFault { error: StoreError::Unknown("the writer met a defect; see the log".into()), sure: false })
        });
        match done {
            Ok(answers) => {
                self.recovered();
                tasks.into_iter().zip(answers).for_each(|(task, answer)| task.answer(answer));
            }
            Err(fault) => {
                let error = if fault.sure { fault.error } else { StoreError::Unknown(fault.error.to_string()) };
                self.failed(&error);
                tasks.into_iter().for_each(|task| task.answer(Err(error.clone())));
            }
        }
    }

    fn transact(&mut self, tasks: &mut [Box<Task>]) -> Result<Vec<Result<Outcome, StoreError>>, BatchFault> {
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.reconnect()?,
        };
        let conn = self.conn.insert(conn);
        let mut sql = Statements::new(conn);
        sql.begin()?.execute([]).map_err(store_error)?;
        let watcher = watcher(&self.watched);
        let mut batch = Batch::new(&mut sql, &mut self.memory, self.clock.now(), watcher.as_deref());
        let mut answers = Vec::with_capacity(tasks.len());
        for task in tasks {
            match batch.commit(task) {
                Ok(outcome) => answers.push(Ok(outcome)),
                Err(CommitError::Alone(error)) => answers.push(Err(error)),
                Err(CommitError::Batch(error)) => return Err(error.into()),
            }
        }
        let (written, tidings) = batch.finish()?;
        sql.commit()?.execute([]).map_err(|error| BatchFault { sure: surely_not_done(&error), error: store_error(error) })?;
        self.memory.publish();
        if written && self.options.durability == Durability::Full {
            // The batch is on disk whether or not the note of it can be written.
            if let Err(error) = self.promise.note(self.memory.mark) {
                tracing::warn!(%error, "the newest batch could not be noted");
            }
        }
        self.told = self.memory.mark.batch;
        if let Some(watcher) = watcher {
            tell(&*watcher, tidings);
        }
        Ok(answers)
    }

    /// After a fault: nothing of the batch may stay in the connection or in memory.
    fn failed(&mut self, error: &StoreError) {
        if self.healthy {
            tracing::error!(%error, "commits cannot be written");
        }
        self.healthy = false;
        let rolled_back = |conn: &Connection| conn.is_autocommit() || conn.execute_batch("ROLLBACK").is_ok();
        if let Some(conn) = self.conn.take().filter(rolled_back)
            && self.take_in(&conn).is_ok()
        {
            self.conn = Some(conn);
        }
    }

    /// After a fault: goes by what is on disk, which may be a batch that was given up. Nobody was told of such a one.
    fn take_in(&mut self, conn: &Connection) -> Result<(), StoreError> {
        let mark = stored_mark(conn)?;
        if mark.batch != self.told {
            *self.fresh.write() = fresh::replay(conn)?;
            self.memory.caches.clear();
        }
        self.memory.forget(mark, newest_fresh(conn)?);
        if std::mem::replace(&mut self.told, mark.batch) != mark.batch
            && let Some(watcher) = watcher(&self.watched)
        {
            missed(&*watcher);
        }
        Ok(())
    }

    fn recovered(&mut self) {
        if !self.healthy {
            tracing::info!("commits are written again");
            self.healthy = true;
        }
    }

    fn reconnect(&mut self) -> Result<Connection, StoreError> {
        let conn = connect(&self.database, &self.options)?;
        self.take_in(&conn)?;
        Ok(conn)
    }

    /// Leaves a database that needs no recovery.
    fn finish(&mut self) {
        let Some(conn) = self.conn.take() else { return };
        let emptied = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        match emptied {
            Ok(0) => {
                let noted = self.promise.note(self.memory.mark).and_then(|()| self.promise.sync());
                if let Err(error) = noted {
                    tracing::warn!(%error, "the newest batch could not be noted");
                }
            }
            Ok(_) => tracing::info!("another program reads the database; its log stays"),
            Err(error) => tracing::warn!(%error, "the log could not be moved into the database; the next open does it"),
        }
        if let Err((_, error)) = conn.close() {
            tracing::warn!(%error, "the database was not closed cleanly");
        }
    }
}

/// Who is told of commits now.
fn watcher(watched: &Watched) -> Option<Arc<dyn Watcher>> {
    watched.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Tells the watcher. His faults are not the commits'.
fn tell(watcher: &dyn Watcher, Tidings { news, unheard }: Tidings) {
    let told = catch_unwind(AssertUnwindSafe(|| {
        // Somebody may have begun to listen after a commit was written and before it could be read. He must know it before he hears
        // of the commits after that one.
        if unheard.into_iter().any(|app| watcher.listens(app)) {
            watcher.missed();
        }
        news.into_iter().for_each(|news| watcher.committed(news));
    }));
    if told.is_err() {
        tracing::error!("who watches the commits met a defect; some of them were not told");
        missed(watcher);
    }
}

fn missed(watcher: &dyn Watcher) {
    if catch_unwind(AssertUnwindSafe(|| watcher.missed())).is_err() {
        tracing::error!("who watches the commits met a defect; he does not know that some were not told");
    }
}

/// Whether a failed COMMIT has left nothing that recovery could take for a commit: only a sync that failed after everything was
/// written leaves a doubt.
fn surely_not_done(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly};
    let refused = matches!(error.sqlite_error_code(), Some(DiskFull | DatabaseBusy | DatabaseLocked | ReadOnly));
    refused || error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE)
}

#[cfg(test)]
mod tests;
