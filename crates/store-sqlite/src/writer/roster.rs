//! The members of the group that a commit changes.

use super::statements::Statements;
use crate::codec::{PACKED_MOST, Seat, member_body};
use crate::fault::store_error;
use opentim_domain::UserId;
use opentim_store::StoreError;
use rusqlite::{OptionalExtension, params};
use std::collections::HashMap;

/// Few members are all at hand, packed; of many only those that the commit touches.
#[derive(Debug, Default)]
pub(super) struct Roster {
    /// The members have rows of their own.
    in_rows: bool,
    /// Packed: all members. In rows: those to be written.
    seats: Vec<Seat>,
    /// Where each user sits, kept once there are too many to look through.
    index: HashMap<UserId, usize>,
    /// Who left, and the places of their rows in their own lists.
    gone: HashMap<UserId, u64>,
    /// Members after the changes so far.
    pub count: u32,
}

impl Roster {
    /// A roster of packed members.
    pub(super) fn packed(seats: Vec<Seat>, count: u32) -> Self {
        Self { seats, count, ..Self::default() }
    }

    /// A roster whose members have rows.
    pub(super) fn in_rows(count: u32) -> Self {
        Self { in_rows: true, count, ..Self::default() }
    }

    fn position(&mut self, user: &UserId) -> Option<usize> {
        if self.seats.len() <= PACKED_MOST {
            return self.seats.iter().position(|seat| seat.user == *user);
        }
        if self.index.len() != self.seats.len() {
            self.index = self.seats.iter().enumerate().map(|(at, seat)| (seat.user.clone(), at)).collect();
        }
        self.index.get(user).copied()
    }

    fn stored_place(&self, sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<Option<u64>, StoreError> {
        if !self.in_rows {
            return Ok(None);
        }
        let place = sql.seat.query_row(params![gid, user.as_str()], |row| row.get::<_, i64>(0)).optional();
        Ok(place.map_err(store_error)?.map(crate::codec::uncolumn))
    }

    /// Takes a member in, or his new record when he is there.
    pub(super) fn add(&mut self, sql: &mut Statements<'_>, gid: i64, user: &UserId, member: Vec<u8>) -> Result<(), StoreError> {
        if let Some(at) = self.position(user) {
            self.seats[at].member = member;
            return Ok(());
        }
        let place = self.stored_place(sql, gid, user)?;
        self.count += u32::from(place.is_none());
        self.sit(Seat { user: user.clone(), place: place.unwrap_or(0), member });
        Ok(())
    }

    fn sit(&mut self, seat: Seat) {
        if self.index.len() == self.seats.len() && !self.index.is_empty() {
            self.index.insert(seat.user.clone(), self.seats.len());
        }
        self.seats.push(seat);
    }

    /// Removes a member, if he is one.
    pub(super) fn remove(&mut self, sql: &mut Statements<'_>, gid: i64, user: &UserId) -> Result<(), StoreError> {
        let mut place = None;
        if let Some(at) = self.position(user) {
            place = Some(self.seats.swap_remove(at).place);
            self.index.clear();
        }
        if let Some(stored) = self.stored_place(sql, gid, user)? {
            sql.delete_member.execute(params![gid, user.as_str()]).map_err(store_error)?;
            place = place.max(Some(stored));
        }
        if let Some(place) = place {
            self.count = self.count.saturating_sub(1);
            self.gone.insert(user.clone(), place);
        }
        Ok(())
    }

    /// Removes whoever is left.
    pub(super) fn clear(&mut self, sql: &mut Statements<'_>, gid: i64) -> Result<(), StoreError> {
        self.gone.extend(self.seats.drain(..).map(|seat| (seat.user, seat.place)));
        self.index.clear();
        if self.in_rows {
            let mut rows = sql.seats.query([gid]).map_err(store_error)?;
            while let Some(row) = rows.next().map_err(store_error)? {
                let text: String = row.get(0).map_err(store_error)?;
                let user = UserId::parse(&text).map_err(|fault| crate::fault::unreadable("user id", format!("{fault:?}")))?;
                self.gone.insert(user, crate::codec::uncolumn(row.get(1).map_err(store_error)?));
            }
            drop(rows);
            sql.delete_members.execute([gid]).map_err(store_error)?;
        }
        *self = Self { gone: std::mem::take(&mut self.gone), ..Self::default() };
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

    /// The seat of a member that the commit touches, or of any packed one.
    pub(super) fn seat(&mut self, user: &UserId) -> Option<&mut Seat> {
        let at = self.position(user)?;
        self.seats.get_mut(at)
    }

    /// Writes the members that have rows; gives back those to be packed into the group's record.
    pub(super) fn write(&mut self, sql: &mut Statements<'_>, gid: i64) -> Result<Option<&[Seat]>, StoreError> {
        self.in_rows |= self.seats.len() > PACKED_MOST;
        if !self.in_rows {
            return Ok(Some(&self.seats));
        }
        for seat in &self.seats {
            let row = params![gid, seat.user.as_str(), crate::codec::column(seat.place), member_body(&seat.member)];
            sql.put_member.execute(row).map_err(store_error)?;
        }
        Ok(None)
    }
}
