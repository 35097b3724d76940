//! The members of the group that a commit changes. Nothing is written before the commit is known to hold.

use super::statements::Statements;
use crate::codec::{MemberRow, PACKED_MOST, column, content, low, member_body, pair, span, uncolumn};
use crate::fault::{store_error, unreadable};
use opentim_domain::UserId;
use opentim_store::StoreError;
use rusqlite::{OptionalExtension, params};
use std::collections::HashMap;

/// Few members are all at hand, packed; of many only those that the commit touches.
#[derive(Debug, Default)]
pub(super) struct Roster {
    /// The members have rows of their own.
    in_rows: bool,
    /// Packed: all members, in the order of seats. In rows: those that were looked at and are still members.
    rows: Vec<Seated>,
    /// Where each user sits in `rows`, nothing: he is no member. Packed: kept once there are too many to look through, and complete.
    /// In rows: of those that were looked at.
    index: HashMap<UserId, Option<usize>>,
    /// Who left, and the places of their rows in their own lists.
    gone: HashMap<UserId, u64>,
    /// Seats whose rows are to be deleted.
    emptied: Vec<u64>,
    /// All rows are to be deleted.
    cleared: bool,
    /// Members after the changes so far.
    pub count: u32,
}

/// A member at hand.
#[derive(Debug)]
struct Seated {
    row: MemberRow,
    /// He has a row of his own with this seat.
    stored: bool,
    changed: bool,
}

impl Roster {
    /// A roster of packed members.
    pub(super) fn packed(rows: Vec<MemberRow>, count: u32) -> Self {
        let rows = rows.into_iter().map(|row| Seated { row, stored: false, changed: true }).collect();
        Self { rows, count, ..Self::default() }
    }

    /// A roster whose members have rows.
    pub(super) fn in_rows(count: u32) -> Self {
        Self { in_rows: true, count, ..Self::default() }
    }

    /// Where a member sits; read when he was not looked at before.
    fn position(&mut self, sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<Option<usize>, StoreError> {
        if !self.in_rows {
            return Ok(self.packed_position(user));
        }
        if let Some(known) = self.index.get(user) {
            return Ok(*known);
        }
        let row = |row: &rusqlite::Row<'_>| Ok((low(row.get(0)?), uncolumn(row.get(1)?), row.get::<_, Vec<u8>>(2)?));
        let found = sql.member()?.query_row(params![gid, user.as_str()], row).optional().map_err(store_error)?;
        let at = match found {
            None => None,
            Some((seat, place, body)) => {
                let member = content("member", &body)?.to_vec();
                self.rows.push(Seated { row: MemberRow { user: user.clone(), place, seat, member }, stored: true, changed: false });
                Some(self.rows.len() - 1)
            }
        };
        self.index.insert(user.clone(), at);
        Ok(at)
    }

    fn packed_position(&mut self, user: &UserId) -> Option<usize> {
        if self.rows.len() <= PACKED_MOST {
            return self.rows.iter().position(|seated| seated.row.user == *user);
        }
        if self.index.is_empty() {
            let entry = |(at, seated): (usize, &Seated)| (seated.row.user.clone(), Some(at));
            self.index = self.rows.iter().enumerate().map(entry).collect();
        }
        self.index.get(user).copied().flatten()
    }

    /// A member as he is after the changes so far.
    pub(super) fn find(&mut self, sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<Option<&MemberRow>, StoreError> {
        let at = self.position(sql, gid, user)?;
        Ok(at.and_then(|at| self.rows.get(at)).map(|seated| &seated.row))
    }

    /// Takes a member in on a seat of his own. One who is there already moves to it.
    pub(super) fn add(
        &mut self,
        sql: &mut Statements<'_>,
        gid: i64,
        user: &UserId,
        seat: u64,
        member: Vec<u8>,
    ) -> Result<(), StoreError> {
        let place = match self.position(sql, gid, user)? {
            Some(at) => self.take(at).place,
            None => 0,
        };
        self.count += 1;
        if self.in_rows || !self.index.is_empty() {
            self.index.insert(user.clone(), Some(self.rows.len()));
        }
        let row = MemberRow { user: user.clone(), place, seat, member };
        self.rows.push(Seated { row, stored: false, changed: true });
        Ok(())
    }

    /// Gives a member another record. Whether he is one.
    pub(super) fn set(&mut self, sql: &mut Statements<'_>, gid: i64, user: &UserId, member: Vec<u8>) -> Result<bool, StoreError> {
        let at = self.position(sql, gid, user)?;
        let Some(seated) = at.and_then(|at| self.rows.get_mut(at)) else { return Ok(false) };
        seated.row.member = member;
        seated.changed = true;
        Ok(true)
    }

    /// Removes a member, if he is one.
    pub(super) fn remove(&mut self, sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<(), StoreError> {
        if let Some(at) = self.position(sql, gid, user)? {
            let place = self.take(at).place;
            self.gone.insert(user.clone(), place);
        }
        Ok(())
    }

    /// Takes somebody off his seat.
    fn take(&mut self, at: usize) -> MemberRow {
        self.count = self.count.saturating_sub(1);
        if !self.in_rows {
            self.index.clear();
            return self.rows.remove(at).row;
        }
        let Seated { row, stored, .. } = self.rows.swap_remove(at);
        if let Some(moved) = self.rows.get(at) {
            self.index.insert(moved.row.user.clone(), Some(at));
        }
        self.index.insert(row.user.clone(), None);
        if stored {
            self.emptied.push(row.seat);
        }
        row
    }

    /// Removes whoever is left.
    pub(super) fn clear(&mut self, sql: &mut Statements<'_>, gid: i64) -> Result<(), StoreError> {
        let gone = &mut self.gone;
        gone.extend(self.rows.drain(..).map(|Seated { row, .. }| (row.user, row.place)));
        // Those whose rows the commit has met are settled by it; of the others there are none unless a clean-up was left out.
        if self.in_rows && self.count > 0 {
            let (first, last) = span(gid);
            let mut rows = sql.members()?.query([first, last]).map_err(store_error)?;
            while let Some(row) = rows.next().map_err(store_error)? {
                let text: String = row.get(0).map_err(store_error)?;
                let user = UserId::parse(&text).map_err(|fault| unreadable("user id", format!("{fault:?}")))?;
                let place = uncolumn(row.get(1).map_err(store_error)?);
                if !self.index.contains_key(&user) {
                    gone.insert(user, place);
                }
            }
        }
        *self = Self { gone: std::mem::take(&mut self.gone), cleared: self.in_rows, ..Self::default() };
        Ok(())
    }

    /// Place of the row in his own list of somebody who left; asked for once.
    pub(super) fn left(&mut self, user: &UserId) -> Option<u64> {
        if self.gone.is_empty() { None } else { self.gone.remove(user) }
    }

    /// Those who left and were not asked for.
    pub(super) fn rest(&mut self) -> HashMap<UserId, u64> {
        std::mem::take(&mut self.gone)
    }

    /// Where a member's place in his own list is kept; the caller changes it.
    pub(super) fn place(&mut self, sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<Option<&mut u64>, StoreError> {
        let at = self.position(sql, gid, user)?;
        let Some(seated) = at.and_then(|at| self.rows.get_mut(at)) else { return Ok(None) };
        seated.changed = true;
        Ok(Some(&mut seated.row.place))
    }

    /// Writes the members that have rows; gives back those to be packed into the group's record.
    pub(super) fn write(&mut self, sql: &mut Statements<'_>, gid: i64) -> Result<Option<Vec<MemberRow>>, StoreError> {
        if self.cleared {
            let (first, last) = span(gid);
            sql.delete_members()?.execute([first, last]).map_err(store_error)?;
        }
        for seat in &self.emptied {
            sql.delete_member()?.execute([pair(gid, *seat)]).map_err(store_error)?;
        }
        self.in_rows |= self.rows.len() > PACKED_MOST;
        if !self.in_rows {
            return Ok(Some(self.rows.drain(..).map(|seated| seated.row).collect()));
        }
        for Seated { row: MemberRow { user, place, seat, member }, stored, .. } in self.rows.iter().filter(|seated| seated.changed)
        {
            let (key, place, body) = (pair(gid, *seat), column(*place), member_body(member));
            let written = if *stored {
                sql.update_member()?.execute(params![key, place, body])
            } else {
                sql.insert_member()?.execute(params![key, gid, user.as_str(), place, body])
            };
            written.map_err(store_error)?;
        }
        Ok(None)
    }
}
