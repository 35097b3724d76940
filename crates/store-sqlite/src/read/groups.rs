//! Reads of groups' homes and of the app's list.

use super::pool::{Reader, snapshot};
use crate::codec::{self, ALIVE, CLOSING, GroupBody, KeptAnswer, column, low, span, uncolumn};
use crate::fault::store_error;
use opentim_domain::group::{Group, Member};
use opentim_domain::{AppId, GroupId, HeadView, Home, Kind, Millis, ReadSet, UserId, View};
use opentim_store::{AllGroups, Loaded, OperationKey, Page, StoreError, StoredEvent};
use rusqlite::{Connection, OptionalExtension, params};

const BY_ID: &str = "SELECT g.gid, g.state, g.body FROM grp_id i JOIN grp g ON g.gid = i.gid WHERE i.app = ?1 AND i.id = ?2";
const BY_NUMBER: &str = "SELECT gid, state, body FROM grp WHERE gid = ?1";

/// A group asked for by its id.
struct Sought<'i> {
    app: i64,
    id: &'i GroupId,
    /// Its number, if its id still waits for its place in the table.
    fresh: Option<i64>,
}

impl<'i> Sought<'i> {
    /// Begins a lookup; to be done before the snapshot is taken.
    fn begin(reader: Reader<'_>, app: AppId, id: &'i GroupId) -> Self {
        let key = (column(app.get()), id.clone());
        let fresh = reader.fresh.read().ids.get(&key).copied();
        Self { app: key.0, id, fresh }
    }

    /// Shows what is there to `see`: group number, state and body.
    fn find<T>(
        &self,
        conn: &Connection,
        see: impl FnOnce(i64, i64, &[u8]) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = conn.prepare_cached(if self.fresh.is_some() { BY_NUMBER } else { BY_ID }).map_err(store_error)?;
        let rows = match self.fresh {
            Some(gid) => statement.query([gid]),
            None => statement.query(params![self.app, self.id.as_str()]),
        };
        let mut rows = rows.map_err(store_error)?;
        let Some(row) = rows.next().map_err(store_error)? else { return Ok(None) };
        see(row.get(0).map_err(store_error)?, row.get(1).map_err(store_error)?, blob(row, 2)?).map(Some)
    }
}

/// A member of a group whose body is at hand.
pub(super) fn member_of(conn: &Connection, gid: i64, body: &GroupBody<'_>, user: &UserId) -> Result<Option<Member>, StoreError> {
    match body.packed {
        Some(packed) => codec::packed_member(packed, user),
        None => member_row(conn, gid, user),
    }
}

fn member_row(conn: &Connection, gid: i64, user: &UserId) -> Result<Option<Member>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT body FROM member WHERE gid = ?1 AND user = ?2").map_err(store_error)?;
    let mut rows = statement.query(params![gid, user.as_str()]).map_err(store_error)?;
    let Some(row) = rows.next().map_err(store_error)? else { return Ok(None) };
    codec::member(blob(row, 0)?).map(Some)
}

fn blob<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> Result<&'r [u8], StoreError> {
    row.get_ref(at).map_err(store_error)?.as_blob().map_err(|error| store_error(error.into()))
}

/// The records that a command asked for.
pub(crate) fn load(
    reader: Reader<'_>,
    app: AppId,
    home: &Home,
    reads: &ReadSet,
    operation: Option<&OperationKey>,
    now: Millis,
) -> Result<Loaded, StoreError> {
    let sought = if let Home::Group(id) = home { Some(Sought::begin(reader, app, id)) } else { None };
    snapshot(reader.conn, |conn| {
        let mut view = View::at(now);
        if let Some(sought) = sought {
            let seen = sought.find(conn, |gid, state, body| show(conn, &mut view, reads, gid, state, body))?;
            if seen.is_none() {
                show_nothing(&mut view, reads);
            }
        }
        let earlier = operation.map_or(Ok(None), |key| earlier(conn, app, key))?;
        Ok(Loaded { view, earlier })
    })
}

fn show(conn: &Connection, view: &mut View, reads: &ReadSet, gid: i64, state: i64, body: &[u8]) -> Result<(), StoreError> {
    if state != ALIVE && state != CLOSING {
        show_nothing(view, reads);
        return Ok(());
    }
    let body = GroupBody::split(body)?;
    if reads.head {
        view.show_head(if state == ALIVE { HeadView::Alive(body.group()?) } else { HeadView::Closing });
    }
    for user in &reads.members {
        view.show_member(user.clone(), member_of(conn, gid, &body, user)?);
    }
    Ok(())
}

fn show_nothing(view: &mut View, reads: &ReadSet) {
    if reads.head {
        view.show_head(HeadView::Free);
    }
    reads.members.iter().for_each(|user| view.show_member(user.clone(), None));
}

fn earlier(conn: &Connection, app: AppId, key: &OperationKey) -> Result<Option<KeptAnswer>, StoreError> {
    let sql = "SELECT request, reply FROM op WHERE app = ?1 AND caller = ?2 AND id = ?3";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![column(app.get()), key.caller.as_str(), key.id];
    statement.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(store_error)
}

/// A living group, and a user's membership in it.
type GroupRow = Option<(Group, Option<Member>)>;

/// Living groups by id.
pub(crate) fn groups(reader: Reader<'_>, app: AppId, ids: &[GroupId], own: Option<&UserId>) -> Result<Vec<GroupRow>, StoreError> {
    if let [id] = ids {
        return Ok(vec![living(reader.conn, &Sought::begin(reader, app, id), own)?]);
    }
    let sought: Vec<Sought<'_>> = ids.iter().map(|id| Sought::begin(reader, app, id)).collect();
    snapshot(reader.conn, |conn| sought.iter().map(|sought| living(conn, sought, own)).collect())
}

fn living(conn: &Connection, sought: &Sought<'_>, own: Option<&UserId>) -> Result<GroupRow, StoreError> {
    let found = sought.find(conn, |gid, state, body| {
        if state != ALIVE {
            return Ok(None);
        }
        let body = GroupBody::split(body)?;
        let own = own.map_or(Ok(None), |user| member_of(conn, gid, &body, user))?;
        Ok(Some((body.group()?, own)))
    });
    found.map(Option::flatten)
}

/// Living groups of an app in the order of creation.
pub(crate) fn all_groups(
    reader: Reader<'_>,
    app: AppId,
    kind: Option<Kind>,
    after: u64,
    limit: usize,
) -> Result<AllGroups, StoreError> {
    let kinds = kind.as_ref().map_or(&Kind::ALL[..], std::slice::from_ref);
    snapshot(reader.conn, |conn| {
        let mut total = 0;
        let mut rows: Vec<(i64, String)> = Vec::new();
        // Each type is in order; of every one the page can take at most its limit, and one row tells that there are more.
        for kind in kinds {
            total += count(conn, app, *kind)?;
            rows.extend(page_of_kind(conn, app, *kind, after, limit.saturating_add(1))?);
        }
        rows.sort_unstable_by_key(|(born, _)| *born);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map_or(0, |(born, _)| uncolumn(*born)) } else { 0 };
        let ids = rows.into_iter().map(|(_, id)| group_id(&id)).collect::<Result<_, _>>()?;
        Ok(AllGroups { total, ids, next })
    })
}

fn page_of_kind(conn: &Connection, app: AppId, kind: Kind, after: u64, limit: usize) -> Result<Vec<(i64, String)>, StoreError> {
    let sql = "SELECT born, id FROM grp WHERE state = 1 AND app = ?1 AND kind = ?2 AND born > ?3 ORDER BY born LIMIT ?4";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![column(app.get()), kind as i64, column(after), column(limit as u64)];
    let rows = statement.query_map(key, |row| Ok((row.get(0)?, row.get(1)?))).map_err(store_error)?;
    rows.collect::<Result<_, _>>().map_err(store_error)
}

fn count(conn: &Connection, app: AppId, kind: Kind) -> Result<u64, StoreError> {
    let mut statement = conn.prepare_cached("SELECT n FROM app_count WHERE app = ?1 AND kind = ?2").map_err(store_error)?;
    let count = statement.query_row(params![column(app.get()), kind as i64], |row| row.get(0)).optional();
    Ok(count.map_err(store_error)?.map_or(0, uncolumn))
}

pub(crate) fn group_id(text: &str) -> Result<GroupId, StoreError> {
    GroupId::parse(text).map_err(|fault| StoreError::Damaged(format!("a stored group id is not valid: {fault:?}")))
}

/// One page of a group's members.
pub(crate) fn members(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    after: Option<&UserId>,
    limit: usize,
) -> Result<Page<Member>, StoreError> {
    let sought = Sought::begin(reader, app, group);
    snapshot(reader.conn, |conn| {
        let rows = sought.find(conn, |gid, state, body| {
            if state != ALIVE && state != CLOSING {
                return Ok(Vec::new());
            }
            match GroupBody::split(body)?.packed {
                Some(packed) => packed_page(packed, after),
                None => row_page(conn, gid, after, limit.saturating_add(1)),
            }
        });
        let mut rows = rows?.unwrap_or_default();
        let more = rows.len() > limit;
        rows.truncate(limit);
        Ok(Page { rows, more })
    })
}

fn packed_page(packed: &[u8], after: Option<&UserId>) -> Result<Vec<Member>, StoreError> {
    let mut seats = codec::seats(packed)?;
    seats.retain(|seat| after.is_none_or(|after| seat.user > *after));
    seats.sort_unstable_by(|a, b| a.user.cmp(&b.user));
    let member = |seat: &codec::Seat| minicbor::decode(&seat.member).map_err(|error| crate::fault::unreadable("member", error));
    seats.iter().map(member).collect()
}

fn row_page(conn: &Connection, gid: i64, after: Option<&UserId>, limit: usize) -> Result<Vec<Member>, StoreError> {
    let sql = "SELECT body FROM member WHERE gid = ?1 AND user > ?2 ORDER BY user LIMIT ?3";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let after = after.map_or("", UserId::as_str);
    let mut rows = statement.query(params![gid, after, column(limit as u64)]).map_err(store_error)?;
    let mut page = Vec::new();
    while let Some(row) = rows.next().map_err(store_error)? {
        page.push(codec::member(blob(row, 0)?)?);
    }
    Ok(page)
}

/// Events of a group.
pub(crate) fn events_after(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    after: u64,
    limit: usize,
) -> Result<Vec<StoredEvent>, StoreError> {
    let sought = Sought::begin(reader, app, group);
    snapshot(reader.conn, |conn| {
        let Some(gid) = sought.find(conn, |gid, _, _| Ok(gid))? else { return Ok(Vec::new()) };
        let sql = "SELECT key, body FROM event WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3";
        let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
        let key = params![codec::pair(gid, after), span(gid).1, column(limit as u64)];
        let mut rows = statement.query(key).map_err(store_error)?;
        let mut events = Vec::new();
        while let Some(row) = rows.next().map_err(store_error)? {
            events.push(codec::event(low(row.get(0).map_err(store_error)?), blob(row, 1)?)?);
        }
        Ok(events)
    })
}

/// Groups whose clean-up is under way.
pub(crate) fn closing(reader: Reader<'_>, limit: usize) -> Result<Vec<(AppId, GroupId)>, StoreError> {
    let mut statement = reader.conn.prepare_cached("SELECT app, id FROM grp WHERE state = 2 LIMIT ?1").map_err(store_error)?;
    let mut rows = statement.query(params![column(limit as u64)]).map_err(store_error)?;
    let mut groups = Vec::new();
    while let Some(row) = rows.next().map_err(store_error)? {
        let app: i64 = row.get(0).map_err(store_error)?;
        let id: String = row.get(1).map_err(store_error)?;
        let app = AppId::new(uncolumn(app)).ok_or_else(|| StoreError::Damaged(format!("a stored app number is {app}")))?;
        groups.push((app, group_id(&id)?));
    }
    Ok(groups)
}
