//! What the writer knows of users: their number, and how far their home has come.

use super::statements::Statements;
use crate::codec::{column, low, span, uncolumn};
use crate::fault::store_error;
use lru::LruCache;
use opentim_domain::{AppId, UserId};
use opentim_store::StoreError;
use rusqlite::{OptionalExtension, params};
use std::num::NonZeroUsize;

/// Users kept in memory; others are read when they turn up.
const KEPT: NonZeroUsize = NonZeroUsize::MIN.saturating_add((1 << 16) - 1);

/// A user's home.
#[derive(Clone, Copy, Debug)]
pub(super) struct UserHome {
    pub uid: i64,
    /// Place of the newest row in his home.
    pub place: u64,
    /// Number of his newest notice.
    pub number: u64,
}

/// Users met lately.
pub(super) struct Users {
    known: LruCache<(AppId, UserId), UserHome>,
    /// Number for the next new user; read from the database when first needed.
    next: Option<i64>,
}

impl Users {
    pub(super) fn new() -> Self {
        Self { known: LruCache::new(KEPT), next: None }
    }

    /// Forgets everything: after a batch was rolled back it may be wrong.
    pub(super) fn forget(&mut self) {
        self.known.clear();
        self.next = None;
    }

    /// A user's home, made when he is new.
    pub(super) fn home(&mut self, sql: &mut Statements<'_>, app: AppId, user: &UserId) -> Result<&mut UserHome, StoreError> {
        let key = (app, user.clone());
        let found = if self.known.contains(&key) { None } else { Some(self.read_or_make(sql, app, user)?) };
        Ok(self.known.get_or_insert_mut(key, || found.unwrap_or(UserHome { uid: 0, place: 0, number: 0 })))
    }

    fn read_or_make(&mut self, sql: &mut Statements<'_>, app: AppId, user: &UserId) -> Result<UserHome, StoreError> {
        let key = params![column(app.get()), user.as_str()];
        let uid: Option<i64> = sql.user.query_row(key, |row| row.get(0)).optional().map_err(store_error)?;
        if let Some(uid) = uid {
            return read(sql, uid);
        }
        let uid = match self.next {
            Some(next) => next,
            None => sql.newest_user.query_row([], |row| row.get::<_, Option<i64>>(0)).map_err(store_error)?.unwrap_or(0) + 1,
        };
        sql.insert_user.execute(params![uid, column(app.get()), user.as_str()]).map_err(store_error)?;
        self.next = Some(uid + 1);
        Ok(UserHome { uid, place: 0, number: 0 })
    }
}

/// How far a home has come: its newest row is the last of either table.
fn read(sql: &mut Statements<'_>, uid: i64) -> Result<UserHome, StoreError> {
    let (first, last) = span(uid);
    let mut home = UserHome { uid, place: 0, number: 0 };
    for newest in [&mut sql.newest_listing, &mut sql.newest_notice] {
        let row = newest.query_row([first, last], |row| Ok((low(row.get(0)?), uncolumn(row.get(1)?)))).optional();
        let (place, number) = row.map_err(store_error)?.unwrap_or_default();
        home.place = home.place.max(place);
        home.number = home.number.max(number);
    }
    Ok(home)
}
