//! Reads of applications and sanctions.

use super::homes;
use super::pool::{Reader, snapshot};
use super::rows::{GroupRow, Sought, blob, group_id};
use crate::cache::Head;
use crate::codec::{self, ALIVE, column, uncolumn};
use crate::fault::store_error;
use opentim_domain::{AppId, Application, GroupId, Millis, Sanction, Sanctions, Secs, UserId};
use opentim_store::{Applications, Page, StoreError};
use rusqlite::{Connection, OptionalExtension, params};

/// The application of a user, if there is one.
pub(super) fn application(conn: &Connection, gid: i64, user: &UserId) -> Result<Option<Application>, StoreError> {
    let body = body(conn, "SELECT body FROM application WHERE gid = ?1 AND user = ?2", gid, user)?;
    body.map(|body| codec::read_record("application", &body)).transpose()
}

/// What the group holds against a user, if anything.
pub(super) fn sanction(conn: &Connection, gid: i64, user: &UserId) -> Result<Option<Sanction>, StoreError> {
    let body = body(conn, "SELECT body FROM sanction WHERE gid = ?1 AND user = ?2", gid, user)?;
    body.map(|body| codec::read_record("sanction", &body)).transpose()
}

fn body(conn: &Connection, sql: &str, gid: i64, user: &UserId) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    statement.query_row(params![gid, user.as_str()], |row| row.get(0)).optional().map_err(store_error)
}

/// Applications of one group, or those that invite one user.
#[derive(Clone)]
struct Source {
    /// Of the group, or of the user.
    number: i64,
    /// The group of all of them; otherwise each row names its own.
    group: Option<GroupId>,
    queries: &'static Queries,
}

/// What is asked of a source. `?1` is its number; times are `?2` and `?3`.
struct Queries {
    /// Times of the newest before `?2`, at most `?3` of them.
    newest: &'static str,
    /// Those from `?2` to before `?3`.
    rows: &'static str,
    /// Whether there is one before `?2`.
    older: &'static str,
    /// How many are undecided and after `?2`.
    unread: &'static str,
}

macro_rules! queries {
    ($id:literal, $source:literal) => {
        Queries {
            newest: concat!("SELECT a.at ", $source, " AND a.at < ?2 ORDER BY a.at DESC LIMIT ?3"),
            rows: concat!("SELECT a.body, ", $id, " ", $source, " AND a.at >= ?2 AND a.at < ?3"),
            older: concat!("SELECT EXISTS(SELECT 1 ", $source, " AND a.at < ?2)"),
            unread: concat!("SELECT count(*) ", $source, " AND a.at > ?2 AND a.open = 1"),
        }
    };
}

const OF_GROUP: Queries = queries!("NULL", "FROM application a WHERE a.invitee IS NULL AND a.gid = ?1");
const OF_INVITEE: Queries =
    queries!("g.id", "FROM application a CROSS JOIN grp g ON g.gid = a.gid WHERE a.invitee = ?1 AND g.state = 1");

impl Source {
    fn newest(&self, conn: &Connection, before: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
        let mut statement = conn.prepare_cached(self.queries.newest).map_err(store_error)?;
        let rows = statement.query_map(params![self.number, before, column(limit as u64)], |row| row.get(0));
        rows.and_then(Iterator::collect::<rusqlite::Result<_>>).map_err(store_error)
    }

    fn rows(&self, conn: &Connection, from: i64, before: i64) -> Result<Vec<(GroupId, Application)>, StoreError> {
        let mut statement = conn.prepare_cached(self.queries.rows).map_err(store_error)?;
        let mut rows = statement.query(params![self.number, from, before]).map_err(store_error)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(store_error)? {
            let group = match &self.group {
                Some(group) => group.clone(),
                None => group_id(&row.get::<_, String>(1).map_err(store_error)?)?,
            };
            found.push((group, codec::read_record("application", blob(row, 0)?)?));
        }
        Ok(found)
    }

    fn older(&self, conn: &Connection, than: i64) -> Result<bool, StoreError> {
        let mut statement = conn.prepare_cached(self.queries.older).map_err(store_error)?;
        statement.query_row(params![self.number, than], |row| row.get(0)).map_err(store_error)
    }

    fn unread(&self, conn: &Connection, read_up_to: i64) -> Result<usize, StoreError> {
        let mut statement = conn.prepare_cached(self.queries.unread).map_err(store_error)?;
        let count = statement.query_row(params![self.number, read_up_to], |row| row.get(0)).map_err(store_error)?;
        Ok(usize::try_from(uncolumn(count)).unwrap_or(usize::MAX))
    }
}

/// Applications that a user decides on.
pub(crate) fn applications(
    reader: Reader<'_>,
    app: AppId,
    user: &UserId,
    before: Option<Millis>,
    limit: usize,
) -> Result<Applications, StoreError> {
    // The groups come first: whoever lost one since then loses what is read of it, and nothing is missed.
    let managed = homes::heads(reader, app, homes::groups_of(reader, app, user)?.iter().map(|row| row.gid))?;
    let managed = managed.into_iter().flatten().filter(|head| head.group.staff().any(|staff| staff == user));
    let of_group = |head: std::sync::Arc<Head>| Source { number: head.gid, group: Some(head.group.id.clone()), queries: &OF_GROUP };
    let mut sources: Vec<Source> = managed.map(of_group).collect();
    snapshot(reader.conn, |conn| {
        let home = "SELECT uid, applications_read FROM usr WHERE app = ?1 AND id = ?2";
        let mut statement = conn.prepare_cached(home).map_err(store_error)?;
        let home = statement.query_row(params![column(app.get()), user.as_str()], |row| Ok((row.get(0)?, row.get(1)?)));
        let Some((uid, read)): Option<(i64, i64)> = home.optional().map_err(store_error)? else {
            return Ok(Applications::default());
        };
        sources.push(Source { number: uid, group: None, queries: &OF_INVITEE });
        page(conn, &sources, before.map_or(i64::MAX, |before| column(before.0)), limit, read)
    })
}

/// One page of all sources together: as many rows as asked for, and those of the last one's millisecond.
fn page(conn: &Connection, sources: &[Source], before: i64, limit: usize, read: i64) -> Result<Applications, StoreError> {
    let mut unread = 0;
    let mut newest = Vec::new();
    for source in sources {
        unread += source.unread(conn, read)?;
        newest.push(source.newest(conn, before, limit)?);
    }
    let mut times: Vec<i64> = newest.iter().flatten().copied().collect();
    times.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
    let oldest = limit.min(times.len()).checked_sub(1).and_then(|last| times.get(last)).copied();
    let mut page = Applications { read_up_to: Millis(uncolumn(read)), unread, ..Applications::default() };
    let Some(oldest) = oldest else { return Ok(page) };
    for (source, newest) in sources.iter().zip(&newest) {
        if newest.first().is_some_and(|newest| *newest >= oldest) {
            page.rows.extend(source.rows(conn, oldest, before)?);
        }
    }
    page.rows.sort_by(|(group_a, a), (group_b, b)| b.at.cmp(&a.at).then_with(|| (group_a, &a.user).cmp(&(group_b, &b.user))));
    for source in sources {
        if source.older(conn, oldest)? {
            page.next = Some(Millis(uncolumn(oldest)));
            break;
        }
    }
    Ok(page)
}

const MUTED: &str = "SELECT body FROM sanction WHERE gid = ?1 AND user > ?2 AND muted > ?3 ORDER BY user LIMIT ?4";
const BANNED: &str = "SELECT body FROM sanction WHERE gid = ?1 AND user > ?2 AND banned > ?3 ORDER BY user LIMIT ?4";

/// One page of what a living group holds against users.
pub(crate) fn sanctions(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    which: Sanctions,
    now: Secs,
    after: Option<&UserId>,
    limit: usize,
) -> Result<Page<Sanction>, StoreError> {
    let sought = Sought::begin(reader, app, group);
    snapshot(reader.conn, |conn| {
        let gid = sought.find(conn, |GroupRow { gid, state, .. }| Ok((state == ALIVE).then_some(gid)))?.flatten();
        let Some(gid) = gid else { return Ok(Page { rows: Vec::new(), more: false }) };
        let sql = match which {
            Sanctions::Muted => MUTED,
            Sanctions::Banned => BANNED,
        };
        let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
        let wanted = column(limit as u64).saturating_add(1);
        let key = params![gid, after.map_or("", UserId::as_str), column(now.0), wanted];
        let mut found = statement.query(key).map_err(store_error)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(store_error)? {
            rows.push(codec::read_record("sanction", blob(row, 0)?)?);
        }
        let more = rows.len() > limit;
        rows.truncate(limit);
        Ok(Page { rows, more })
    })
}
