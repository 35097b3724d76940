//! A group's home in memory: its records, and what a commit does to them.

use crate::{Commit, Committed, StoredEvent, chained};
use opentim_domain::group::{Group, Member, Numbers};
use opentim_domain::record::{PermissionGroup, PermissionMember};
use opentim_domain::{
    Application, Assert, Change, HeadView, Millis, ReadSet, Record, RecordClass, RecordKey, Role, Sanction, UserId, View,
};
use std::collections::BTreeMap;

#[derive(Clone)]
pub(super) struct GroupHome {
    /// Position in the order of creation.
    pub row: u64,
    pub life: Life,
    pub numbers: Numbers,
    pub members: BTreeMap<UserId, Member>,
    pub applications: BTreeMap<UserId, Application>,
    pub sanctions: BTreeMap<UserId, Sanction>,
    /// By class and place.
    pub records: BTreeMap<(RecordClass, String), Record>,
    pub events: Vec<StoredEvent>,
    /// The hash of each event.
    pub hashes: Vec<[u8; 32]>,
}

#[derive(Clone)]
pub(super) enum Life {
    Alive(Box<Group>),
    Closing,
    Tombstone,
}

impl Default for GroupHome {
    fn default() -> Self {
        Self {
            row: 0,
            life: Life::Tombstone,
            numbers: Numbers::default(),
            members: BTreeMap::new(),
            applications: BTreeMap::new(),
            sanctions: BTreeMap::new(),
            records: BTreeMap::new(),
            events: Vec::new(),
            hashes: Vec::new(),
        }
    }
}

impl GroupHome {
    /// The group with what the store keeps in step.
    pub(super) fn group(&self) -> Option<Group> {
        let Life::Alive(group) = &self.life else { return None };
        let member_count = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        let admins = self.members.values().filter(|member| member.role == Role::Admin).map(|member| member.user.clone()).collect();
        Some(Group { member_count, numbers: self.numbers, admins, ..(**group).clone() })
    }

    pub(super) fn show(&self, view: &mut View, reads: &ReadSet) {
        let group = self.group();
        let owner = group.as_ref().and_then(|group| group.owner.as_ref()).and_then(|owner| self.members.get(owner)).cloned();
        if reads.head {
            view.show_head(match (&self.life, group) {
                (_, Some(group)) => HeadView::Alive(group),
                (Life::Closing, _) => HeadView::Closing,
                _ => HeadView::Free,
            });
        }
        if reads.owner {
            view.show_owner(owner);
        }
        for user in &reads.members {
            view.show_member(user.clone(), self.members.get(user).cloned());
        }
        for user in &reads.applications {
            view.show_application(user.clone(), self.applications.get(user).cloned());
        }
        for user in &reads.sanctions {
            view.show_sanction(user.clone(), self.sanctions.get(user).cloned());
        }
        for key in &reads.records {
            view.show_record(key.clone(), self.record(key).cloned());
        }
        if let Some(user) = &reads.granted {
            view.show_granted(self.granted(user));
        }
        for class in &reads.counts {
            view.show_count(*class, self.of_class(*class, "").count());
        }
        for class in &reads.all {
            view.show_all(*class, self.of_class(*class, "").map(|(_, record)| record.clone()).collect());
        }
    }

    fn record(&self, key: &RecordKey) -> Option<&Record> {
        self.records.get(&(key.class(), key.place()))
    }

    /// The permission groups that a user is in.
    pub(super) fn granted(&self, user: &UserId) -> Vec<PermissionGroup> {
        let of_user = |record: &Record| match record {
            Record::PermissionMember(PermissionMember { permission_group, user: of, .. }) if of == user => {
                Some(RecordKey::PermissionGroup(permission_group.clone()))
            }
            _ => None,
        };
        let group = |key: RecordKey| match self.record(&key)? {
            Record::PermissionGroup(group) => Some(group.clone()),
            _ => None,
        };
        self.records.values().filter_map(of_user).filter_map(group).collect()
    }

    /// Records of a class whose places begin alike, in the order of places.
    pub(super) fn of_class<'a>(&'a self, class: RecordClass, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Record)> {
        let of_class = self.records.iter().filter(move |((of, place), _)| *of == class && place.starts_with(prefix));
        of_class.map(|((_, place), record)| (place.as_str(), record))
    }

    /// Members in the order of joining.
    pub(super) fn by_seat(&self) -> Vec<&Member> {
        let mut members: Vec<_> = self.members.values().collect();
        members.sort_by_key(|member| member.seat);
        members
    }

    /// Whether an assertion is true of the home as it is.
    pub(super) fn holds(&self, assert: &Assert) -> bool {
        let alive = matches!(self.life, Life::Alive(_));
        match assert {
            Assert::GroupAbsent => matches!(self.life, Life::Tombstone),
            Assert::CleaningUp => matches!(self.life, Life::Closing),
            Assert::Alive => alive,
            Assert::Info { version } => alive && self.numbers.info == *version,
            Assert::Role { user, role } => alive && self.members.get(user).map(|member| member.role) == *role,
            Assert::Member(member) => alive && self.members.get(&member.user) == Some(member),
            Assert::Application { user, is } => self.applications.get(user) == is.as_deref(),
            Assert::Sanction { user, is } => self.sanctions.get(user) == is.as_deref(),
            Assert::Record { key, is } => alive && self.record(key) == is.as_deref(),
            Assert::RecordThere { key } => alive && self.record(key).is_some(),
            Assert::Attributes { version } => alive && self.numbers.attributes == *version,
            // Of the home as it will be.
            Assert::Room { .. } | Assert::SomebodyStays | Assert::Admins { .. } | Assert::Records { .. } => true,
            // Not of this home.
            Assert::Account { .. } => false,
            Assert::Within(_) => true,
        }
    }

    /// The same for what must be true after the changes.
    pub(super) fn holds_after(&self, assert: &Assert) -> bool {
        match assert {
            Assert::Room { cap } => self.members.len() <= *cap as usize,
            Assert::SomebodyStays => !self.members.is_empty(),
            Assert::Admins { most } => self.members.values().filter(|member| member.role == Role::Admin).count() <= *most,
            Assert::Records { class, most } => self.of_class(*class, "").count() <= *most,
            _ => true,
        }
    }

    /// Does the changes of a commit; `row` is the position of a group that comes into being by it.
    pub(super) fn change(&mut self, commit: &Commit, row: u64) {
        let (mut members, mut info) = (false, false);
        for change in &commit.changes {
            members |= matches!(change, Change::AddMember(_) | Change::SetMember(_) | Change::RemoveMembers(_));
            info |= matches!(change, Change::Create(_) | Change::Profile(_));
            self.change_one(change, row);
        }
        self.numbers.members += u64::from(members);
        self.numbers.info += u64::from(info);
    }

    fn change_one(&mut self, change: &Change, row: u64) {
        match change {
            Change::Create(group) => {
                self.row = row;
                self.life = Life::Alive(group.clone());
            }
            Change::Profile(group) => self.life = Life::Alive(group.clone()),
            Change::AddMember(member) => {
                self.numbers.seats += 1;
                let seat = self.numbers.seats;
                self.members.insert(member.user.clone(), Member { seat, ..member.clone() });
            }
            Change::SetMember(member) => {
                if let Some(kept) = self.members.get_mut(&member.user) {
                    *kept = Member { seat: kept.seat, ..member.clone() };
                }
            }
            Change::RemoveMembers(users) => {
                for user in users {
                    self.members.remove(user);
                    self.records.retain(|_, record| record.key().goes_with() != Some(user));
                }
            }
            Change::PutRecord(record) => {
                let key = record.key();
                self.numbers.attributes += u64::from(key.class() == RecordClass::Attributes);
                self.records.insert((key.class(), key.place()), (**record).clone());
            }
            Change::RemoveRecord(key) => {
                let gone = self.records.remove(&(key.class(), key.place())).is_some();
                self.numbers.attributes += u64::from(gone && key.class() == RecordClass::Attributes);
            }
            Change::RemoveRecords { class, prefix } => {
                self.records.retain(|(of, place), _| of != class || !place.starts_with(prefix));
            }
            Change::PutApplication(application) => {
                self.applications.insert(application.user.clone(), (**application).clone());
            }
            Change::RemoveApplication(user) => drop(self.applications.remove(user)),
            Change::PutSanction(sanction) => {
                self.sanctions.insert(sanction.user.clone(), (**sanction).clone());
            }
            Change::RemoveSanction(user) => drop(self.sanctions.remove(user)),
            Change::Disband => self.life = Life::Closing,
            Change::Bury => {
                self.life = Life::Tombstone;
                self.applications.clear();
                self.sanctions.clear();
                self.records.clear();
            }
            // Of other homes.
            Change::ApplicationsRead(_) | Change::PutAccount(_) | Change::RemoveAccount | Change::BackEndTold(_) => {}
        }
    }

    /// Numbers and keeps the events of a commit; gives them back.
    pub(super) fn log(&mut self, commit: &Commit, at: Millis) -> Vec<StoredEvent> {
        let member_count = self.committed().member_count;
        let numbered = commit.events.iter().map(|event| {
            self.numbers.events += 1;
            StoredEvent { number: self.numbers.events, at, member_count, event: event.clone() }
        });
        let numbered: Vec<_> = numbered.collect();
        for event in &numbered {
            let before = self.hashes.last().copied().unwrap_or_default();
            self.hashes.push(chained(&before, event));
        }
        self.events.extend(numbered.iter().cloned());
        numbered
    }

    pub(super) fn committed(&self) -> Committed {
        Committed { numbers: self.numbers, member_count: u32::try_from(self.members.len()).unwrap_or(u32::MAX) }
    }
}
