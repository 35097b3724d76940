//! A decision while it is being made.

use crate::group::{Group, Member};
use crate::{
    Actor, Asker, Assert, Change, Claim, Decision, EventBody, EventDraft, Limits, Listing, Record, RecordKey, Role, Sanction, Step,
    UserEffect, UserId, View,
};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// What a rule has decided so far.
#[derive(Default)]
pub(crate) struct Draft {
    pub asserts: Vec<Assert>,
    pub changes: Vec<Change>,
    pub events: Vec<EventBody>,
    pub effects: Vec<UserEffect>,
}

impl Draft {
    /// A draft that stands on the group as it was read: also on its type, which a new group of the same id may not have.
    pub(crate) fn on(group: &Group) -> Self {
        Self { asserts: alloc::vec![Assert::Info { version: group.numbers.info }], ..Self::default() }
    }

    /// Who asks was looked at: his role, and where permission groups rule what he has by them.
    pub(crate) fn relies_on(&mut self, asker: &Asker) {
        let Some(user) = asker.user() else { return };
        self.relies_on_role(user, asker.role());
        for group in asker.granted() {
            let (permission_group, user) = (group.id.clone(), user.clone());
            self.asserts.push(Assert::Record {
                key: RecordKey::PermissionGroup(group.id.clone()),
                is: Some(Box::new(Record::PermissionGroup(group.clone()))),
            });
            self.relies_on_record_there(RecordKey::PermissionMember { permission_group, user });
        }
    }

    /// It was looked at that there is a record of the group here.
    pub(crate) fn relies_on_record_there(&mut self, key: RecordKey) {
        self.asserts.push(Assert::RecordThere { key });
    }

    /// A record of the group was looked at.
    pub(crate) fn relies_on_record(&mut self, key: RecordKey, view: &View) {
        let is = view.record(&key).cloned().map(Box::new);
        self.asserts.push(Assert::Record { key, is });
    }

    /// A user is in one group more from now on.
    pub(crate) fn claim_membership(&mut self, user: &UserId, limits: &Limits) {
        if let Some(most) = limits.quotas.groups_per_user {
            self.asserts.push(Assert::Within(Claim::Membership { user: user.clone(), most }));
        }
    }

    /// A user's role was looked at.
    pub(crate) fn relies_on_role(&mut self, user: &UserId, role: Option<Role>) {
        self.asserts.push(Assert::Role { user: user.clone(), role });
    }

    /// What the group holds against a user was looked at.
    pub(crate) fn relies_on_sanction(&mut self, user: &UserId, view: &View) {
        self.asserts.push(Assert::Sanction { user: user.clone(), is: view.sanction(user).cloned().map(Box::new) });
    }

    /// A user's application was looked at.
    pub(crate) fn relies_on_application(&mut self, user: &UserId, view: &View) {
        self.asserts.push(Assert::Application { user: user.clone(), is: view.application(user).cloned().map(Box::new) });
    }

    /// A sanction as it is from now on; a spent one goes.
    pub(crate) fn put_sanction(&mut self, sanction: Sanction, spent: bool) {
        self.changes.push(if spent { Change::RemoveSanction(sanction.user) } else { Change::PutSanction(Box::new(sanction)) });
    }

    /// The decision.
    pub(crate) fn done<R>(self, actor: &Actor, reply: R) -> Step<R> {
        let Self { asserts, changes, events, effects } = self;
        let events = events.into_iter().map(|body| EventDraft { actor: actor.clone(), body }).collect();
        Step::Done(Decision { asserts, changes, events, effects, reply })
    }
}

/// Nothing changes: it is so already.
pub(crate) fn nothing<R>(reply: R) -> Step<R> {
    Step::Done(Decision { asserts: Vec::new(), changes: Vec::new(), events: Vec::new(), effects: Vec::new(), reply })
}

/// The row of a member in his own list.
pub(crate) fn listing(group: &Group, member: &Member) -> Listing {
    Listing {
        group: group.id.clone(),
        kind: group.kind,
        topics: group.topics,
        role: member.role,
        joined_at: member.joined_at,
        msg_flag: member.msg_flag,
    }
}

/// Users in the order named, each once.
pub(crate) fn each_once(users: &[UserId]) -> Vec<&UserId> {
    let mut seen = alloc::collections::BTreeSet::new();
    users.iter().filter(|user| seen.insert(*user)).collect()
}
