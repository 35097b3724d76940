//! What each event does to the group.

use super::{Chronicle, Snapshot, State};
use crate::violation::{Violation, must};
use opentim_domain::group::{Group, Member};
use opentim_domain::{CustomField, EventBody, FieldChange, InfoChange, MemberChange, Role, Secs, UserId};
use opentim_store::StoredEvent;
use std::fmt::Debug;

impl Chronicle {
    /// Does to the group what an event says.
    pub(super) fn fold(&mut self, event: &StoredEvent, shown: &Snapshot) -> Result<(), Violation> {
        let body = &event.event.body;
        match body {
            EventBody::Created { name, owner, members, .. } => self.state.begin(name, owner.as_ref(), members, shown),
            EventBody::Imported { name, owner, .. } => self.state.begin(name, owner.as_ref(), &[], shown),
            EventBody::Disbanded { name, .. } => {
                must!(self.state.group()?.name == *name, "it ended under the name {name:?}");
                for user in self.state.members.keys() {
                    *self.ended.entry(user.clone()).or_default() += 1;
                }
                self.state = State { kept: self.state.kept.ended(), ..State::default() };
                Ok(())
            }
            _ => self.state.change(body, event.at.secs(), shown),
        }
    }
}

impl State {
    pub(super) fn group(&mut self) -> Result<&mut Group, Violation> {
        self.profile.as_mut().ok_or_else(|| Violation("something happened in a group that does not live".to_owned()))
    }

    /// A group comes into being. What the event does not say of it is as the store keeps it.
    fn begin(&mut self, name: &str, owner: Option<&UserId>, members: &[(UserId, Role)], shown: &Snapshot) -> Result<(), Violation> {
        must!(self.profile.is_none(), "a group came into being that lived already");
        let Some(group) = &shown.group else { return Err(Violation("a new group does not live".to_owned())) };
        must!(group.name == name && group.owner.as_ref() == owner, "a new group is not what its event says: {group:?}");
        *self = Self { profile: Some(group.clone()), kept: self.kept.ended(), ..Self::default() };
        for (user, role) in owner.map(|owner| (owner.clone(), Role::Owner)).into_iter().chain(members.iter().cloned()) {
            self.add(&user, role, shown)?;
        }
        Ok(())
    }

    /// A new member. Of what the event does not say only the number of unread messages may be anything.
    fn add(&mut self, user: &UserId, role: Role, shown: &Snapshot) -> Result<(), Violation> {
        must!(!self.members.contains_key(user), "{user} joined, and was in it already");
        let (msg_flag, kept) = (self.group()?.kind.rules().msg_flag, shown.members.iter().find(|member| member.user == *user));
        let member = Member {
            user: user.clone(),
            role,
            joined_at: Secs(0),
            msg_flag,
            name_card: String::new(),
            fields: Vec::new(),
            muted_until: None,
            unread: kept.map_or(0, |member| member.unread),
            seat: 0,
        };
        self.members.insert(user.clone(), member);
        self.applications.remove(user);
        Ok(())
    }

    fn remove(&mut self, user: &UserId, role: Role) -> Result<(), Violation> {
        let was = self.members.remove(user).map(|member| member.role);
        self.kept.forget(user);
        must!(was == Some(role), "{user} went as {role:?}, and was {was:?}");
        Ok(())
    }

    fn set_role(&mut self, user: &UserId, before: Role, after: Role) -> Result<(), Violation> {
        let member = self.members.get_mut(user).filter(|member| member.role == before);
        let Some(member) = member else { return Err(Violation(format!("{user} was no {before:?} who becomes {after:?}"))) };
        member.role = after;
        Ok(())
    }

    fn change(&mut self, body: &EventBody, now: Secs, shown: &Snapshot) -> Result<(), Violation> {
        self.group()?;
        match body {
            EventBody::MembersAdded { members, .. } => members.iter().try_for_each(|user| self.add(user, Role::Member, shown))?,
            EventBody::MembersImported { members } => members.iter().try_for_each(|(user, role)| self.add(user, *role, shown))?,
            EventBody::MemberQuit { member, role } => self.remove(member, *role)?,
            EventBody::MembersKicked { members, banned_until, .. } => {
                members.iter().try_for_each(|(user, role)| self.remove(user, *role))?;
                let banned = banned_until.iter().flat_map(|until| members.iter().map(|(user, _)| (user.clone(), *until)));
                self.banned.extend(banned);
            }
            EventBody::RoleChanged { member, before, after } => self.set_role(member, *before, *after)?,
            EventBody::OwnerChanged { before, after } => self.hand_over(before.as_ref(), after.as_ref())?,
            EventBody::InfoChanged { changes } => {
                let group = self.group()?;
                changes.iter().try_for_each(|change| set_info(group, change))?;
            }
            EventBody::MemberChanged { member, changes } => {
                let Some(kept) = self.members.get_mut(member) else { return Err(Violation(format!("{member} is no member"))) };
                changes.iter().try_for_each(|change| set_member(kept, change))?;
            }
            EventBody::Muted { users, until, .. } => users.iter().for_each(|user| match until {
                Some(until) => drop(self.muted.insert(user.clone(), *until)),
                None => drop(self.muted.remove(user)),
            }),
            EventBody::Banned { users, until, .. } => self.banned.extend(users.iter().map(|user| (user.clone(), *until))),
            EventBody::Unbanned { users } => {
                for user in users {
                    // The ban may have ended by itself between the decision and its commit.
                    must!(self.banned.remove(user).is_some(), "{user} was let in again, and was never kept out");
                }
            }
            EventBody::Applied { users, kind, .. } => {
                for user in users {
                    let before = self.applications.insert(user.clone(), *kind);
                    must!(before.is_none(), "{user} waits already");
                }
            }
            EventBody::Decided { users, kind, .. } => {
                for user in users {
                    let was = self.applications.remove(user);
                    must!(was == Some(*kind), "an application of {user} was decided as {kind:?}; what waits is {was:?}");
                }
            }
            EventBody::Created { .. } | EventBody::Imported { .. } | EventBody::Disbanded { .. } | EventBody::Marked { .. } => {}
            EventBody::AttributesChanged { .. }
            | EventBody::CountersChanged { .. }
            | EventBody::PermissionGroupCreated { .. }
            | EventBody::PermissionGroupsDeleted { .. }
            | EventBody::PermissionGroupChanged { .. }
            | EventBody::PermissionMembersAdded { .. }
            | EventBody::PermissionMembersRemoved { .. }
            | EventBody::TopicCreated { .. }
            | EventBody::TopicsDeleted { .. }
            | EventBody::TopicChanged { .. }
            | EventBody::TopicMuted { .. }
            | EventBody::TopicRightsChanged { .. }
            | EventBody::LinkCreated { .. }
            | EventBody::LinkRevoked { .. }
            | EventBody::LinkUsed { .. } => self.kept.change(body, now)?,
            EventBody::TopicCustomData { .. } => {}
        }
        Ok(())
    }

    fn hand_over(&mut self, before: Option<&UserId>, after: Option<&UserId>) -> Result<(), Violation> {
        let owner = std::mem::replace(&mut self.group()?.owner, after.cloned());
        must!(owner.as_ref() == before, "it was handed over by {before:?}, and {owner:?} owned it");
        // Who quit as the owner is gone already.
        if let Some(before) = before.filter(|before| self.members.contains_key(before)) {
            self.set_role(before, Role::Owner, Role::Member)?;
        }
        let Some(after) = after else { return Ok(()) };
        let Some(role) = self.role(after) else { return Err(Violation(format!("{after} owns it and is not in it"))) };
        self.set_role(after, role, Role::Owner)
    }
}

/// Sets a value that was `before`.
fn set<T: PartialEq + Clone + Debug>(kept: &mut T, before: &T, after: &T) -> Result<(), Violation> {
    must!(kept == before, "{before:?} became {after:?}, and was {kept:?}");
    *kept = after.clone();
    Ok(())
}

fn set_fields(kept: &mut Vec<CustomField>, changes: &[FieldChange]) -> Result<(), Violation> {
    for FieldChange { key, before, after } in changes {
        let at = kept.iter().position(|field| field.key == *key);
        let was = at.map(|at| kept.remove(at).value);
        must!(was == *before, "field {key} changed from {before:?}, and was {was:?}");
        kept.extend(after.iter().map(|value| CustomField { key: key.clone(), value: value.clone() }));
    }
    Ok(())
}

fn set_info(group: &mut Group, change: &InfoChange) -> Result<(), Violation> {
    match change {
        InfoChange::Name(before, after) => set(&mut group.name, before, after),
        InfoChange::Introduction(before, after) => set(&mut group.introduction, before, after),
        InfoChange::Notification(before, after) => set(&mut group.notification, before, after),
        InfoChange::FaceUrl(before, after) => set(&mut group.face_url, before, after),
        InfoChange::Fields(changes) => set_fields(&mut group.fields, changes),
        InfoChange::JoinOption(before, after) => set(&mut group.join, before, after),
        InfoChange::InviteOption(before, after) => set(&mut group.invite, before, after),
        InfoChange::MaxMembers(before, after) => set(&mut group.max_members, before, after),
        InfoChange::Visible(before, after) => set(&mut group.visible, before, after),
        InfoChange::Searchable(before, after) => set(&mut group.searchable, before, after),
        InfoChange::MuteAll(before, after) => set(&mut group.mute_all, before, after),
        InfoChange::PermissionGroups(before, after) => set(&mut group.permission_groups, before, after),
        InfoChange::DefaultPermissions(before, after) => set(&mut group.default_permissions, before, after),
        InfoChange::EarlyHistory(before, after) => set(&mut group.early_history, before, after),
        InfoChange::Custom(..) => Err(Violation("only topics have custom text".to_owned())),
    }
}

fn set_member(member: &mut Member, change: &MemberChange) -> Result<(), Violation> {
    match change {
        MemberChange::NameCard(before, after) => set(&mut member.name_card, before, after),
        MemberChange::MsgFlag(before, after) => set(&mut member.msg_flag, before, after),
        MemberChange::Fields(changes) => set_fields(&mut member.fields, changes),
        MemberChange::Unread(before, after) => set(&mut member.unread, before, after),
    }
}
