//! Reads of what happened: the log of an app, the audit of a group, and what is counted by the day.

use super::pool::{Reader, snapshot};
use super::rows::{Sought, blob, group_id};
use crate::codec::{self, column, low, pair, span, uncolumn};
use crate::fault::{store_error, unreadable};
use crate::writer::day;
use opentim_domain::{AppId, GroupId, Kind, Millis};
use opentim_store::{Audited, Logged, StoreError, StoredEvent};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Events of a group with numbers above `after`, and what stands beside each of them.
fn events<T>(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    after: u64,
    limit: usize,
    see: impl Fn(StoredEvent, &Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let sought = Sought::begin(reader, app, group);
    snapshot(reader.conn, |conn| {
        let Some(gid) = sought.find(conn, |row| Ok(row.gid))? else { return Ok(Vec::new()) };
        let sql = "SELECT key, body, hash FROM event WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3";
        let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
        let key = params![pair(gid, after), span(gid).1, column(limit as u64)];
        let mut rows = statement.query(key).map_err(store_error)?;
        let mut events = Vec::new();
        while let Some(row) = rows.next().map_err(store_error)? {
            events.push(see(codec::event(low(row.get(0).map_err(store_error)?), blob(row, 1)?)?, row)?);
        }
        Ok(events)
    })
}

/// Events of a group.
pub(crate) fn events_after(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    after: u64,
    limit: usize,
) -> Result<Vec<StoredEvent>, StoreError> {
    events(reader, app, group, after, limit, |event, _| Ok(event))
}

/// Events of a group with their hashes.
pub(crate) fn audit(reader: Reader<'_>, app: AppId, group: &GroupId, after: u64, limit: usize) -> Result<Vec<Audited>, StoreError> {
    events(reader, app, group, after, limit, |event, row| {
        let hash = blob(row, 2)?.try_into().map_err(|_| unreadable("hash", "it is not one"))?;
        Ok(Audited { event, hash })
    })
}

/// Number and hash of a group's newest event, as its own row keeps them.
pub(crate) fn newest_audited(reader: Reader<'_>, app: AppId, group: &GroupId) -> Result<Option<(u64, [u8; 32])>, StoreError> {
    let sought = Sought::begin(reader, app, group);
    snapshot(reader.conn, |conn| sought.find(conn, |row| codec::numbers(row.body).map(|(numbers, chain)| (numbers.events, chain))))
}

/// The events of one commit in the log of an app.
struct Entry {
    /// Place of the first.
    row: u64,
    gid: i64,
    kind: Option<Kind>,
    /// Number of the first.
    first: u64,
    count: u64,
    group: GroupId,
}

/// Events of all groups of an app.
pub(crate) fn log_after(reader: Reader<'_>, app: AppId, after: u64, limit: usize) -> Result<Vec<Logged>, StoreError> {
    snapshot(reader.conn, |conn| {
        let mut logged = Vec::new();
        for entry in entries(conn, app, after, limit)? {
            entry.events(conn, after, limit, &mut logged)?;
        }
        Ok(logged)
    })
}

/// The commits that the next events belong to, from the one on whose events `after` may lie among.
fn entries(conn: &Connection, app: AppId, after: u64, limit: usize) -> Result<Vec<Entry>, StoreError> {
    let sql = "SELECT l.row, l.gid, l.kind, l.first, l.n, g.id FROM app_log l JOIN grp g ON g.gid = l.gid WHERE l.app = ?1
        AND l.row >= ifnull((SELECT max(row) FROM app_log WHERE app = ?1 AND row <= ?2), 0) ORDER BY l.row LIMIT ?3";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![column(app.get()), column(after), column(limit as u64).saturating_add(1)];
    let mut rows = statement.query(key).map_err(store_error)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next().map_err(store_error)? {
        let number = |at: usize| row.get(at).map(uncolumn).map_err(store_error);
        let kind: Option<i64> = row.get(2).map_err(store_error)?;
        entries.push(Entry {
            row: number(0)?,
            gid: row.get(1).map_err(store_error)?,
            kind: Kind::ALL.into_iter().find(|known| Some(*known as i64) == kind),
            first: number(3)?,
            count: number(4)?,
            group: group_id(&row.get::<_, String>(5).map_err(store_error)?)?,
        });
    }
    Ok(entries)
}

impl Entry {
    /// Adds the events at places above `after`, as long as there are not too many.
    fn events(&self, conn: &Connection, after: u64, limit: usize, logged: &mut Vec<Logged>) -> Result<(), StoreError> {
        let known = (after + 1).saturating_sub(self.row);
        let wanted = self.count.saturating_sub(known).min(limit.saturating_sub(logged.len()) as u64);
        if wanted == 0 {
            return Ok(());
        }
        let first = self.first + known;
        let mut statement =
            conn.prepare_cached("SELECT key, body FROM event WHERE key BETWEEN ?1 AND ?2 ORDER BY key").map_err(store_error)?;
        let mut rows = statement.query([pair(self.gid, first), pair(self.gid, first + wanted - 1)]).map_err(store_error)?;
        while let Some(row) = rows.next().map_err(store_error)? {
            let number = low(row.get(0).map_err(store_error)?);
            let event = codec::event(number, blob(row, 1)?)?;
            let place = self.row + (number - self.first);
            logged.push(Logged { place, group: self.group.clone(), kind: self.kind, event });
        }
        Ok(())
    }
}

/// Up to which place of the log the app's back end has been told.
pub(crate) fn back_end_told(reader: Reader<'_>, app: AppId) -> Result<u64, StoreError> {
    number(reader.conn, "SELECT told FROM back_end WHERE app = ?1", &[column(app.get())])
}

/// How many groups were made today.
pub(crate) fn groups_today(reader: Reader<'_>, app: AppId, now: Millis) -> Result<u64, StoreError> {
    number(reader.conn, "SELECT n FROM day_count WHERE app = ?1 AND day = ?2", &[column(app.get()), day(now)])
}

fn number(conn: &Connection, sql: &str, key: &[i64]) -> Result<u64, StoreError> {
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let found = statement.query_row(rusqlite::params_from_iter(key), |row| row.get(0)).optional();
    Ok(found.map_err(store_error)?.map_or(0, uncolumn))
}
