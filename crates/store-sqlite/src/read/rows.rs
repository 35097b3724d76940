//! Rows of groups and members, found and read.

use super::pool::Reader;
use crate::cache::{Found, Head};
use crate::codec::{self, ALIVE, GroupBody, column, uncolumn};
use crate::fault::store_error;
use opentim_domain::group::Member;
use opentim_domain::{AppId, GroupId, UserId};
use opentim_store::StoreError;
use rusqlite::{Connection, Row, params};
use std::sync::Arc;

const BY_ID: &str = "SELECT g.app, g.id, g.gid, g.state, g.body FROM grp_id i JOIN grp g ON g.gid = i.gid
    WHERE i.app = ?1 AND i.id = ?2";
const BY_NUMBER: &str = "SELECT app, id, gid, state, body FROM grp WHERE gid = ?1";

/// A group's row.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupRow<'r> {
    pub gid: i64,
    pub state: i64,
    pub body: &'r [u8],
}

/// Where to look for a group.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// There is none of this id.
    Nowhere,
    /// In the row of this number, unless that is another's.
    Number(i64),
    /// The database knows.
    Database,
}

/// A group asked for by its id. It is begun before a snapshot is taken (see [`Reader`]).
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought<'i> {
    app: AppId,
    id: &'i GroupId,
    pub place: Place,
}

impl<'i> Sought<'i> {
    pub(super) fn begin(reader: Reader<'_>, app: AppId, id: &'i GroupId) -> Self {
        let place = match reader.caches.ids.find(app, id) {
            Found::Nobody => Place::Nowhere,
            Found::Perhaps(gid) => Place::Number(gid),
            Found::Unknown => {
                let waiting = reader.fresh.read().ids.get(&(column(app.get()), id.clone())).copied();
                waiting.map_or(Place::Database, Place::Number)
            }
        };
        Self { app, id, place }
    }

    /// Shows the group's row to `see`.
    pub(super) fn find<T>(
        &self,
        conn: &Connection,
        see: impl FnOnce(GroupRow<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let app = column(self.app.get());
        let mut statement = conn.prepare_cached(if self.by_number() { BY_NUMBER } else { BY_ID }).map_err(store_error)?;
        let rows = match self.place {
            Place::Nowhere => return Ok(None),
            Place::Number(gid) => statement.query([gid]),
            Place::Database => statement.query(params![app, self.id.as_str()]),
        };
        let mut rows = rows.map_err(store_error)?;
        let Some(row) = rows.next().map_err(store_error)? else { return Ok(None) };
        let ours = row.get::<_, i64>(0).map_err(store_error)? == app && text(row, 1)? == self.id.as_str();
        if !ours {
            // Another id with the same hash.
            return Self { place: Place::Database, ..*self }.find(conn, see);
        }
        let (gid, state) = (row.get(2).map_err(store_error)?, row.get(3).map_err(store_error)?);
        see(GroupRow { gid, state, body: blob(row, 4)? }).map(Some)
    }

    fn by_number(&self) -> bool {
        matches!(self.place, Place::Number(_))
    }

    /// The living group, from memory if it is there.
    pub(super) fn living(&self, reader: Reader<'_>) -> Result<Option<Arc<Head>>, StoreError> {
        let known = match self.place {
            Place::Nowhere => return Ok(None),
            Place::Number(gid) => reader.caches.heads.get(gid),
            Place::Database => reader.caches.heads.get(0),
        };
        let turn = match known {
            Ok(head) if head.app == self.app && head.group.id == *self.id => return Ok(Some(head)),
            Ok(_) => return self.read(reader.conn),
            Err(turn) => turn,
        };
        let head = self.read(reader.conn)?;
        if let Some(head) = &head {
            reader.caches.heads.put(turn, head);
        }
        Ok(head)
    }

    fn read(&self, conn: &Connection) -> Result<Option<Arc<Head>>, StoreError> {
        let head = self.find(conn, |row| {
            if row.state != ALIVE {
                return Ok(None);
            }
            Head::read(self.app, row.gid, row.body).map(|head| Some(Arc::new(head)))
        });
        head.map(Option::flatten)
    }
}

/// A living group by its number.
pub(super) fn living(conn: &Connection, app: AppId, gid: i64) -> Result<Option<Arc<Head>>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT state, body FROM grp WHERE gid = ?1").map_err(store_error)?;
    let mut rows = statement.query([gid]).map_err(store_error)?;
    let Some(row) = rows.next().map_err(store_error)? else { return Ok(None) };
    if row.get::<_, i64>(0).map_err(store_error)? != ALIVE {
        return Ok(None);
    }
    Head::read(app, gid, blob(row, 1)?).map(|head| Some(Arc::new(head)))
}

/// A member of a living group.
pub(super) fn member_of(conn: &Connection, head: &Head, user: &UserId) -> Result<Option<Member>, StoreError> {
    if head.in_rows() { member_row(conn, head.gid, user) } else { head.member(user) }
}

/// A member of a group whose row is at hand.
pub(super) fn member_in(conn: &Connection, gid: i64, body: &GroupBody<'_>, user: &UserId) -> Result<Option<Member>, StoreError> {
    match &body.packed {
        Some(packed) => packed.member(user),
        None => member_row(conn, gid, user),
    }
}

fn member_row(conn: &Connection, gid: i64, user: &UserId) -> Result<Option<Member>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT key, body FROM member WHERE gid = ?1 AND user = ?2").map_err(store_error)?;
    let mut rows = statement.query(params![gid, user.as_str()]).map_err(store_error)?;
    let Some(row) = rows.next().map_err(store_error)? else { return Ok(None) };
    codec::member(codec::low(row.get(0).map_err(store_error)?), blob(row, 1)?).map(Some)
}

/// A blob of a row, without a copy.
pub(super) fn blob<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r [u8], StoreError> {
    row.get_ref(at).map_err(store_error)?.as_blob().map_err(|error| store_error(error.into()))
}

fn text<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r str, StoreError> {
    row.get_ref(at).map_err(store_error)?.as_str().map_err(|error| store_error(error.into()))
}

/// A group's id from its text.
pub(crate) fn group_id(text: &str) -> Result<GroupId, StoreError> {
    GroupId::parse(text).map_err(|fault| StoreError::Damaged(format!("a stored group id is not valid: {fault:?}")))
}

/// An app from its number.
pub(super) fn app_id(number: i64) -> Result<AppId, StoreError> {
    AppId::new(uncolumn(number)).ok_or_else(|| StoreError::Damaged(format!("a stored app number is {number}")))
}
