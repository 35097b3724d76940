//! A whole folder looked through: what should agree does.

use crate::codec::{self, ALIVE, BURIED, CLOSING, GroupBody, low, uncolumn};
use crate::fault::store_error;
use crate::folder::{self, FolderLock};
use crate::fresh::{self, ListingRow, Waiting};
use crate::promise::{Mark, Promise, hash};
use crate::writer::stored_mark;
use crate::{read, schema};
use opentim_domain::UserId;
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
        let Self { groups, members, users, events, batches, findings, finding_count } = self;
        writeln!(f, "{groups} groups, {members} members, {users} users, {events} events, {batches} batches")?;
        findings.iter().try_for_each(|finding| writeln!(f, "  {finding}"))?;
        match finding_count {
            0 => writeln!(f, "everything agrees"),
            count => writeln!(f, "{count} findings"),
        }
    }
}

/// Looks through the folder of a store that is not open: the pages of the database, what was promised, counts against members,
/// events against their numbers, lists against memberships. Reads everything, so it takes a while; changes nothing but what
/// opening a database after a crash does.
///
/// # Errors
/// As [`SqliteStore::open`](crate::SqliteStore::open). Damage that leaves the database readable is not an error but a finding.
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
    let mut look = Look { report: Report::default(), seats: HashMap::new(), waiting: fresh::replay(&conn)?, conn: &conn };
    look.pages()?;
    let mark = look.mark(folder)?;
    look.groups()?;
    look.ids()?;
    look.events(mark)?;
    look.homes()?;
    look.counts()?;
    Ok(look.report)
}

/// One look, part by part.
struct Look<'c> {
    conn: &'c Connection,
    report: Report,
    waiting: Waiting,
    /// Members that have a row in their own list: the group by the row's key.
    seats: HashMap<i64, i64>,
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

    /// Every group's count against its members.
    fn groups(&mut self) -> Result<(), StoreError> {
        self.each("SELECT gid, id, state, body FROM grp", |look, row| {
            let gid: i64 = row.get(0).map_err(store_error)?;
            let id: String = row.get(1).map_err(store_error)?;
            let state: i64 = row.get(2).map_err(store_error)?;
            let body: Vec<u8> = row.get(3).map_err(store_error)?;
            match state {
                BURIED => codec::numbers(&body).map(drop),
                ALIVE | CLOSING => look.group(gid, &id, state == ALIVE, &body),
                other => Err(StoreError::Damaged(format!("group {id} has the unknown state {other}"))),
            }
        })
    }

    fn group(&mut self, gid: i64, id: &str, alive: bool, body: &[u8]) -> Result<(), StoreError> {
        let body = GroupBody::split(body)?;
        let group = body.group()?;
        self.report.demand(group.id.as_str() == id, || format!("group {id} has the record of {}", group.id));
        self.report.groups += u64::from(alive);
        let mut places = match &body.packed {
            Some(packed) => packed.rows()?.into_iter().map(|row| (row.user, row.place)).collect(),
            None => Vec::new(),
        };
        let mut statement =
            self.conn.prepare_cached("SELECT user, place, body, key FROM member WHERE gid = ?1").map_err(store_error)?;
        let mut rows = statement.query([gid]).map_err(store_error)?;
        while let Some(row) = rows.next().map_err(store_error)? {
            let text: String = row.get(0).map_err(store_error)?;
            let member = codec::member(low(row.get(3).map_err(store_error)?), &row.get::<_, Vec<u8>>(2).map_err(store_error)?)?;
            self.report.demand(member.user.as_str() == text, || format!("member {text} of group {id} has another's record"));
            places.push((member.user, uncolumn(row.get(1).map_err(store_error)?)));
        }
        let count = places.len() as u64;
        self.report.members += count;
        self.report.demand(count == u64::from(body.member_count), || {
            format!("group {id} counts {} members and has {count}", body.member_count)
        });
        self.places(gid, id, &group, &places)
    }

    /// Every member with a place has the row in his list.
    fn places(
        &mut self,
        gid: i64,
        id: &str,
        group: &opentim_domain::group::Group,
        places: &[(UserId, u64)],
    ) -> Result<(), StoreError> {
        for (user, place) in places.iter().filter(|(_, place)| *place != 0) {
            let sql = "SELECT uid FROM usr WHERE id = ?1 AND app = (SELECT app FROM grp WHERE gid = ?2)";
            let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
            let uid: i64 = statement.query_row(rusqlite::params![user.as_str(), gid], |row| row.get(0)).map_err(store_error)?;
            let key = codec::pair(uid, *place);
            let listed = self.listed(key)?;
            let tag = read::tag(group.kind, group.topics);
            let right = listed.is_some_and(|row| i64::from(row.gid) == gid && row.tag == tag);
            self.report.demand(right, || format!("member {user} of group {id} does not have it in his list"));
            let other = self.seats.insert(key, gid);
            self.report.demand(other.is_none(), || format!("two members share the place {place} in the list of {user}"));
        }
        Ok(())
    }

    /// A row of a user's list, where it waits or where it belongs.
    fn listed(&self, key: i64) -> Result<Option<ListingRow>, StoreError> {
        if let Some(row) = self.waiting.listings.get(&key) {
            return Ok(Some(row.clone()));
        }
        let sql = "SELECT gid, born, tag, number, joined_at FROM listing WHERE key = ?1";
        let mut statement = self.conn.prepare_cached(sql).map_err(store_error)?;
        let mut rows = statement.query([key]).map_err(store_error)?;
        let Some(row) = rows.next().map_err(store_error)? else { return Ok(None) };
        let get = || -> rusqlite::Result<ListingRow> {
            Ok(ListingRow {
                gid: row.get(0)?,
                born: row.get(1)?,
                tag: row.get(2)?,
                number: row.get(3)?,
                joined_at: row.get(4)?,
                notice: None,
            })
        };
        get().map(Some).map_err(store_error)
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

    /// Events without gaps, as many as their groups' numbers say, and in sum those that were acknowledged.
    fn events(&mut self, mark: Mark) -> Result<(), StoreError> {
        let (mut count, mut sum) = (0_u64, 0_u64);
        let mut newest: HashMap<i64, u64> = HashMap::new();
        self.each("SELECT key, body FROM event ORDER BY key", |look, row| {
            let key: i64 = row.get(0).map_err(store_error)?;
            let body: Vec<u8> = row.get(1).map_err(store_error)?;
            count += 1;
            sum = sum.wrapping_add(hash(u64::from_ne_bytes(key.to_ne_bytes()), &body));
            let number = low(key);
            let before = newest.insert(key >> 32, number).unwrap_or(0);
            look.report
                .demand(number == before + 1, || format!("group number {} has no event between {before} and {number}", key >> 32));
            codec::event(number, &body).map(drop)
        })?;
        self.report.events = count;
        self.report.demand((count, sum) == (mark.events, mark.sum), || {
            format!("the {count} events are not those that were acknowledged ({} of them)", mark.events)
        });
        self.each("SELECT gid, id, body FROM grp", |look, row| {
            let gid: i64 = row.get(0).map_err(store_error)?;
            let id: String = row.get(1).map_err(store_error)?;
            let numbers = codec::numbers(&row.get::<_, Vec<u8>>(2).map_err(store_error)?)?;
            let newest = newest.remove(&gid).unwrap_or(0);
            look.report
                .demand(numbers.events == newest, || format!("group {id} has events up to {newest} and counts {}", numbers.events));
            Ok(())
        })
    }

    /// Every row of a list belongs to a member, and every user's notices are numbered without gaps.
    fn homes(&mut self) -> Result<(), StoreError> {
        let mut notices: Vec<(i64, u64)> = Vec::new();
        let waiting = std::mem::take(&mut self.waiting.listings);
        for (key, row) in &waiting {
            self.seated(*key, row.gid.into());
            notices.extend(row.notice.as_ref().map(|_| (key >> 32, u64::from(row.number))));
        }
        self.each("SELECT key, gid, number, notice FROM listing", |look, row| {
            let key: i64 = row.get(0).map_err(store_error)?;
            if !waiting.contains_key(&key) {
                look.seated(key, row.get(1).map_err(store_error)?);
                let notice: Option<i64> = row.get(3).map_err(store_error)?;
                let number = uncolumn(row.get(2).map_err(store_error)?);
                notices.extend(notice.map(|_| (key >> 32, number)));
            }
            Ok(())
        })?;
        self.each("SELECT key, number FROM notice", |_, row| {
            let key: i64 = row.get(0).map_err(store_error)?;
            notices.push((key >> 32, uncolumn(row.get(1).map_err(store_error)?)));
            Ok(())
        })?;
        notices.sort_unstable();
        let mut before = (0, 0);
        for (uid, number) in notices {
            let last = if before.0 == uid { before.1 } else { 0 };
            self.report.demand(number == last + 1, || format!("user number {uid} has no notice between {last} and {number}"));
            before = (uid, number);
        }
        Ok(())
    }

    fn seated(&mut self, key: i64, gid: i64) {
        let seated = self.seats.get(&key) == Some(&gid);
        self.report.demand(seated, || format!("user number {} lists group number {gid} and is not a member", key >> 32));
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
