//! The records of the group that a commit changes. Nothing is written before the commit is known to hold.

use super::statements::Statements;
use crate::codec::{read_record, uncolumn};
use crate::fault::store_error;
use crate::read::behind;
use opentim_domain::{Record, RecordClass, RecordKey, UserId};
use opentim_store::StoreError;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// What the commit makes of records.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// By class and place; nothing: it goes, if it is there.
    touched: BTreeMap<(i64, String), Option<Held>>,
    /// Of those that are stored none remains.
    cleared: bool,
}

/// A record as it is from now on.
#[derive(Debug)]
struct Held {
    /// The member whom it goes with.
    owner: Option<UserId>,
    body: Vec<u8>,
}

fn touched(key: &RecordKey) -> (i64, String) {
    (key.class() as i64, key.place())
}

impl Records {
    /// Whether a stored record is this one, or there is none. Asked before anything changes.
    pub(super) fn is(&self, sql: &mut Statements<'_>, gid: i64, key: &RecordKey, is: Option<&Record>) -> Result<bool, StoreError> {
        let (class, place) = touched(key);
        let body: Option<Vec<u8>> =
            sql.record()?.query_row(params![gid, class, place], |row| row.get(0)).optional().map_err(store_error)?;
        let stored: Option<Record> = body.map(|body| read_record("record", &body)).transpose()?;
        Ok(stored.as_ref() == is)
    }

    /// Whether a record is stored. Asked before anything changes.
    pub(super) fn is_there(&self, sql: &mut Statements<'_>, gid: i64, key: &RecordKey) -> Result<bool, StoreError> {
        self.stored(sql, gid, &touched(key))
    }

    /// A record as it is from now on.
    pub(super) fn put(&mut self, key: &RecordKey, body: Vec<u8>) {
        self.touched.insert(touched(key), Some(Held { owner: key.goes_with().cloned(), body }));
    }

    /// Takes a record out. Whether it was there.
    pub(super) fn remove(&mut self, sql: &mut Statements<'_>, gid: i64, key: &RecordKey) -> Result<bool, StoreError> {
        let key = touched(key);
        let before = self.touched.insert(key.clone(), None);
        before.map_or_else(|| self.stored(sql, gid, &key), |before| Ok(before.is_some()))
    }

    /// Takes out all of a class whose place begins with this text.
    pub(super) fn remove_under(
        &mut self,
        sql: &mut Statements<'_>,
        gid: i64,
        class: RecordClass,
        prefix: &str,
    ) -> Result<(), StoreError> {
        let class = class as i64;
        let own = self.touched.range_mut((class, prefix.to_owned())..);
        own.take_while(|((of, place), _)| *of == class && place.starts_with(prefix)).for_each(|(_, held)| *held = None);
        let mut rows = sql.records_under()?.query(params![gid, class, prefix, behind(prefix)]).map_err(store_error)?;
        while let Some(row) = rows.next().map_err(store_error)? {
            self.touched.insert((class, row.get(0).map_err(store_error)?), None);
        }
        Ok(())
    }

    /// Takes out those that go with a member.
    pub(super) fn go_with(&mut self, sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<(), StoreError> {
        let his = |held: &&mut Option<Held>| held.as_ref().is_some_and(|held| held.owner.as_ref() == Some(user));
        self.touched.values_mut().filter(his).for_each(|held| *held = None);
        let mut rows = sql.records_of()?.query(params![gid, user.as_str()]).map_err(store_error)?;
        while let Some(row) = rows.next().map_err(store_error)? {
            let key = (row.get(0).map_err(store_error)?, row.get(1).map_err(store_error)?);
            // What the commit has put there since is new, and was looked at above.
            self.touched.entry(key).or_insert(None);
        }
        Ok(())
    }

    /// Takes out all.
    pub(super) fn clear(&mut self) {
        *self = Self { touched: BTreeMap::new(), cleared: true };
    }

    fn stored(&self, sql: &mut Statements<'_>, gid: i64, (class, place): &(i64, String)) -> Result<bool, StoreError> {
        if self.cleared {
            return Ok(false);
        }
        sql.record()?.exists(params![gid, class, place]).map_err(store_error)
    }

    /// How many of a class there are after the changes so far.
    pub(super) fn count(&self, sql: &mut Statements<'_>, gid: i64, class: RecordClass) -> Result<u64, StoreError> {
        let class = class as i64;
        let stored = match self.cleared {
            true => 0,
            false => sql.count_records()?.query_row([gid, class], |row| row.get(0)).map_err(store_error)?,
        };
        let of_class = self.touched.range((class, String::new())..(class + 1, String::new()));
        let mut difference = 0;
        for (key, held) in of_class {
            difference += i64::from(held.is_some()) - i64::from(self.stored(sql, gid, key)?);
        }
        Ok(uncolumn(stored + difference))
    }

    /// Writes what changed.
    pub(super) fn write(&mut self, sql: &mut Statements<'_>, gid: i64) -> Result<(), StoreError> {
        if std::mem::take(&mut self.cleared) {
            sql.delete_records()?.execute([gid]).map_err(store_error)?;
        }
        for ((class, place), held) in std::mem::take(&mut self.touched) {
            let written = match held {
                Some(Held { owner, body }) => {
                    sql.put_record()?.execute(params![gid, class, place, owner.as_ref().map(UserId::as_str), body])
                }
                None => sql.delete_record()?.execute(params![gid, class, place]),
            };
            written.map_err(store_error)?;
        }
        Ok(())
    }
}
