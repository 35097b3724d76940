//! Who is in a permission group.

use super::{existing, may_give_all, possible};
use crate::draft::{Draft, each_once, nothing};
use crate::member::named;
use crate::record::PermissionMember;
use crate::{
    Action, Actor, AppId, Asker, Change, Command, Context, EventBody, Field, GroupId, Home, Outcome, PermissionGroupId, ReadSet,
    Record, RecordKey, Reject, Step, Target, UserId, View,
};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Puts members of a community into a permission group. Who is no member of the community is answered as failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddPermissionMembers {
    /// The community.
    pub group: GroupId,
    /// The permission group; it gives nothing that the caller has not himself.
    pub permission_group: PermissionGroupId,
    /// The members; repeated ones count once.
    pub users: Vec<UserId>,
}

/// Takes members out of a permission group. Who is not in it is passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RemovePermissionMembers {
    /// The community.
    pub group: GroupId,
    /// The permission group.
    pub permission_group: PermissionGroupId,
    /// The members; repeated ones count once.
    pub users: Vec<UserId>,
}

fn key(permission_group: &PermissionGroupId, user: &UserId) -> RecordKey {
    RecordKey::PermissionMember { permission_group: permission_group.clone(), user: user.clone() }
}

fn reads(actor: &Actor, permission_group: &PermissionGroupId, users: &[UserId]) -> ReadSet {
    let memberships = users.iter().map(|user| key(permission_group, user));
    let records = core::iter::once(RecordKey::PermissionGroup(permission_group.clone())).chain(memberships).collect();
    ReadSet { records, ..ReadSet::acting_on(actor, users) }
}

impl Command for AddPermissionMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        reads(actor, &self.permission_group, &self.users)
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.permission_members)?;
        let group = view.group()?;
        possible(group)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::ManagePermissionMembers)?;
        let id = &self.permission_group;
        may_give_all(&asker, existing(view, id)?)?;
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        draft.relies_on_record(RecordKey::PermissionGroup(id.clone()), view);
        let (mut added, mut targets) = (Vec::new(), Vec::new());
        for user in each_once(&self.users) {
            let outcome = match view.member(user) {
                None => Outcome::Failed,
                Some(_) if view.record(&key(id, user)).is_some() => Outcome::Already,
                Some(member) => {
                    draft.relies_on_role(user, Some(member.role));
                    draft.relies_on_record(key(id, user), view);
                    let record = PermissionMember { permission_group: id.clone(), user: user.clone(), since: view.now.secs() };
                    draft.changes.push(Change::PutRecord(Box::new(Record::PermissionMember(record))));
                    added.push(user.clone());
                    Outcome::Done
                }
            };
            targets.push(Target::new(user, outcome));
        }
        if added.is_empty() {
            return Ok(nothing(targets));
        }
        draft.events.push(EventBody::PermissionMembersAdded { permission_group: id.clone(), users: added });
        Ok(draft.done(actor, targets))
    }
}

impl Command for RemovePermissionMembers {
    type Reply = Vec<Target>;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        reads(actor, &self.permission_group, &self.users)
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Vec<Target>>, Reject> {
        named(Field::Members, &self.users, context.limits.permission_members)?;
        let group = view.group()?;
        possible(group)?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::ManagePermissionMembers)?;
        let id = &self.permission_group;
        existing(view, id)?;
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        let (mut removed, mut targets) = (Vec::new(), Vec::new());
        for user in each_once(&self.users) {
            let there = view.record(&key(id, user)).is_some();
            if there {
                draft.relies_on_record(key(id, user), view);
                draft.changes.push(Change::RemoveRecord(key(id, user)));
                removed.push(user.clone());
            }
            targets.push(Target::new(user, if there { Outcome::Done } else { Outcome::Already }));
        }
        if removed.is_empty() {
            return Ok(nothing(targets));
        }
        draft.events.push(EventBody::PermissionMembersRemoved { permission_group: id.clone(), users: removed });
        Ok(draft.done(actor, targets))
    }
}
