//! Rows that wait in memory for their place in a big table.
//!
//! A create touches one random page of the index of group ids and one of each member's list, and every touched page costs 4 KiB
//! of log. So such rows first go together into one row of the table `fresh`, which only grows at its end, and into memory, where
//! reads find them. Later they move into their tables in the order of their keys, many to a page. Opening a folder replays
//! `fresh`; what has moved by then is put in place a second time, which changes nothing (decision record 0006).

use crate::codec::{encoded, span, versioned};
use crate::fault::{store_error, unreadable};
use minicbor::{Decode, Encode};
use opentim_domain::GroupId;
use opentim_store::StoreError;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A row of `listing` without its key: one membership, and the notice that told of it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub(crate) struct ListingRow {
    #[n(0)]
    pub gid: u32,
    /// Position of the group in the order of creation.
    #[n(1)]
    pub born: u32,
    /// Type and topics, see `read::tag`.
    #[n(2)]
    pub tag: u8,
    /// Number of the user's newest notice; this row's own if it carries one.
    #[n(3)]
    pub number: u32,
    #[n(4)]
    pub joined_at: i64,
    #[n(5)]
    pub notice: Option<CarriedNotice>,
}

/// A notice that a membership carries.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub(crate) struct CarriedNotice {
    /// What it says, as in `codec::notice_number`.
    #[n(0)]
    pub notice: u8,
    /// Number of the user who caused it.
    #[n(1)]
    pub by: Option<u32>,
    #[n(2)]
    pub at: i64,
}

/// Key of a group's id: the app and the id.
pub(crate) type IdKey = (i64, GroupId);

/// The rows that wait, or what one batch does to them: a key without a row was taken out.
#[derive(Debug)]
pub(crate) struct Rows<L> {
    /// By `uid << 32 | place`.
    pub listings: BTreeMap<i64, L>,
    /// Numbers of groups by their ids.
    pub ids: BTreeMap<IdKey, i64>,
}

impl<L> Default for Rows<L> {
    fn default() -> Self {
        Self { listings: BTreeMap::new(), ids: BTreeMap::new() }
    }
}

/// What one batch changes.
pub(crate) type Staged = Rows<Option<ListingRow>>;

/// Everything that waits.
pub(crate) type Waiting = Rows<ListingRow>;

impl Waiting {
    /// Makes the changes of a batch.
    pub(crate) fn apply(&mut self, staged: Staged) {
        for (key, row) in staged.listings {
            match row {
                Some(row) => drop(self.listings.insert(key, row)),
                None => drop(self.listings.remove(&key)),
            }
        }
        self.ids.extend(staged.ids);
    }

    /// Rows of one user in the order of places.
    pub(crate) fn of_user(&self, uid: i64) -> impl DoubleEndedIterator<Item = (&i64, &ListingRow)> {
        let (first, last) = span(uid);
        self.listings.range(first..=last)
    }
}

impl Staged {
    /// There is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.listings.is_empty() && self.ids.is_empty()
    }

    /// Body of the row of `fresh` that keeps these changes.
    pub(crate) fn body(&self) -> Vec<u8> {
        let ids: Vec<(i64, &GroupId, i64)> = self.ids.iter().map(|((app, id), gid)| (*app, id, *gid)).collect();
        let mut out = vec![crate::codec::VERSION];
        out.extend_from_slice(&encoded(&self.listings));
        out.extend_from_slice(&encoded(&ids));
        out
    }
}

/// Adds what one row of `fresh` says.
fn read(body: &[u8], listings: &mut Vec<(i64, Option<ListingRow>)>, ids: &mut Vec<(IdKey, i64)>) -> Result<(), StoreError> {
    let mut from = versioned("batch of rows", body)?;
    let mut read = || -> Result<(), minicbor::decode::Error> {
        for row in from.map_iter()? {
            listings.push(row?);
        }
        for id in from.array_iter::<(i64, GroupId, i64)>()? {
            let (app, id, gid) = id?;
            ids.push(((app, id), gid));
        }
        Ok(())
    };
    read().map_err(|error| unreadable("batch of rows", error))
}

/// What waits, shared by the writer and the readers. A reader looks here first and takes its snapshot of the database after
/// that: a row that moves in between is then seen twice and never missed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fresh(Arc<RwLock<Waiting>>);

impl Fresh {
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Waiting> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Waiting> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many groups' rows stay in memory: a sixteenth of all groups, between these bounds. The more rows a table has, the more must
/// wait for several of them to share a page; all of them are memory, and are replayed when a folder is opened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stay {
    pub least: u64,
    pub most: u64,
}

impl Default for Stay {
    fn default() -> Self {
        Self { least: 2048, most: 65_536 }
    }
}

impl Stay {
    /// How many stay of so many groups.
    pub(crate) fn of(self, groups: u64) -> u64 {
        (groups / 16).clamp(self.least, self.most)
    }
}

/// Everything that waits according to the database.
pub(crate) fn replay(conn: &Connection) -> Result<Waiting, StoreError> {
    let mut statement = conn.prepare("SELECT body FROM fresh ORDER BY row").map_err(store_error)?;
    let mut rows = statement.query([]).map_err(store_error)?;
    let (mut listings, mut ids) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next().map_err(store_error)? {
        let body = row.get_ref(0).map_err(store_error)?.as_blob().map_err(|error| store_error(error.into()))?;
        read(body, &mut listings, &mut ids)?;
    }
    // Made at once from everything, of which the last word on a key counts: much faster than key by key.
    let listings: BTreeMap<i64, Option<ListingRow>> = listings.into_iter().collect();
    let listings = listings.into_iter().filter_map(|(key, row)| Some((key, row?))).collect();
    Ok(Waiting { listings, ids: ids.into_iter().collect() })
}
