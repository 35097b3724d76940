//! Reads of users' homes: joined lists and notices.
//!
//! A user's rows are in two places: those that still wait in memory, and those in the tables. One that moved while we looked is
//! in both and counts once.

use super::pool::{Reader, snapshot};
use super::rows::{group_id, living, member_of};
use crate::cache::{Head, Listed};
use crate::codec::{self, column, span, uncolumn};
use crate::fault::store_error;
use crate::fresh::ListingRow;
use opentim_domain::{AppId, Kind, Secs, UserId};
use opentim_store::{Joined, JoinedFilter, StoreError, StoredNotice};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;
use std::sync::Arc;

/// Bit of `listing.tag` for a community with topics; the lower bits are the type.
const TOPICS: u8 = 8;

/// What `listing.tag` says of a group.
pub(crate) fn tag(kind: Kind, topics: bool) -> u8 {
    kind as u8 | if topics { TOPICS } else { 0 }
}

fn uid(conn: &Connection, app: AppId, user: &UserId) -> Result<Option<i64>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT uid FROM usr WHERE app = ?1 AND id = ?2").map_err(store_error)?;
    let found = statement.query_row(params![column(app.get()), user.as_str()], |row| row.get(0)).optional();
    found.map_err(store_error)
}

/// A user's groups.
pub(crate) fn joined(
    reader: Reader<'_>,
    app: AppId,
    user: &UserId,
    filter: JoinedFilter,
    skip: usize,
    limit: usize,
) -> Result<Joined, StoreError> {
    let list = groups_of(reader, app, user)?;
    let takes = mask(filter);
    let taken = list.iter().filter(|row| takes & (1 << (row.tag & 15)) != 0);
    let mut total = taken.clone().count();
    let page: Vec<i64> = taken.skip(skip).take(limit).map(|row| row.gid).collect();
    let mut rows = Vec::with_capacity(page.len());
    for head in heads(reader, app, page.into_iter())? {
        // A group that ended, or a membership that did, since the list was read.
        match head.map(|head| Ok((member_of(reader.conn, &head, user)?, head))).transpose()? {
            Some((Some(own), head)) => rows.push((head.group.clone(), own)),
            _ => total -= 1,
        }
    }
    Ok(Joined { total, rows })
}

/// All memberships of a user, from memory if they are there.
pub(super) fn groups_of(reader: Reader<'_>, app: AppId, user: &UserId) -> Result<Arc<[Listed]>, StoreError> {
    match reader.caches.lists.get(app, user) {
        Ok(list) => Ok(list),
        Err(turn) => {
            let list: Arc<[Listed]> = list(reader, app, user)?.into();
            reader.caches.lists.put(turn, app, user, &list);
            Ok(list)
        }
    }
}

/// Living groups by their numbers, from memory if they are there; nothing for one that has ended.
pub(super) fn heads(
    reader: Reader<'_>,
    app: AppId,
    gids: impl Iterator<Item = i64> + Clone,
) -> Result<Vec<Option<Arc<Head>>>, StoreError> {
    let (mut heads, turn) = reader.caches.heads.get_all(gids.clone());
    for (gid, head) in gids.zip(&mut heads) {
        if head.is_none() {
            *head = living(reader.conn, app, gid)?;
            if let Some(head) = head {
                reader.caches.heads.put(turn, head);
            }
        }
    }
    Ok(heads)
}

/// All memberships of a user in living groups, in the order of joining.
fn list(reader: Reader<'_>, app: AppId, user: &UserId) -> Result<Vec<Listed>, StoreError> {
    let Some(uid) = uid(reader.conn, app, user)? else { return Ok(Vec::new()) };
    let listed = |row: &ListingRow| Listed { joined_at: row.joined_at, born: row.born.into(), gid: row.gid.into(), tag: row.tag };
    let waiting: Vec<(i64, Listed)> = reader.fresh.read().of_user(uid).map(|(key, row)| (*key, listed(row))).collect();
    snapshot(reader.conn, |conn| {
        let mut rows = stored(conn, uid)?;
        with_waiting(&mut rows, waiting, |(key, _)| *key);
        let closing = closing_gids(conn)?;
        let mut list: Vec<Listed> = rows.into_iter().map(|(_, row)| row).filter(|row| !closing.contains(&row.gid)).collect();
        list.sort_unstable_by_key(|row| (row.joined_at, row.born));
        Ok(list)
    })
}

/// Adds the rows that wait to those in a table, which are in the order of their keys.
fn with_waiting<T>(stored: &mut Vec<T>, waiting: Vec<T>, key: impl Fn(&T) -> i64) {
    let in_table = stored.len();
    for row in waiting {
        if stored[..in_table].binary_search_by_key(&key(&row), &key).is_err() {
            stored.push(row);
        }
    }
}

fn stored(conn: &Connection, uid: i64) -> Result<Vec<(i64, Listed)>, StoreError> {
    let sql = "SELECT key, joined_at, born, gid, tag FROM listing WHERE key BETWEEN ?1 AND ?2 ORDER BY key";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let (first, last) = span(uid);
    let listed = |row: &rusqlite::Row<'_>| {
        Ok((row.get(0)?, Listed { joined_at: row.get(1)?, born: row.get(2)?, gid: row.get(3)?, tag: row.get(4)? }))
    };
    let rows = statement.query_map([first, last], listed).map_err(store_error)?;
    rows.collect::<Result<_, _>>().map_err(store_error)
}

/// One bit for every tag that the filter takes.
fn mask(filter: JoinedFilter) -> u32 {
    let tags = Kind::ALL.iter().flat_map(|kind| [false, true].map(|topics| (*kind, topics)));
    let taken = tags.filter(|(kind, topics)| filter.takes(*kind, *topics));
    taken.fold(0, |mask, (kind, topics)| mask | 1 << tag(kind, topics))
}

/// Disbanded groups still stand in their members' lists until the clean-up comes by. There are few at any time.
fn closing_gids(conn: &Connection) -> Result<HashSet<i64>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT gid FROM grp WHERE state = 2").map_err(store_error)?;
    let rows = statement.query_map([], |row| row.get(0)).map_err(store_error)?;
    rows.collect::<Result<_, _>>().map_err(store_error)
}

/// A notice before its group and its author have their names.
struct Told {
    key: i64,
    number: u64,
    gid: i64,
    notice: u8,
    by: Option<i64>,
    at: i64,
    detail: Option<Vec<u8>>,
}

impl Told {
    /// The notice that a membership carries, if it does.
    fn carried((key, row): (&i64, &ListingRow)) -> Option<Self> {
        let notice = row.notice.as_ref()?;
        Some(Self {
            key: *key,
            number: row.number.into(),
            gid: row.gid.into(),
            notice: notice.notice,
            by: notice.by.map(i64::from),
            at: notice.at,
            detail: None,
        })
    }
}

/// Notices of a user.
pub(crate) fn notices_after(
    reader: Reader<'_>,
    app: AppId,
    user: &UserId,
    after: u64,
    limit: usize,
) -> Result<Vec<StoredNotice>, StoreError> {
    let Some(uid) = uid(reader.conn, app, user)? else { return Ok(Vec::new()) };
    let waiting = reader.fresh.read().of_user(uid).filter_map(Told::carried).filter(|told| told.number > after).collect();
    snapshot(reader.conn, |conn| {
        let mut told = told(conn, CARRIED, uid, after, limit)?;
        with_waiting(&mut told, waiting, |told| told.key);
        told.extend(self::told(conn, ALONE, uid, after, limit)?);
        told.sort_unstable_by_key(|told| told.number);
        told.dedup_by_key(|told| told.number);
        told.truncate(limit);
        told.into_iter().map(|told| named(conn, told)).collect()
    })
}

/// Notices that memberships carry. A place is never below the notice's number, so the search begins there.
const CARRIED: &str = "SELECT key, number, gid, notice, by, at, NULL FROM listing
    WHERE key > ?1 AND key <= ?2 AND notice IS NOT NULL AND number > ?3 ORDER BY key LIMIT ?4";
/// All other notices.
const ALONE: &str = "SELECT key, number, gid, notice, by, at, detail FROM notice
    WHERE key > ?1 AND key <= ?2 AND number > ?3 ORDER BY key LIMIT ?4";

fn told(conn: &Connection, sql: &str, uid: i64, after: u64, limit: usize) -> Result<Vec<Told>, StoreError> {
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![codec::pair(uid, after), span(uid).1, column(after), column(limit as u64)];
    let told = |row: &rusqlite::Row<'_>| {
        Ok(Told {
            key: row.get(0)?,
            number: uncolumn(row.get(1)?),
            gid: row.get(2)?,
            notice: row.get(3)?,
            by: row.get(4)?,
            at: row.get(5)?,
            detail: row.get(6)?,
        })
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
    let notice = codec::notice(told.notice, told.detail.as_deref())?;
    Ok(StoredNotice { number: told.number, group, notice, by, at: Secs(uncolumn(told.at)) })
}
