//! Tables and settings of the database file.
//!
//! Integer keys inside: a group (`gid`) and a user (`uid`) get a number when they first appear, so that the big tables append.
//! Three keys are pairs packed into one 64-bit integer, because SQLite's tables on one integer are its fastest and densest:
//! an event is `gid << 32 | number`, a member `gid << 32 | seat`, a row of a user's home `uid << 32 | place`. Places count the rows that a user's home has
//! ever had. Columns exist only for what is filtered or ordered; the rest is one encoded body (see `codec`).
//!
//! New rows of `grp_id` and `listing` wait in `fresh` before they move there (see the module of that name).
//!
//! A membership of a user is one row of `listing`, and it carries the notice that told him of it: half the rows of a create. When
//! the membership ends, the notice moves to `notice`, where those without a membership are from the start.
//!
//! An application stands under its group, or, when the invited user decides himself, under his number (`invitee`).

use crate::fault::store_error;
use crate::{Durability, Options};
use opentim_store::StoreError;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

/// Format of the folder that this version writes. Older ones are upgraded, newer ones refused.
pub(crate) const FORMAT: u32 = 3;
/// Marks the file as ours (`PRAGMA application_id`): "oTim".
const APPLICATION: i32 = 0x6f54_696d;
/// Memory for pages of one reader. They are of use only until the next commit; the system's own cache holds the file.
const READER_CACHE_KIB: i64 = 2 << 10;

/// Members with rows of their own.
pub(crate) const MEMBERS: &str = "
CREATE TABLE member(key INTEGER PRIMARY KEY, gid INTEGER NOT NULL, user TEXT NOT NULL, place INTEGER NOT NULL,
    body BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX member_user ON member(gid, user);";

/// Applications and sanctions, one of each per group and user.
pub(crate) const APPLICATIONS: &str = "
CREATE TABLE application(gid INTEGER NOT NULL, user TEXT NOT NULL, invitee INTEGER, at INTEGER NOT NULL, open INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY(gid, user)) STRICT, WITHOUT ROWID;
CREATE INDEX application_group ON application(gid, at, open) WHERE invitee IS NULL;
CREATE INDEX application_invitee ON application(invitee, at, open) WHERE invitee IS NOT NULL;
CREATE TABLE sanction(gid INTEGER NOT NULL, user TEXT NOT NULL, muted INTEGER NOT NULL, banned INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY(gid, user)) STRICT, WITHOUT ROWID;";

/// Events, each with the hash that chains it to the one before.
pub(crate) const EVENTS: &str = "
CREATE TABLE event(key INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL) STRICT;";

/// What a group holds besides, by class and place; accounts; groups made on a day; the log of an app, a row for every commit with
/// events, and how far its back end has been told of it. The `row` of the log is the number, over all apps, of the commit's first event.
pub(crate) const RECORDS: &str = "
CREATE TABLE record(gid INTEGER NOT NULL, class INTEGER NOT NULL, place TEXT NOT NULL, owner TEXT, body BLOB NOT NULL,
    PRIMARY KEY(gid, class, place)) STRICT, WITHOUT ROWID;
CREATE INDEX record_owner ON record(gid, owner) WHERE owner IS NOT NULL;
CREATE TABLE account(uid INTEGER PRIMARY KEY, erasing INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX account_erasing ON account(uid) WHERE erasing = 1;
CREATE TABLE day_count(app INTEGER NOT NULL, day INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(app, day)) STRICT, WITHOUT ROWID;
CREATE TABLE app_log(app INTEGER NOT NULL, row INTEGER NOT NULL, gid INTEGER NOT NULL, kind INTEGER, first INTEGER NOT NULL,
    n INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(app, row)) STRICT, WITHOUT ROWID;
CREATE TABLE back_end(app INTEGER PRIMARY KEY, told INTEGER NOT NULL) STRICT;";

/// How far a user has read the applications that he decides on.
pub(crate) const APPLICATIONS_READ: &str = "applications_read INTEGER NOT NULL DEFAULT 0";

/// The encoded notice, when it says more than its number.
pub(crate) const NOTICE_DETAIL: &str = "detail BLOB";

/// All tables of a new file.
fn tables() -> String {
    format!(
        "
CREATE TABLE grp(gid INTEGER PRIMARY KEY, app INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL,
    state INTEGER NOT NULL, born INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX grp_alive ON grp(app, kind, born) WHERE state = 1;
CREATE INDEX grp_closing ON grp(gid) WHERE state = 2;
CREATE TABLE grp_id(app INTEGER NOT NULL, id TEXT NOT NULL, gid INTEGER NOT NULL, PRIMARY KEY(app, id)) STRICT, WITHOUT ROWID;
CREATE TABLE fresh(row INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
{MEMBERS}
{APPLICATIONS}
{EVENTS}
{RECORDS}
CREATE TABLE usr(uid INTEGER PRIMARY KEY, app INTEGER NOT NULL, id TEXT NOT NULL, {APPLICATIONS_READ}) STRICT;
CREATE UNIQUE INDEX usr_id ON usr(app, id);
CREATE TABLE listing(key INTEGER PRIMARY KEY, gid INTEGER NOT NULL, born INTEGER NOT NULL, joined_at INTEGER NOT NULL,
    tag INTEGER NOT NULL, number INTEGER NOT NULL, notice INTEGER, by INTEGER, at INTEGER) STRICT;
CREATE TABLE notice(key INTEGER PRIMARY KEY, gid INTEGER NOT NULL, number INTEGER NOT NULL, notice INTEGER NOT NULL,
    by INTEGER, at INTEGER NOT NULL, {NOTICE_DETAIL}) STRICT;
CREATE TABLE op(row INTEGER PRIMARY KEY, app INTEGER NOT NULL, caller TEXT NOT NULL, id TEXT NOT NULL,
    request BLOB NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX op_id ON op(app, caller, id);
CREATE TABLE app_count(app INTEGER NOT NULL, kind INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(app, kind)) STRICT, WITHOUT ROWID;
CREATE TABLE log(one INTEGER PRIMARY KEY CHECK(one = 1), batch INTEGER NOT NULL, births INTEGER NOT NULL,
    events INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT;
INSERT INTO log VALUES(1, 0, 0, 0, 0);
"
    )
}

/// Settings of the connection that writes.
pub(crate) fn tune_writer(conn: &Connection, options: &Options) -> rusqlite::Result<()> {
    let synchronous = match options.durability {
        Durability::Full => "FULL",
        Durability::Relaxed => "NORMAL",
    };
    conn.pragma_update(None, "page_size", 4096)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", synchronous)?;
    conn.pragma_update(None, "wal_autocheckpoint", 4000)?;
    // New rows go to few pages, so an eighth of the memory does; with more of it commits only become slower.
    conn.pragma_update(None, "cache_size", -(i64::from(options.cache_mib.max(8)) << 7))?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    tune_statements(conn)
}

/// Settings of a connection that reads. It reads without a memory map: after every commit SQLite would give the map back and every
/// page would be faulted in anew, which costs more than reading it, and stops the other threads meanwhile.
pub(crate) fn tune_reader(conn: &Connection) -> rusqlite::Result<()> {
    conn.pragma_update(None, "query_only", true)?;
    conn.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    conn.pragma_update(None, "mmap_size", 0)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    tune_statements(conn)
}

/// Statements are planned once: SQLite would plan some of them anew for every value they are given.
fn tune_statements(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Makes the tables in a new file; refuses files of newer formats and of others. Older ones are left as they are.
pub(crate) fn prepare(conn: &Connection) -> Result<(), StoreError> {
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(store_error)?;
    let known: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(store_error)?;
    if known > 0 || application != 0 {
        return format(conn).map(drop);
    }
    let make =
        format!("BEGIN IMMEDIATE; {} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}; COMMIT;", tables());
    conn.execute_batch(&make).map_err(store_error)
}

/// The format of the file; refuses files that are not ours or of a newer one.
pub(crate) fn format(conn: &Connection) -> Result<u32, StoreError> {
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(store_error)?;
    let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(store_error)?;
    if application != APPLICATION {
        return Err(StoreError::Damaged("opentim.db was not written by opentim; choose another folder".into()));
    }
    match found {
        1..=FORMAT => Ok(found),
        0 => Err(StoreError::Damaged("opentim.db carries no format version".into())),
        found => Err(StoreError::NewerFormat { found, known: FORMAT }),
    }
}
