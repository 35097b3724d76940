//! The group that a commit changes: read, checked, changed, written.

use super::buffer::Buffer;
use super::roster::Roster;
use super::statements::Statements;
use super::task::Task;
use crate::codec::{self, ALIVE, BURIED, CLOSING, GroupBody, column};
use crate::fault::store_error;
use opentim_domain::group::Numbers;
use opentim_domain::{AppId, Assert, Change, GroupId};
use opentim_store::{Committed, StoreError};
use rusqlite::{OptionalExtension, params};

/// A group's home as the writer holds it.
#[derive(Debug)]
pub(super) struct GroupHome {
    pub gid: i64,
    /// Position in the order of creation.
    pub born: i64,
    pub kind: i64,
    pub state: i64,
    pub numbers: Numbers,
    pub roster: Roster,
    profile: Vec<u8>,
    /// State, kind and birth as they are stored; nothing when the group has no row yet.
    stored: Option<(i64, i64, i64)>,
}

impl GroupHome {
    /// Reads a group, or starts one.
    pub(super) fn read(sql: &mut Statements<'_>, buffer: &Buffer, app: AppId, id: &GroupId) -> Result<Self, StoreError> {
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        let found = match buffer.gid(app, id) {
            Some(gid) => sql.fresh_group.query_row([gid], row),
            None => sql.group.query_row(params![column(app.get()), id.as_str()], row),
        };
        let found = found.optional().map_err(store_error)?;
        let Some((gid, state, kind, born, body)): Option<(i64, i64, i64, i64, Vec<u8>)> = found else {
            return Ok(Self {
                gid: 0,
                born: 0,
                kind: 0,
                state: BURIED,
                numbers: Numbers::default(),
                roster: Roster::default(),
                profile: Vec::new(),
                stored: None,
            });
        };
        let stored = Some((state, kind, born));
        if state == BURIED {
            let numbers = codec::numbers(&body)?;
            return Ok(Self { gid, born, kind, state, numbers, roster: Roster::default(), profile: Vec::new(), stored });
        }
        let body = GroupBody::split(&body)?;
        let roster = match body.packed {
            Some(packed) => Roster::packed(codec::seats(packed)?, body.member_count),
            None => Roster::in_rows(body.member_count),
        };
        Ok(Self { gid, born, kind, state, numbers: body.numbers, roster, profile: body.profile.to_vec(), stored })
    }

    /// Whether an assertion is true.
    pub(super) fn holds(&self, assert: Assert) -> bool {
        match assert {
            Assert::GroupAbsent => self.state == BURIED,
            Assert::Members { version } => self.state == ALIVE && self.numbers.members == version,
            Assert::CleaningUp => self.state == CLOSING,
        }
    }

    /// The group has no row yet.
    pub(super) fn is_new(&self) -> bool {
        self.stored.is_none()
    }

    /// Makes the changes of a commit; nothing but rows of removed members is written yet.
    pub(super) fn change(&mut self, sql: &mut Statements<'_>, births: &mut u64, task: &mut Task) -> Result<(), StoreError> {
        if self.is_new() {
            *births += 1;
            self.gid = column(*births);
            self.born = self.gid;
        }
        let mut members_changed = false;
        for (change, body) in task.commit.changes.iter().zip(&mut task.changes) {
            let body = std::mem::take(body);
            match change {
                Change::Create(group) => {
                    if !self.is_new() {
                        *births += 1;
                        self.born = column(*births);
                    }
                    self.numbers.info += 1;
                    self.state = ALIVE;
                    self.kind = group.kind as i64;
                    self.profile = body;
                }
                Change::AddMember(member) => {
                    self.roster.add(sql, self.gid, &member.user, body)?;
                    members_changed = true;
                }
                Change::Disband => self.state = CLOSING,
                Change::RemoveMembers(users) => {
                    for user in users {
                        self.roster.remove(sql, self.gid, user)?;
                    }
                    members_changed = true;
                }
                Change::Bury => {
                    self.state = BURIED;
                    self.roster.clear(sql, self.gid)?;
                }
            }
        }
        self.numbers.members += u64::from(members_changed);
        Ok(())
    }

    /// Writes the group and its members.
    pub(super) fn write(&mut self, sql: &mut Statements<'_>, app: AppId, id: &GroupId) -> Result<(), StoreError> {
        let count = self.roster.count;
        let seats = self.roster.write(sql, self.gid)?;
        let body = match self.state {
            BURIED => codec::tombstone(self.numbers),
            _ => codec::group_body(self.numbers, count, &self.profile, seats),
        };
        let Self { gid, kind, state, born, .. } = *self;
        let written = match self.stored {
            None => sql.insert_group.execute(params![gid, column(app.get()), id.as_str(), kind, state, born, body]),
            Some(stored) if stored == (state, kind, born) => sql.change_group.execute(params![gid, body]),
            Some(_) => sql.update_group.execute(params![gid, kind, state, born, body]),
        };
        written.map(drop).map_err(store_error)
    }

    /// The group was alive and is not any more.
    pub(super) fn ends(&self) -> bool {
        self.stored.is_some_and(|(state, ..)| state == ALIVE) && self.state != ALIVE
    }

    /// How the commit changes the numbers of living groups: type and difference.
    pub(super) fn lives(&self) -> [(i64, i64); 2] {
        let before = self.stored.map_or((0, 0), |(state, kind, _)| (kind, -i64::from(state == ALIVE)));
        [before, (self.kind, i64::from(self.state == ALIVE))]
    }

    /// What the commit answers.
    pub(super) fn committed(&self) -> Committed {
        Committed { numbers: self.numbers, member_count: self.roster.count }
    }
}
