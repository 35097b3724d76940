//! The writer's side of the rows that wait: staging those of a batch, and moving older ones into their tables.

use super::statements::Statements;
use crate::codec::{column, low, span, uncolumn};
use crate::fault::store_error;
use crate::fresh::{CarriedNotice, Fresh, IdKey, ListingRow, Staged, Stay};
use opentim_domain::{AppId, GroupId};
use opentim_store::StoreError;
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// Rows of members' lists that wait for each group that does.
const LISTINGS_PER_GROUP: u64 = 4;

/// One table's rows move in the order of their keys, some with every batch, round and round.
#[derive(Debug)]
struct Round<K> {
    /// Where the next batch goes on; nothing at the start.
    after: Option<K>,
    /// Newest row of `fresh` when this round began.
    began: i64,
    /// All rows of `fresh` up to this one have moved.
    moved: i64,
}

impl<K: Ord + Clone> Round<K> {
    fn new(newest: i64) -> Self {
        Self { after: None, began: newest, moved: 0 }
    }

    /// The keys whose turn it is, at least `count` of them if there are as many.
    fn turn<V>(&mut self, rows: &BTreeMap<K, V>, count: usize, newest: i64) -> Vec<K> {
        if count == 0 {
            return Vec::new();
        }
        let from = self.after.clone().map_or(Bound::Unbounded, Bound::Excluded);
        let keys: Vec<K> = rows.range((from, Bound::Unbounded)).take(count).map(|(key, _)| key.clone()).collect();
        if keys.len() < count {
            self.after = None;
            self.moved = self.began;
            self.began = newest;
        } else {
            self.after = keys.last().cloned();
        }
        keys
    }
}

/// Rows of the batch under way, and those that move with it.
pub(super) struct Buffer {
    fresh: Fresh,
    staged: Staged,
    moving_listings: Vec<i64>,
    moving_ids: Vec<IdKey>,
    listings: Round<i64>,
    ids: Round<IdKey>,
    /// Newest row of `fresh`.
    newest: i64,
    stay: Stay,
}

impl Buffer {
    /// A buffer over what waits; `newest` is the newest row of `fresh`.
    pub(super) fn new(fresh: Fresh, newest: i64, stay: Stay) -> Self {
        Self {
            fresh,
            staged: Staged::default(),
            moving_listings: Vec::new(),
            moving_ids: Vec::new(),
            listings: Round::new(newest),
            ids: Round::new(newest),
            newest,
            stay,
        }
    }

    /// After a batch that was rolled back: nothing of it happened. The rounds begin again.
    pub(super) fn forget(&mut self, newest: i64) {
        *self = Self::new(self.fresh.clone(), newest, self.stay);
    }

    /// Number of a group that waits.
    pub(super) fn gid(&self, app: AppId, id: &GroupId) -> Option<i64> {
        let key = (column(app.get()), id.clone());
        self.staged.ids.get(&key).copied().or_else(|| self.fresh.read().ids.get(&key).copied())
    }

    /// A new group.
    pub(super) fn put_id(&mut self, app: AppId, id: &GroupId, gid: i64) {
        self.staged.ids.insert((column(app.get()), id.clone()), gid);
    }

    /// A new row of a user's list.
    pub(super) fn put_listing(&mut self, key: i64, row: ListingRow) {
        self.staged.listings.insert(key, Some(row));
    }

    /// Place and notice number of a user's newest row that waits from earlier batches.
    pub(super) fn newest_of(&self, uid: i64) -> Option<(u64, u64)> {
        self.fresh.read().of_user(uid).next_back().map(|(key, row)| (low(*key), row.number.into()))
    }

    /// Takes a row out of a user's list, wherever it is; the notice that it carries goes to the others.
    pub(super) fn unlist(&mut self, sql: &mut Statements<'_>, key: i64) -> Result<(), StoreError> {
        let staged = self.staged.listings.insert(key, None).flatten();
        let waiting = staged.or_else(|| self.fresh.read().listings.get(&key).cloned());
        match waiting {
            Some(ListingRow { gid, number, notice: Some(CarriedNotice { notice, by, at }), .. }) => {
                sql.insert_notice()?.execute(params![key, gid, number, notice, by, at, None::<&[u8]>]).map_err(store_error)?;
            }
            Some(_) => {}
            None => drop(sql.keep_notice()?.execute([key]).map_err(store_error)?),
        }
        sql.delete_listing()?.execute([key]).map_err(store_error)?;
        Ok(())
    }

    /// How many rows a user's list has, those of the batch under way counted.
    pub(super) fn listed(&self, sql: &mut Statements<'_>, uid: i64) -> Result<u64, StoreError> {
        let (first, last) = span(uid);
        let stored = sql.listed()?.query_map([first, last], |row| row.get(0)).map_err(store_error)?;
        let mut keys = stored.collect::<rusqlite::Result<BTreeSet<i64>>>().map_err(store_error)?;
        keys.extend(self.fresh.read().of_user(uid).map(|(key, _)| *key));
        for (key, row) in self.staged.listings.range(first..=last) {
            if row.is_some() {
                keys.insert(*key)
            } else {
                keys.remove(key)
            };
        }
        Ok(keys.len() as u64)
    }

    /// Takes every notice of a user away. Rows of his list that are in the table wait once more, because an older state of them may
    /// still stand in `fresh`.
    pub(super) fn silence(&mut self, sql: &mut Statements<'_>, uid: i64) -> Result<(), StoreError> {
        let (first, last) = span(uid);
        sql.delete_notices()?.execute([first, last]).map_err(store_error)?;
        let row = |row: &rusqlite::Row<'_>| {
            let (gid, born, joined_at, tag) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok((row.get(0)?, ListingRow { gid, born, tag, number: 0, joined_at, notice: None }))
        };
        let stored = sql.listings()?.query_map([first, last], row).map_err(store_error)?;
        let mut rows = stored.collect::<rusqlite::Result<BTreeMap<i64, ListingRow>>>().map_err(store_error)?;
        let silent = |row: &ListingRow| ListingRow { number: 0, notice: None, ..row.clone() };
        rows.extend(self.fresh.read().of_user(uid).map(|(key, row)| (*key, silent(row))));
        for (key, row) in self.staged.listings.range_mut(first..=last) {
            match row {
                Some(row) => drop(rows.insert(*key, silent(row))),
                None => drop(rows.remove(key)),
            }
        }
        for (key, row) in rows {
            put_listing(sql, key, &row)?;
            self.staged.listings.insert(key, Some(row));
        }
        Ok(())
    }

    /// Writes the row of `fresh` of this batch, and moves older rows into their tables. `groups` is how many there are.
    pub(super) fn write(&mut self, sql: &mut Statements<'_>, groups: u64) -> Result<(), StoreError> {
        if !self.staged.is_empty() {
            self.newest += 1;
            sql.insert_fresh()?.execute(params![self.newest, self.staged.body()]).map_err(store_error)?;
        }
        let before = self.moved();
        self.move_some(sql, self.stay.of(groups))?;
        if self.moved() > before {
            sql.delete_fresh()?.execute([self.moved()]).map_err(store_error)?;
        }
        Ok(())
    }

    /// All rows of `fresh` up to this one have moved.
    fn moved(&self) -> i64 {
        self.listings.moved.min(self.ids.moved)
    }

    /// Moves rows when more than `stay` groups or their members' rows wait: the same part of both tables, so that both rounds end.
    fn move_some(&mut self, sql: &mut Statements<'_>, stay: u64) -> Result<(), StoreError> {
        let waiting = self.fresh.read();
        let ids = Part::over(waiting.ids.len(), self.staged.ids.len(), stay);
        let listings = Part::over(waiting.listings.len(), self.staged.listings.len(), stay * LISTINGS_PER_GROUP);
        let part = ids.max(listings);
        for key in self.ids.turn(&waiting.ids, part.of(waiting.ids.len()), self.newest) {
            let Some(gid) = waiting.ids.get(&key) else { continue };
            sql.put_id()?.execute(params![key.0, key.1.as_str(), gid]).map_err(store_error)?;
            self.moving_ids.push(key);
        }
        for key in self.listings.turn(&waiting.listings, part.of(waiting.listings.len()), self.newest) {
            // What this batch takes out does not move in.
            let Some(row) = waiting.listings.get(&key).filter(|_| !self.staged.listings.contains_key(&key)) else { continue };
            put_listing(sql, key, row)?;
            self.moving_listings.push(key);
        }
        Ok(())
    }

    /// After the batch is on disk: readers see its rows.
    pub(super) fn publish(&mut self) {
        let staged = std::mem::take(&mut self.staged);
        let mut waiting = self.fresh.write();
        for key in self.moving_listings.drain(..) {
            waiting.listings.remove(&key);
        }
        for key in self.moving_ids.drain(..) {
            waiting.ids.remove(&key);
        }
        waiting.apply(staged);
    }
}

/// What part of the waiting rows moves with a batch, in millionths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Part(usize);

impl Part {
    const WHOLE: usize = 1_000_000;

    /// As many rows as the batch brings and an eighth of what is too much; none while few wait.
    fn over(waiting: usize, new: usize, stay: u64) -> Self {
        let over = (waiting + new).saturating_sub(usize::try_from(stay).unwrap_or(usize::MAX));
        Self((over.min(new + over / 8) * Self::WHOLE).div_ceil(waiting.max(1)).min(Self::WHOLE))
    }

    /// That part of some rows: at least one, even of none, so that an empty round ends too.
    fn of(self, rows: usize) -> usize {
        if self.0 == 0 { 0 } else { (rows * self.0).div_ceil(Self::WHOLE).max(1) }
    }
}

fn put_listing(sql: &mut Statements<'_>, key: i64, row: &ListingRow) -> Result<(), StoreError> {
    let ListingRow { gid, born, tag, number, joined_at, notice } = row;
    let (by, at) = notice.as_ref().map_or((None, None), |notice| (notice.by, Some(notice.at)));
    let notice = notice.as_ref().map(|notice| notice.notice);
    sql.put_listing()?.execute(params![key, gid, born, joined_at, tag, number, notice, by, at]).map_err(store_error)?;
    Ok(())
}

/// A number inside, which the keys limit to 32 bits.
pub(super) fn small(number: i64) -> u32 {
    u32::try_from(uncolumn(number)).unwrap_or(u32::MAX)
}
