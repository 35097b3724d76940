//! Reads of groups' homes and of the app's list.

use super::accounts::account;
use super::applications::{application, sanction};
use super::pool::{Reader, snapshot};
use super::records::{all_of, count_of, granted_to, record};
use super::rows::{GroupRow, Place, Sought, app_id, blob, group_id, member_in, member_of};
use crate::codec::{self, ALIVE, CLOSING, GroupBody, KeptAnswer, column, low, span, uncolumn};
use crate::fault::store_error;
use opentim_domain::group::{Group, Member};
use opentim_domain::{AppId, GroupId, HeadView, Home, Kind, Millis, ReadSet, UserId, View};
use opentim_store::{AllGroups, Loaded, OperationKey, Page, StoreError};
use rusqlite::{Connection, OptionalExtension, params};

/// The records that a command asked for. They are of one moment; the kept answer is looked for after that, so that a command
/// whose own first run is among the records meets its answer.
pub(crate) fn load(
    reader: Reader<'_>,
    app: AppId,
    home: &Home,
    reads: &ReadSet,
    operation: Option<&OperationKey>,
    now: Millis,
) -> Result<Loaded, StoreError> {
    let mut view = View::at(now);
    if let Home::Group(id) = home {
        let sought = Sought::begin(reader, app, id);
        let seen = match sought.place {
            Place::Nowhere => None,
            _ => snapshot(reader.conn, |conn| sought.find(conn, |row| show(conn, &mut view, reads, row)))?,
        };
        if seen.is_none() {
            show_nothing(&mut view, reads);
        }
    }
    if let Home::User(user) = home
        && reads.account
    {
        view.show_account(account(reader.conn, app, user)?);
    }
    let earlier = operation.map_or(Ok(None), |key| earlier(reader.conn, app, key))?;
    Ok(Loaded { view, earlier })
}

fn show(conn: &Connection, view: &mut View, reads: &ReadSet, row: GroupRow<'_>) -> Result<(), StoreError> {
    let GroupRow { gid, state, body } = row;
    if state != ALIVE && state != CLOSING {
        show_nothing(view, reads);
        return Ok(());
    }
    let body = GroupBody::split(body)?;
    let group = if state == ALIVE && (reads.head || reads.owner) { Some(body.group()?) } else { None };
    if reads.owner {
        let owner = group.as_ref().and_then(|group| group.owner.as_ref());
        view.show_owner(owner.map_or(Ok(None), |owner| member_in(conn, gid, &body, owner))?);
    }
    if reads.head {
        view.show_head(group.map_or(HeadView::Closing, HeadView::Alive));
    }
    for user in &reads.members {
        view.show_member(user.clone(), member_in(conn, gid, &body, user)?);
    }
    for user in &reads.applications {
        view.show_application(user.clone(), application(conn, gid, user)?);
    }
    for user in &reads.sanctions {
        view.show_sanction(user.clone(), sanction(conn, gid, user)?);
    }
    for key in &reads.records {
        view.show_record(key.clone(), record(conn, gid, key)?);
    }
    if let Some(user) = &reads.granted {
        view.show_granted(granted_to(conn, gid, user)?);
    }
    for class in &reads.counts {
        view.show_count(*class, count_of(conn, gid, *class, "")?);
    }
    for class in &reads.all {
        view.show_all(*class, all_of(conn, gid, *class)?);
    }
    Ok(())
}

fn show_nothing(view: &mut View, reads: &ReadSet) {
    if reads.head {
        view.show_head(HeadView::Free);
    }
    if reads.owner {
        view.show_owner(None);
    }
    reads.members.iter().for_each(|user| view.show_member(user.clone(), None));
    reads.applications.iter().for_each(|user| view.show_application(user.clone(), None));
    reads.sanctions.iter().for_each(|user| view.show_sanction(user.clone(), None));
    reads.records.iter().for_each(|key| view.show_record(key.clone(), None));
    if reads.granted.is_some() {
        view.show_granted(Vec::new());
    }
    reads.counts.iter().for_each(|class| view.show_count(*class, 0));
    reads.all.iter().for_each(|class| view.show_all(*class, Vec::new()));
}

fn earlier(conn: &Connection, app: AppId, key: &OperationKey) -> Result<Option<KeptAnswer>, StoreError> {
    let sql = "SELECT request, reply FROM op WHERE app = ?1 AND caller = ?2 AND id = ?3";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![column(app.get()), key.caller.as_str(), key.id];
    statement.query_row(key, |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(store_error)
}

/// A living group, and a user's membership in it.
type GroupAndOwn = Option<(Group, Option<Member>)>;

/// Living groups by id.
pub(crate) fn groups(
    reader: Reader<'_>,
    app: AppId,
    ids: &[GroupId],
    own: Option<&UserId>,
) -> Result<Vec<GroupAndOwn>, StoreError> {
    let one = |id| {
        let Some(head) = Sought::begin(reader, app, id).living(reader)? else { return Ok(None) };
        let own = own.map_or(Ok(None), |user| member_of(reader.conn, &head, user))?;
        Ok(Some((head.group.clone(), own)))
    };
    ids.iter().map(one).collect()
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

/// One page of a group's members.
pub(crate) fn members(
    reader: Reader<'_>,
    app: AppId,
    group: &GroupId,
    after: u64,
    limit: usize,
) -> Result<Page<Member>, StoreError> {
    let sought = Sought::begin(reader, app, group);
    snapshot(reader.conn, |conn| {
        let rows = sought.find(conn, |GroupRow { gid, state, body }| {
            if state != ALIVE && state != CLOSING {
                return Ok(Vec::new());
            }
            match GroupBody::split(body)?.packed {
                Some(packed) => packed.members_after(after),
                None => row_page(conn, gid, after, limit.saturating_add(1)),
            }
        });
        let mut rows = rows?.unwrap_or_default();
        let more = rows.len() > limit;
        rows.truncate(limit);
        Ok(Page { rows, more })
    })
}

fn row_page(conn: &Connection, gid: i64, after: u64, limit: usize) -> Result<Vec<Member>, StoreError> {
    let sql = "SELECT key, body FROM member WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3";
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    let key = params![codec::pair(gid, after), span(gid).1, column(limit as u64)];
    let mut rows = statement.query(key).map_err(store_error)?;
    let mut page = Vec::new();
    while let Some(row) = rows.next().map_err(store_error)? {
        page.push(codec::member(low(row.get(0).map_err(store_error)?), blob(row, 1)?)?);
    }
    Ok(page)
}

/// Groups whose clean-up is under way.
pub(crate) fn closing(reader: Reader<'_>, limit: usize) -> Result<Vec<(AppId, GroupId)>, StoreError> {
    let mut statement = reader.conn.prepare_cached("SELECT app, id FROM grp WHERE state = 2 LIMIT ?1").map_err(store_error)?;
    let mut rows = statement.query(params![column(limit as u64)]).map_err(store_error)?;
    let mut groups = Vec::new();
    while let Some(row) = rows.next().map_err(store_error)? {
        let app: i64 = row.get(0).map_err(store_error)?;
        let id: String = row.get(1).map_err(store_error)?;
        groups.push((app_id(app)?, group_id(&id)?));
    }
    Ok(groups)
}
