//! What the writer knows of users: their number, and how far their home has come.

use super::buffer::Buffer;
use super::statements::Statements;
use crate::codec::{column, low, span, uncolumn};
use crate::fault::store_error;
use lru::LruCache;
use opentim_domain::{AppId, UserId};
use opentim_store::StoreError;
use rusqlite::{OptionalExtension, params};

/// Users kept in memory; others are read when they turn up.
const KEPT: usize = 1 << 16;

/// A user's home.
#[derive(Clone, Copy, Debug)]
pub(super) struct UserHome {
    pub uid: i64,
    /// Place of the newest row in his home.
    pub place: u64,
    /// Number of his newest notice.
    pub number: u64,
    /// Rows of his list; counted when first asked for.
    pub joined: Option<u64>,
}

impl UserHome {
    fn new(uid: i64) -> Self {
        Self { uid, place: 0, number: 0, joined: None }
    }
}

/// Users met lately.
pub(super) struct Users {
    known: LruCache<(AppId, UserId), UserHome>,
    /// Number for the next new user; read from the database when first needed.
    next: Option<i64>,
}

impl Users {
    pub(super) fn new() -> Self {
        Self { known: LruCache::unbounded(), next: None }
    }

    /// Forgets everything: after a batch was rolled back it may be wrong.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.next = None;
    }

    /// Lets go of those not met for long. Not within a batch: its own rows can be read from nowhere else.
    pub(super) fn trim(&mut self) {
        while self.known.len() > KEPT {
            self.known.pop_lru();
        }
    }

    /// A user's home, made when he is new.
    pub(super) fn home(
        &mut self,
        sql: &mut Statements<'_>,
        buffer: &Buffer,
        app: AppId,
        user: &UserId,
    ) -> Result<&mut UserHome, StoreError> {
        let key = (app, user.clone());
        let found = if self.known.contains(&key) { None } else { Some(self.read_or_make(sql, buffer, app, user)?) };
        Ok(self.known.get_or_insert_mut(key, || found.unwrap_or_else(|| UserHome::new(0))))
    }

    /// The home of a user who is not new.
    pub(super) fn find(
        &mut self,
        sql: &mut Statements<'_>,
        buffer: &Buffer,
        app: AppId,
        user: &UserId,
    ) -> Result<Option<&mut UserHome>, StoreError> {
        let key = (app, user.clone());
        if !self.known.contains(&key) {
            let Some(uid) = uid(sql, app, user)? else { return Ok(None) };
            self.known.put(key.clone(), read(sql, buffer, uid)?);
        }
        Ok(self.known.get_mut(&key))
    }

    /// How many groups a user has in his list.
    pub(super) fn joined(
        &mut self,
        sql: &mut Statements<'_>,
        buffer: &Buffer,
        app: AppId,
        user: &UserId,
    ) -> Result<u64, StoreError> {
        let Some(home) = self.find(sql, buffer, app, user)? else { return Ok(0) };
        if home.joined.is_none() {
            home.joined = Some(buffer.listed(sql, home.uid)?);
        }
        Ok(home.joined.unwrap_or_default())
    }

    fn read_or_make(
        &mut self,
        sql: &mut Statements<'_>,
        buffer: &Buffer,
        app: AppId,
        user: &UserId,
    ) -> Result<UserHome, StoreError> {
        if let Some(uid) = uid(sql, app, user)? {
            return read(sql, buffer, uid);
        }
        let uid = match self.next {
            Some(next) => next,
            None => sql.newest_user()?.query_row([], |row| row.get::<_, Option<i64>>(0)).map_err(store_error)?.unwrap_or(0) + 1,
        };
        sql.insert_user()?.execute(params![uid, column(app.get()), user.as_str()]).map_err(store_error)?;
        self.next = Some(uid + 1);
        Ok(UserHome { joined: Some(0), ..UserHome::new(uid) })
    }
}

fn uid(sql: &mut Statements<'_>, app: AppId, user: &UserId) -> Result<Option<i64>, StoreError> {
    let key = params![column(app.get()), user.as_str()];
    sql.user()?.query_row(key, |row| row.get(0)).optional().map_err(store_error)
}

/// How far a home has come: its newest row is the last of either table, or still waits.
fn read(sql: &mut Statements<'_>, buffer: &Buffer, uid: i64) -> Result<UserHome, StoreError> {
    let (first, last) = span(uid);
    let mut newest = vec![buffer.newest_of(uid)];
    let row = |row: &rusqlite::Row<'_>| Ok((low(row.get(0)?), uncolumn(row.get(1)?)));
    newest.push(sql.newest_listing()?.query_row([first, last], row).optional().map_err(store_error)?);
    newest.push(sql.newest_notice()?.query_row([first, last], row).optional().map_err(store_error)?);
    let newest = newest.into_iter().flatten();
    Ok(newest.fold(UserHome::new(uid), |home, (place, number)| UserHome {
        place: home.place.max(place),
        number: home.number.max(number),
        ..home
    }))
}
