//! Rows that wait in memory for their place in a big table.
//!
//! A create touches one random page of the index of group ids and one of each member's list, and every touched page costs 4 KiB
//! of log. So such rows first go together into one row of the table `fresh`, which only grows at its end, and into memory, where
//! reads find them. Later they move into their tables in the order of their keys, many to a page. Opening a folder replays
//! `fresh`; what has moved by then is put in place a second time, which changes nothing (decision record 0006).

use crate::codec::{content, sealed, span, unsealed};
use crate::fault::{store_error, unreadable};
use opentim_domain::GroupId;
use opentim_store::StoreError;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A row of `listing` without its key: one membership, and the notice that told of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ListingRow {
    pub gid: u32,
    /// Position of the group in the order of creation.
    pub born: u32,
    /// Type and topics, see `read::tag`.
    pub tag: u8,
    /// Number of the user's newest notice; this row's own if it carries one.
    pub number: u32,
    pub joined_at: i64,
    pub notice: Option<CarriedNotice>,
}

/// A notice that a membership carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct CarriedNotice {
    /// What it says, as in `codec::notice_number`.
    pub notice: u8,
    /// Number of the user who caused it.
    pub by: Option<u32>,
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

    /// Body of the row of `fresh` that keeps these changes: fixed fields, little-endian, because opening a folder reads many.
    pub(crate) fn body(&self) -> Vec<u8> {
        let mut out = unsealed(16 + self.listings.len() * 64 + self.ids.len() * 64);
        out.extend(length(self.listings.len()));
        for (key, row) in &self.listings {
            out.extend(key.to_le_bytes());
            put_row(row.as_ref(), &mut out);
        }
        out.extend(length(self.ids.len()));
        for ((app, id), gid) in &self.ids {
            out.extend(app.to_le_bytes());
            out.extend(gid.to_le_bytes());
            out.extend(length(id.as_str().len()));
            out.extend(id.as_str().as_bytes());
        }
        sealed(out)
    }
}

fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

/// What a row of a list is, in its first byte.
const GONE: u8 = 0;
const SILENT: u8 = 1;
const CARRIES_NOTICE: u8 = 2;

fn put_row(row: Option<&ListingRow>, out: &mut Vec<u8>) {
    let Some(row) = row else { return out.push(GONE) };
    out.push(if row.notice.is_some() { CARRIES_NOTICE } else { SILENT });
    out.extend(row.gid.to_le_bytes());
    out.extend(row.born.to_le_bytes());
    out.extend(row.number.to_le_bytes());
    out.extend(row.joined_at.to_le_bytes());
    out.push(row.tag);
    if let Some(CarriedNotice { notice, by, at }) = &row.notice {
        out.extend(at.to_le_bytes());
        // Numbers of users begin at 1.
        out.extend(by.unwrap_or(0).to_le_bytes());
        out.push(*notice);
    }
}

/// Takes fixed fields from the start of a body.
struct Fields<'b>(&'b [u8]);

impl<'b> Fields<'b> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn small(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn number(&mut self) -> Option<i64> {
        self.take().map(i64::from_le_bytes)
    }

    fn row(&mut self) -> Option<Option<ListingRow>> {
        let kind = self.byte()?;
        if kind == GONE {
            return Some(None);
        }
        let (gid, born, number, joined_at, tag) = (self.small()?, self.small()?, self.small()?, self.number()?, self.byte()?);
        let notice = match kind {
            SILENT => None,
            CARRIES_NOTICE => {
                let (at, by, notice) = (self.number()?, self.small()?, self.byte()?);
                Some(CarriedNotice { notice, by: (by != 0).then_some(by), at })
            }
            _ => return None,
        };
        Some(Some(ListingRow { gid, born, tag, number, joined_at, notice }))
    }

    fn id(&mut self) -> Option<(IdKey, i64)> {
        let (app, gid, length) = (self.number()?, self.number()?, self.small()?);
        let (text, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        let id = GroupId::parse(str::from_utf8(text).ok()?).ok()?;
        Some(((app, id), gid))
    }

    /// Adds what one row of `fresh` says.
    fn all(mut self, listings: &mut Vec<(i64, Option<ListingRow>)>, ids: &mut Vec<(IdKey, i64)>) -> Option<()> {
        for _ in 0..self.small()? {
            listings.push((self.number()?, self.row()?));
        }
        for _ in 0..self.small()? {
            ids.push(self.id()?);
        }
        self.0.is_empty().then_some(())
    }
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
        let body = content("batch of rows", body)?;
        Fields(body).all(&mut listings, &mut ids).ok_or_else(|| unreadable("batch of rows", "it is cut"))?;
    }
    Ok(Waiting { listings: newest(listings), ids: ids.into_iter().collect() })
}

/// The last word on every key. Sorting small pairs and building the map in order is several times faster than key by key.
fn newest(mut rows: Vec<(i64, Option<ListingRow>)>) -> BTreeMap<i64, ListingRow> {
    let mut order: Vec<(i64, usize)> = rows.iter().enumerate().map(|(at, (key, _))| (*key, at)).collect();
    order.sort_unstable();
    let last = order.iter().zip(order.iter().skip(1).map(|(key, _)| Some(*key)).chain([None]));
    let last = last.filter(|((key, _), next)| Some(*key) != *next);
    last.filter_map(|((key, at), _)| Some((*key, rows.get_mut(*at)?.1.take()?))).collect()
}
