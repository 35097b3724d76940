//! Steps that no rule has decided: records, accounts, claims and how far a back end was told, as wild as a commit may be.

use super::super::records::{
    attributes, counters, permission_group, permission_id, permission_member, topic, topic_id, topic_member,
};
use super::super::support::{app, bare, group, user, wait};
use super::{USERS, World};
use crate::{Commit, Store};
use opentim_domain::record::places_of;
use opentim_domain::{
    Account, AccountState, Assert, Change, Claim, EventDraft, Home, Kind, ReadSet, Record, RecordClass, RecordKey,
};

/// Names of topics and permission groups.
const NAMES: [&str; 4] = ["a", "a b", "ab", "c"];
pub(super) const CLASSES: [RecordClass; 6] = [
    RecordClass::Attributes,
    RecordClass::Counters,
    RecordClass::Topic,
    RecordClass::TopicMember,
    RecordClass::PermissionGroup,
    RecordClass::PermissionMember,
];

impl World<'_> {
    fn record(&mut self) -> Record {
        let (name, who, number) = (self.dice.of(&NAMES), self.dice.of(&USERS), self.dice.roll(3));
        match self.dice.roll(6) {
            0 => attributes(&[("key", ["1", "2", "3"][number])]),
            1 => counters(&[("key", number as i64)]),
            2 => topic(name, ["1", "2", "3"][number]),
            3 => topic_member(name, who),
            4 => permission_group(name, number as u64),
            _ => permission_member(name, who),
        }
    }

    /// A text that places of this class may begin with.
    fn prefix(&mut self) -> String {
        let name = self.dice.of(&NAMES);
        match self.dice.roll(5) {
            0 => String::new(),
            1 => topic_id(name).to_string(),
            2 => places_of(&topic_id(name)),
            3 => places_of(&permission_id(name)),
            _ => "@PMG#_a".to_owned(),
        }
    }

    /// What is true of the group now, about what the commit may change.
    fn assertion(&mut self, id: &str) -> Assert {
        let key = self.record().key();
        let reads = ReadSet { records: vec![key.clone()], ..ReadSet::default() };
        let is = wait(self.oracle.load(app(), &Home::Group(group(id)), &reads, None)).view.record(&key).cloned();
        match self.dice.roll(4) {
            0 => Assert::Records { class: self.dice.of(&CLASSES), most: self.dice.roll(8) },
            1 if is.is_some() => Assert::RecordThere { key },
            2 => {
                let group = wait(self.oracle.groups(app(), &[group(id)], None)).remove(0);
                Assert::Attributes { version: group.map_or(0, |(group, _)| group.numbers.attributes) }
            }
            _ => Assert::Record { key, is: is.map(Box::new) },
        }
    }

    pub(super) fn records(&mut self, id: &str) {
        let changes = (0..=self.dice.roll(4)).map(|_| match self.dice.roll(8) {
            0..5 => Change::PutRecord(Box::new(self.record())),
            5 => Change::RemoveRecord(self.record().key()),
            6 => Change::RemoveRecords { class: self.dice.of(&CLASSES), prefix: self.prefix() },
            _ => Change::RemoveRecord(RecordKey::Attributes),
        });
        let changes = changes.collect();
        let mut asserts = vec![Assert::Alive];
        asserts.extend((0..self.dice.roll(3)).map(|_| self.assertion(id)).collect::<Vec<_>>());
        let draft = bare(id, self.dice.of(&USERS)).events;
        let events: Vec<EventDraft> = draft.iter().cycle().take(self.dice.roll(3)).cloned().collect();
        self.give(Commit { asserts, changes, events, ..bare(id, "owner") });
    }

    pub(super) fn account(&mut self) {
        let who = self.dice.of(&USERS);
        let is = wait(self.oracle.accounts(app(), &[user(who)])).remove(0);
        let state = self.dice.of(&[AccountState::Alive, AccountState::Alive, AccountState::Erasing]);
        let nick = format!("nick {}", self.dice.roll(3));
        let change = match self.dice.roll(4) {
            0 => Change::RemoveAccount,
            _ => Change::PutAccount(Box::new(Account { state, nick, ..Account::new(user(who)) })),
        };
        let asserts = vec![Assert::Account { is: is.map(Box::new) }];
        let home = Home::User(user(who));
        self.give(Commit { home, asserts, changes: vec![change], events: Vec::new(), ..bare("none", who) });
    }

    pub(super) fn tell_back_end(&mut self) {
        let changes = vec![Change::BackEndTold(self.dice.roll(1000) as u64)];
        let (home, asserts, events) = (Home::App(0), Vec::new(), Vec::new());
        self.give(Commit { home, asserts, changes, events, ..bare("none", "owner") });
    }

    /// Commits, or keeps for later.
    fn give(&mut self, commit: Commit) {
        if self.dice.roll(6) == 0 {
            self.held.push(commit);
        } else {
            self.commit(commit);
        }
    }

    /// Quotas with little room.
    pub(super) fn claims(&mut self) -> Vec<Claim> {
        let claims = (0..self.dice.roll(3)).map(|_| match self.dice.roll(3) {
            0 => Claim::GroupToday { most: self.dice.of(&[4, 20]) },
            1 => Claim::GroupOfKind { kind: self.dice.of(&[Kind::Public, Kind::Work]), most: self.dice.of(&[1, 2, 5]) },
            _ => Claim::Membership { user: user(self.dice.of(&USERS)), most: self.dice.roll(6) as u64 },
        });
        claims.collect()
    }
}
