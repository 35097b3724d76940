//! The group that a commit changes: read, checked, changed, written.

use super::applications;
use super::buffer::Buffer;
use super::records::Records;
use super::roster::Roster;
use super::statements::Statements;
use super::task::Task;
use crate::codec::{self, ALIVE, BURIED, CLOSING, Chain, GroupBody, column};
use crate::fault::store_error;
use opentim_domain::group::Numbers;
use opentim_domain::{AppId, Assert, Change, GroupId, Kind, RecordClass, Role, UserId};
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
    /// Hash of the newest event.
    pub chain: Chain,
    pub roster: Roster,
    pub records: Records,
    /// In the order of user ids.
    admins: Vec<UserId>,
    profile: Vec<u8>,
    /// State, kind and birth as they are stored; nothing when the group has no row yet.
    stored: Option<(i64, i64, i64)>,
}

impl GroupHome {
    /// Reads a group, or starts one.
    pub(super) fn read(sql: &mut Statements<'_>, buffer: &Buffer, app: AppId, id: &GroupId) -> Result<Self, StoreError> {
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        let found = match buffer.gid(app, id) {
            Some(gid) => sql.fresh_group()?.query_row([gid], row),
            None => sql.group()?.query_row(params![column(app.get()), id.as_str()], row),
        };
        let found = found.optional().map_err(store_error)?;
        let Some((gid, state, kind, born, body)): Option<(i64, i64, i64, i64, Vec<u8>)> = found else {
            return Ok(Self::empty());
        };
        let stored = Some((state, kind, born));
        if state == BURIED {
            let (numbers, chain) = codec::numbers(&body)?;
            return Ok(Self { gid, born, kind, numbers, chain, stored, ..Self::empty() });
        }
        let body = GroupBody::split(&body)?;
        let roster = match body.packed {
            Some(packed) => Roster::packed(packed.rows()?, body.member_count),
            None => Roster::in_rows(body.member_count),
        };
        let (numbers, chain, admins, profile) = (body.numbers, body.chain, body.admins, body.profile.to_vec());
        Ok(Self { gid, born, kind, state, numbers, chain, roster, records: Records::default(), admins, profile, stored })
    }

    /// A group that never was.
    fn empty() -> Self {
        Self {
            gid: 0,
            born: 0,
            kind: 0,
            state: BURIED,
            numbers: Numbers::default(),
            chain: Chain::default(),
            roster: Roster::default(),
            records: Records::default(),
            admins: Vec::new(),
            profile: Vec::new(),
            stored: None,
        }
    }

    /// Whether an assertion is true before the changes. Those about the group as it will be are for [`holds_after`](Self::holds_after).
    pub(super) fn holds(&mut self, sql: &mut Statements<'_>, assert: &Assert) -> Result<bool, StoreError> {
        let alive = self.state == ALIVE;
        Ok(match assert {
            Assert::GroupAbsent => self.state == BURIED,
            Assert::CleaningUp => self.state == CLOSING,
            Assert::Alive => alive,
            Assert::Info { version } => alive && self.numbers.info == *version,
            Assert::Role { user, role } => alive && self.has_role(sql, user, *role)?,
            Assert::Member(member) if alive => match self.roster.find(sql, self.gid, &member.user)? {
                Some(found) => found.member()? == **member,
                None => false,
            },
            Assert::Member(_) => false,
            Assert::Application { user, is } => applications::application(sql, self.gid, user)?.as_ref() == is.as_deref(),
            Assert::Sanction { user, is } => applications::sanction(sql, self.gid, user)?.as_ref() == is.as_deref(),
            Assert::Record { key, is } => alive && self.records.is(sql, self.gid, key, is.as_deref())?,
            Assert::RecordThere { key } => alive && self.records.is_there(sql, self.gid, key)?,
            Assert::Attributes { version } => alive && self.numbers.attributes == *version,
            // Of another home.
            Assert::Account { .. } => false,
            Assert::Room { .. } | Assert::SomebodyStays | Assert::Admins { .. } | Assert::Records { .. } | Assert::Within(_) => {
                true
            }
        })
    }

    fn has_role(&mut self, sql: &mut Statements<'_>, user: &UserId, role: Option<Role>) -> Result<bool, StoreError> {
        match (self.roster.find(sql, self.gid, user)?, role) {
            (Some(found), Some(role)) => found.is(role),
            (found, role) => Ok(found.is_none() && role.is_none()),
        }
    }

    /// Whether an assertion is true after the changes, which are not written yet.
    pub(super) fn holds_after(&self, sql: &mut Statements<'_>, assert: &Assert) -> Result<bool, StoreError> {
        Ok(match assert {
            Assert::Room { cap } => self.roster.count <= *cap,
            Assert::SomebodyStays => self.roster.count > 0,
            Assert::Admins { most } => self.admins.len() <= *most,
            Assert::Records { class, most } => self.records.count(sql, self.gid, *class)? <= *most as u64,
            _ => true,
        })
    }

    /// The group has no row yet.
    pub(super) fn is_new(&self) -> bool {
        self.stored.is_none()
    }

    /// Makes the changes of a commit; nothing is written yet. `births` is how many groups were ever made.
    pub(super) fn change(&mut self, sql: &mut Statements<'_>, births: &mut u64, task: &mut Task) -> Result<(), StoreError> {
        if self.is_new() {
            *births += 1;
            self.gid = column(*births);
            self.born = self.gid;
        }
        let (mut members_changed, mut info_changed) = (false, false);
        for (change, body) in task.commit.changes.iter().zip(&mut task.changes) {
            members_changed |= matches!(change, Change::AddMember(_) | Change::SetMember(_) | Change::RemoveMembers(_));
            info_changed |= matches!(change, Change::Create(_) | Change::Profile(_));
            match change {
                Change::Create(group) => {
                    if !self.is_new() {
                        *births += 1;
                        self.born = column(*births);
                    }
                    self.state = ALIVE;
                    self.kind = group.kind as i64;
                    self.profile = std::mem::take(body);
                }
                Change::Profile(_) => self.profile = std::mem::take(body),
                Change::Disband => self.state = CLOSING,
                Change::Bury => {
                    self.state = BURIED;
                    self.admins.clear();
                    self.roster.clear(sql, self.gid)?;
                    self.records.clear();
                }
                Change::PutRecord(_) | Change::RemoveRecord(_) | Change::RemoveRecords { .. } => {
                    self.change_records(sql, change, body)?;
                }
                _ => self.change_members(sql, change, body)?,
            }
        }
        self.numbers.members += u64::from(members_changed);
        self.numbers.info += u64::from(info_changed);
        Ok(())
    }

    fn change_members(&mut self, sql: &mut Statements<'_>, change: &Change, body: &mut Vec<u8>) -> Result<(), StoreError> {
        match change {
            Change::AddMember(member) => {
                self.numbers.seats += 1;
                self.roster.add(sql, self.gid, &member.user, self.numbers.seats, std::mem::take(body))?;
                self.keep_admin(&member.user, member.role == Role::Admin);
            }
            Change::SetMember(member) => {
                let kept = self.roster.set(sql, self.gid, &member.user, std::mem::take(body))?;
                self.keep_admin(&member.user, kept && member.role == Role::Admin);
            }
            Change::RemoveMembers(users) => {
                for user in users {
                    self.roster.remove(sql, self.gid, user)?;
                    self.records.go_with(sql, self.gid, user)?;
                    self.keep_admin(user, false);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn change_records(&mut self, sql: &mut Statements<'_>, change: &Change, body: &mut Vec<u8>) -> Result<(), StoreError> {
        let attributes = |class: RecordClass| u64::from(class == RecordClass::Attributes);
        match change {
            Change::PutRecord(record) => {
                let key = record.key();
                self.numbers.attributes += attributes(key.class());
                self.records.put(&key, std::mem::take(body));
            }
            Change::RemoveRecord(key) => {
                let gone = self.records.remove(sql, self.gid, key)?;
                self.numbers.attributes += u64::from(gone) * attributes(key.class());
            }
            Change::RemoveRecords { class, prefix } => self.records.remove_under(sql, self.gid, *class, prefix)?,
            _ => {}
        }
        Ok(())
    }

    fn keep_admin(&mut self, user: &UserId, is_admin: bool) {
        match (self.admins.binary_search(user), is_admin) {
            (Err(at), true) => self.admins.insert(at, user.clone()),
            (Ok(at), false) => drop(self.admins.remove(at)),
            _ => {}
        }
    }

    /// Writes the group, its members and its records.
    pub(super) fn write(&mut self, sql: &mut Statements<'_>, app: AppId, id: &GroupId) -> Result<(), StoreError> {
        let count = self.roster.count;
        let members = self.roster.write(sql, self.gid)?;
        self.records.write(sql, self.gid)?;
        let body = match self.state {
            BURIED => codec::tombstone(self.numbers, &self.chain),
            _ => codec::group_body(self.numbers, &self.chain, count, &self.admins, &self.profile, members.as_deref()),
        };
        let Self { gid, kind, state, born, .. } = *self;
        let written = match self.stored {
            None => sql.insert_group()?.execute(params![gid, column(app.get()), id.as_str(), kind, state, born, body]),
            Some(stored) if stored == (state, kind, born) => sql.change_group()?.execute(params![gid, body]),
            Some(_) => sql.update_group()?.execute(params![gid, kind, state, born, body]),
        };
        written.map(drop).map_err(store_error)
    }

    /// The group was alive and is not any more.
    pub(super) fn ends(&self) -> bool {
        self.stored.is_some_and(|(state, ..)| state == ALIVE) && self.state != ALIVE
    }

    /// Its type, unless it was gone before.
    pub(super) fn living_kind(&self) -> Option<Kind> {
        let lived = self.state == ALIVE || self.stored.is_some_and(|(state, ..)| state == ALIVE);
        Kind::ALL.into_iter().find(|kind| lived && *kind as i64 == self.kind)
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
