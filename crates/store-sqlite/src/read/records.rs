//! Reads of what a group holds besides.

use super::pool::{Reader, snapshot};
use super::rows::{GroupRow, Sought, blob};
use crate::codec::{self, ALIVE, column, uncolumn};
use crate::fault::store_error;
use opentim_domain::record::PermissionGroup;
use opentim_domain::{AppId, GroupId, Record, RecordClass, RecordKey, UserId};
use opentim_store::{Page, StoreError};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

/// The first place behind all that begin with this text, as SQLite compares them: text by its bytes, and a blob behind all text.
pub(crate) fn behind(prefix: &str) -> Value {
    let mut bound: Vec<char> = prefix.chars().collect();
    while let Some(last) = bound.pop() {
        // Text is in the order of its characters' numbers, among which surrogates are left out.
        let next = ((last as u32 + 1)..=char::MAX as u32).find_map(char::from_u32);
        if let Some(next) = next {
            bound.push(next);
            return Value::Text(bound.into_iter().collect());
        }
    }
    Value::Blob(Vec::new())
}

/// One record.
pub(super) fn record(conn: &Connection, gid: i64, key: &RecordKey) -> Result<Option<Record>, StoreError> {
    let sql = "SELECT body FROM record WHERE gid = ?1 AND class = ?2 AND place = ?3";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![gid, key.class() as i64, key.place()];
    let body: Option<Vec<u8>> = statement.query_row(key, |row| row.get(0)).optional().map_err(store_error)?;
    body.map(|body| codec::read_record("record", &body)).transpose()
}

/// The permission groups that a member is in.
pub(super) fn granted_to(conn: &Connection, gid: i64, user: &UserId) -> Result<Vec<PermissionGroup>, StoreError> {
    let sql = "SELECT body FROM record WHERE gid = ?1 AND owner = ?2 AND class = ?3 ORDER BY place";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let mut rows = statement.query(params![gid, user.as_str(), RecordClass::PermissionMember as i64]).map_err(store_error)?;
    let mut granted = Vec::new();
    while let Some(row) = rows.next().map_err(store_error)? {
        let Record::PermissionMember(member) = codec::read_record("record", blob(row, 0)?)? else { continue };
        if let Some(Record::PermissionGroup(group)) = record(conn, gid, &RecordKey::PermissionGroup(member.permission_group))? {
            granted.push(group);
        }
    }
    Ok(granted)
}

/// What `see` finds in a living group.
fn in_living<T: Default>(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    see: impl FnOnce(&Connection, i64) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let sought = Sought::begin(reader, app, group);
    snapshot(reader.conn, |conn| {
        let gid = sought.find(conn, |GroupRow { gid, state, .. }| Ok((state == ALIVE).then_some(gid)))?.flatten();
        gid.map_or_else(|| Ok(T::default()), |gid| see(conn, gid))
    })
}

/// The permission groups that a user is in.
pub(crate) fn granted(reader: Reader<'_>, app: AppId, group: &GroupId, user: &UserId) -> Result<Vec<PermissionGroup>, StoreError> {
    in_living(reader, app, group, |conn, gid| granted_to(conn, gid, user))
}

/// One page of a class.
pub(crate) fn records(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    class: RecordClass,
    prefix: &str,
    after: Option<&str>,
    limit: usize,
) -> Result<Page<Record>, StoreError> {
    // The first place that comes after another one.
    let first = after.map(|after| format!("{after}\0")).filter(|after| after.as_str() > prefix);
    let mut rows = in_living(reader, app, group, |conn, gid| {
        let sql = "SELECT body FROM record WHERE gid = ?1 AND class = ?2 AND place >= ?3 AND place < ?4 ORDER BY place LIMIT ?5";
        let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
        let first = first.as_deref().unwrap_or(prefix);
        let key = params![gid, class as i64, first, behind(prefix), column(limit as u64).saturating_add(1)];
        let mut found = statement.query(key).map_err(store_error)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(store_error)? {
            rows.push(codec::read_record("record", blob(row, 0)?)?);
        }
        Ok(rows)
    })?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    Ok(Page { rows, more })
}

/// How many there are of a class.
pub(crate) fn count_records(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    class: RecordClass,
    prefix: &str,
) -> Result<usize, StoreError> {
    in_living(reader, app, group, |conn, gid| count_of(conn, gid, class, prefix))
}

pub(super) fn count_of(conn: &Connection, gid: i64, class: RecordClass, prefix: &str) -> Result<usize, StoreError> {
    let sql = "SELECT count(*) FROM record WHERE gid = ?1 AND class = ?2 AND place >= ?3 AND place < ?4";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let count = statement.query_row(params![gid, class as i64, prefix, behind(prefix)], |row| row.get(0));
    Ok(usize::try_from(uncolumn(count.map_err(store_error)?)).unwrap_or(usize::MAX))
}

pub(super) fn all_of(conn: &Connection, gid: i64, class: RecordClass) -> Result<Vec<Record>, StoreError> {
    let sql = "SELECT body FROM record WHERE gid = ?1 AND class = ?2 ORDER BY place";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let mut found = statement.query(params![gid, class as i64]).map_err(store_error)?;
    let mut rows = Vec::new();
    while let Some(row) = found.next().map_err(store_error)? {
        rows.push(codec::read_record("record", blob(row, 0)?)?);
    }
    Ok(rows)
}
