//! Reads of users' homes: joined lists and notices.

use super::groups::{group_id, member_of};
use super::pool::snapshot;
use crate::codec::{self, ALIVE, GroupBody, column, span, uncolumn};
use crate::fault::store_error;
use opentim_domain::group::{Group, Member};
use opentim_domain::{AppId, Kind, Secs, UserId};
use opentim_store::{Joined, JoinedFilter, StoreError, StoredNotice};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// Bit of `listing.tag` for a community with topics; the lower bits are the type.
pub(crate) const TOPICS: i64 = 8;

/// One membership as `joined` needs it.
struct Listed {
    joined_at: i64,
    born: i64,
    gid: i64,
}

fn uid(conn: &Connection, app: AppId, user: &UserId) -> Result<Option<i64>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT uid FROM usr WHERE app = ?1 AND id = ?2").map_err(store_error)?;
    let found = statement.query_row(params![column(app.get()), user.as_str()], |row| row.get(0)).optional();
    found.map_err(store_error)
}

/// A user's groups.
pub(crate) fn joined(
    conn: &Connection,
    app: AppId,
    user: &UserId,
    filter: JoinedFilter,
    skip: usize,
    limit: usize,
) -> Result<Joined, StoreError> {
    snapshot(conn, |conn| {
        let Some(uid) = uid(conn, app, user)? else { return Ok(Joined::default()) };
        let mut listed = listed(conn, uid, filter)?;
        listed.sort_unstable_by_key(|row| (row.joined_at, row.born));
        let total = listed.len();
        let page = listed.into_iter().skip(skip).take(limit);
        let rows = page.filter_map(|row| group_with(conn, row.gid, user).transpose()).collect::<Result<_, _>>()?;
        Ok(Joined { total, rows })
    })
}

/// The user's memberships in living groups that the filter takes.
fn listed(conn: &Connection, uid: i64, filter: JoinedFilter) -> Result<Vec<Listed>, StoreError> {
    let closing = closing_gids(conn)?;
    let takes = Kind::ALL
        .iter()
        .flat_map(|kind| [false, true].into_iter().filter(|topics| filter.takes(*kind, *topics)).map(|topics| tag(*kind, topics)));
    let takes = takes.fold(0_u32, |mask, tag| mask | 1 << tag);
    let sql = "SELECT gid, born, joined_at, tag FROM listing WHERE key BETWEEN ?1 AND ?2";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let (first, last) = span(uid);
    let mut rows = statement.query(params![first, last]).map_err(store_error)?;
    let mut listed = Vec::new();
    while let Some(row) = rows.next().map_err(store_error)? {
        let tag: i64 = row.get(3).map_err(store_error)?;
        let gid: i64 = row.get(0).map_err(store_error)?;
        if takes & (1 << (tag & 15)) != 0 && !closing.contains(&gid) {
            listed.push(Listed { gid, born: row.get(1).map_err(store_error)?, joined_at: row.get(2).map_err(store_error)? });
        }
    }
    Ok(listed)
}

/// What `listing.tag` says of a group.
pub(crate) fn tag(kind: Kind, topics: bool) -> i64 {
    kind as i64 | if topics { TOPICS } else { 0 }
}

/// Disbanded groups still stand in their members' lists until the clean-up comes by. There are few at any time.
fn closing_gids(conn: &Connection) -> Result<HashSet<i64>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT gid FROM grp WHERE state = 2").map_err(store_error)?;
    let rows = statement.query_map([], |row| row.get(0)).map_err(store_error)?;
    rows.collect::<Result<_, _>>().map_err(store_error)
}

fn group_with(conn: &Connection, gid: i64, user: &UserId) -> Result<Option<(Group, Member)>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT state, body FROM grp WHERE gid = ?1").map_err(store_error)?;
    let mut rows = statement.query(params![gid]).map_err(store_error)?;
    let Some(row) = rows.next().map_err(store_error)? else { return Ok(None) };
    let state: i64 = row.get(0).map_err(store_error)?;
    if state != ALIVE {
        return Ok(None);
    }
    let body = row.get_ref(1).map_err(store_error)?.as_blob().map_err(|error| store_error(error.into()))?;
    let body = GroupBody::split(body)?;
    let Some(own) = member_of(conn, gid, &body, user)? else { return Ok(None) };
    Ok(Some((body.group()?, own)))
}

/// A notice before its group and its author have their names.
struct Told {
    number: u64,
    gid: i64,
    notice: i64,
    by: Option<i64>,
    at: i64,
}

/// Notices of a user.
pub(crate) fn notices_after(
    conn: &Connection,
    app: AppId,
    user: &UserId,
    after: u64,
    limit: usize,
) -> Result<Vec<StoredNotice>, StoreError> {
    snapshot(conn, |conn| {
        let Some(uid) = uid(conn, app, user)? else { return Ok(Vec::new()) };
        let mut told = told(conn, LISTED, uid, after, limit)?;
        told.extend(self::told(conn, ALONE, uid, after, limit)?);
        told.sort_unstable_by_key(|told| told.number);
        told.truncate(limit);
        told.into_iter().map(|told| named(conn, told)).collect()
    })
}

/// Notices that a membership carries. A place is never below the notice's number, so the search begins there.
const LISTED: &str = "SELECT number, gid, notice, by, at FROM listing
    WHERE key > ?1 AND key <= ?2 AND notice IS NOT NULL AND number > ?3 ORDER BY key LIMIT ?4";
/// All other notices.
const ALONE: &str = "SELECT number, gid, notice, by, at FROM notice
    WHERE key > ?1 AND key <= ?2 AND number > ?3 ORDER BY key LIMIT ?4";

fn told(conn: &Connection, sql: &str, uid: i64, after: u64, limit: usize) -> Result<Vec<Told>, StoreError> {
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![codec::pair(uid, after), span(uid).1, column(after), column(limit as u64)];
    let told = |row: &rusqlite::Row<'_>| {
        Ok(Told { number: uncolumn(row.get(0)?), gid: row.get(1)?, notice: row.get(2)?, by: row.get(3)?, at: row.get(4)? })
    };
    let rows = statement.query_map(key, told).map_err(store_error)?;
    rows.collect::<Result<_, _>>().map_err(store_error)
}

fn named(conn: &Connection, told: Told) -> Result<StoredNotice, StoreError> {
    let text = |sql: &str, key: i64| -> Result<String, StoreError> {
        conn.prepare_cached(sql).and_then(|mut statement| statement.query_row([key], |row| row.get(0))).map_err(store_error)
    };
    let group = group_id(&text("SELECT id FROM grp WHERE gid = ?1", told.gid)?)?;
    let by = told.by.map(|uid| text("SELECT id FROM usr WHERE uid = ?1", uid)).transpose()?;
    let by = by.map(|id| UserId::parse(&id)).transpose();
    let by = by.map_err(|fault| StoreError::Damaged(format!("a stored user id is not valid: {fault:?}")))?;
    Ok(StoredNotice { number: told.number, group, notice: codec::notice(told.notice)?, by, at: Secs(uncolumn(told.at)) })
}
