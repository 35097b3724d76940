//! A whole folder looked through: what should agree does.

mod applications;
mod events;
mod groups;
mod homes;
mod records;
#[cfg(test)]
mod tests;

use crate::codec::uncolumn;
use crate::fault::store_error;
use crate::folder::{self, FolderLock};
use crate::fresh::{self, Waiting};
use crate::promise::{Mark, Promise};
use crate::writer::stored_mark;
use crate::{read, schema};
use opentim_store::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::collections::HashMap;
use std::fmt;
use std::path::Path;

/// Findings that are written out; the rest is only counted.
const WRITTEN_OUT: usize = 100;

/// What a look through a folder found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Living groups.
    pub groups: u64,
    /// Members of living groups and of those being cleaned up.
    pub members: u64,
    /// Users ever named.
    pub users: u64,
    /// Events.
    pub events: u64,
    /// Attributes, counters, topics and the other records of groups.
    pub records: u64,
    /// Accounts.
    pub accounts: u64,
    /// Transactions since the folder was made.
    pub batches: u64,
    /// What does not agree, the first hundred in words.
    pub findings: Vec<String>,
    /// How many there are in all.
    pub finding_count: u64,
}

impl Report {
    /// Everything agrees.
    pub fn is_good(&self) -> bool {
        self.finding_count == 0
    }

    fn find(&mut self, what: String) {
        self.finding_count += 1;
        if self.findings.len() < WRITTEN_OUT {
            self.findings.push(what);
        }
    }

    fn demand(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.find(what());
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { groups, members, users, events, records, accounts, batches, findings, finding_count } = self;
        writeln!(
            f,
            "{groups} groups, {members} members, {users} users, {events} events, {records} records, {accounts} accounts, {batches} batches"
        )?;
        findings.iter().try_for_each(|finding| writeln!(f, "  {finding}"))?;
        match finding_count {
            0 => writeln!(f, "everything agrees"),
            count => writeln!(f, "{count} findings"),
        }
    }
}

/// Looks through the folder of a store that is not open: the pages of the database, what was promised, counts, admins, owners and
/// seats against members, events against their numbers and hashes, logs of apps against events, lists against memberships, records
/// and accounts against their keys, every body against its checksum. Reads everything, so it takes a while; changes nothing but what
/// opening a database after a crash does.
///
/// # Errors
/// As [`SqliteStore::open`](crate::SqliteStore::open), and [`StoreError::Unavailable`] for a folder of an older format, which is for
/// opening to upgrade. Damage that leaves the database readable is not an error but a finding.
pub fn check(folder: &Path) -> Result<Report, StoreError> {
    if !folder.join(folder::DATABASE).is_file() {
        return Err(StoreError::Unavailable(format!("{} holds no opentim.db", folder.display())));
    }
    let _lock = FolderLock::take(folder)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(folder::database(folder)?, flags).map_err(store_error)?;
    if schema::format(&conn)? != schema::FORMAT {
        let what = "is of an older format; open it once, for instance by starting the server on it, then check it";
        return Err(StoreError::Unavailable(format!("{} {what}", folder.display())));
    }
    let mut look = Look { report: Report::default(), listed: HashMap::new(), waiting: fresh::replay(&conn)?, conn: &conn };
    look.pages()?;
    let mark = look.mark(folder)?;
    look.groups()?;
    look.ids()?;
    look.events(mark)?;
    look.logs(mark)?;
    look.homes()?;
    look.applications()?;
    look.records()?;
    look.accounts()?;
    look.counts()?;
    Ok(look.report)
}

/// One look, part by part.
struct Look<'c> {
    conn: &'c Connection,
    report: Report,
    waiting: Waiting,
    /// Members that have a row in their own list: the group by the row's key.
    listed: HashMap<i64, i64>,
}

impl Look<'_> {
    /// Calls `see` with every row of a query; a body that cannot be read is a finding.
    fn each(
        &mut self,
        sql: &str,
        mut see: impl FnMut(&mut Self, &rusqlite::Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare(sql).map_err(store_error)?;
        let mut rows = statement.query([]).map_err(store_error)?;
        while let Some(row) = rows.next().map_err(store_error)? {
            match see(self, row) {
                Err(StoreError::Damaged(what)) => self.report.find(what),
                other => other?,
            }
        }
        Ok(())
    }

    fn number(&self, sql: &str) -> Result<u64, StoreError> {
        self.conn.query_row(sql, [], |row| row.get(0)).map(uncolumn).map_err(store_error)
    }

    /// SQLite's own look at its pages and indexes.
    fn pages(&mut self) -> Result<(), StoreError> {
        self.each("PRAGMA integrity_check", |look, row| {
            let said: String = row.get(0).map_err(store_error)?;
            look.report.demand(said == "ok", || format!("SQLite says: {said}"));
            Ok(())
        })
    }

    fn mark(&mut self, folder: &Path) -> Result<Mark, StoreError> {
        let mark = stored_mark(self.conn)?;
        self.report.batches = mark.batch;
        match Promise::open(folder)?.check(mark) {
            Err(StoreError::Damaged(what)) => self.report.find(what),
            other => other?,
        }
        self.report.users = self.number("SELECT count(*) FROM usr")?;
        Ok(mark)
    }

    /// Every group is found by its id, and every id has its group.
    fn ids(&mut self) -> Result<(), StoreError> {
        let sql = "SELECT g.gid, g.app, g.id, i.gid FROM grp g LEFT JOIN grp_id i ON i.app = g.app AND i.id = g.id";
        self.each(sql, |look, row| {
            let (gid, app): (i64, i64) = (row.get(0).map_err(store_error)?, row.get(1).map_err(store_error)?);
            let text: String = row.get(2).map_err(store_error)?;
            let stored: Option<i64> = row.get(3).map_err(store_error)?;
            let id = read::group_id(&text)?;
            let found = look.waiting.ids.get(&(app, id)).copied().or(stored);
            look.report.demand(found == Some(gid), || format!("group {text} is not found by its id"));
            Ok(())
        })?;
        let strays = self.number("SELECT count(*) FROM grp_id i LEFT JOIN grp g ON g.gid = i.gid WHERE g.id IS NOT i.id")?;
        self.report.demand(strays == 0, || format!("{strays} ids have no group"));
        Ok(())
    }

    /// The counts of living groups.
    fn counts(&mut self) -> Result<(), StoreError> {
        let sql = "SELECT app, kind, sum(counted), sum(there) FROM (
                SELECT app, kind, n AS counted, 0 AS there FROM app_count
                UNION ALL SELECT app, kind, 0, 1 FROM grp WHERE state = 1
            ) GROUP BY app, kind";
        self.each(sql, |look, row| {
            let get = |at: usize| row.get::<_, i64>(at).map_err(store_error);
            let (app, kind, counted, there) = (get(0)?, get(1)?, get(2)?, get(3)?);
            look.report.demand(counted == there, || format!("app {app} counts {counted} groups of type {kind} and has {there}"));
            Ok(())
        })
    }
}
