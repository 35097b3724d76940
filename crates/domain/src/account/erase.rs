//! Take a person whose account is being erased out of one group.

use super::demand_app;
use crate::draft::{Draft, nothing};
use crate::group::{Group, Member};
use crate::{
    Actor, AppId, Assert, Change, Command, Context, EventBody, GroupId, Home, Notice, ReadSet, Record, RecordKey, Reject, Role,
    Step, StoredMembers, UserEffect, UserId, View,
};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

/// Nothing in the group knows this user any more, its past events apart. An owner leaves it without one, the last member ends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErasePerson {
    /// The group.
    pub group: GroupId,
    /// Whom.
    pub user: UserId,
    /// Records that may be about him: what topics know of him, links that he made.
    pub records: Vec<RecordKey>,
}

impl ErasePerson {
    /// What waits for him or is held against him goes.
    fn traces(&self, draft: &mut Draft, view: &View) {
        draft.relies_on_application(&self.user, view);
        draft.relies_on_sanction(&self.user, view);
        if view.application(&self.user).is_some() {
            draft.changes.push(Change::RemoveApplication(self.user.clone()));
        }
        if view.sanction(&self.user).is_some() {
            draft.changes.push(Change::RemoveSanction(self.user.clone()));
        }
        for key in &self.records {
            draft.relies_on_record(key.clone(), view);
            let link = match view.record(key) {
                Some(Record::InviteLink(link)) if link.creator == self.user => Some(link.id.clone()),
                Some(Record::TopicMember(member)) if member.user == self.user => None,
                _ => continue,
            };
            draft.changes.push(Change::RemoveRecord(key.clone()));
            draft.events.extend(link.map(|link| EventBody::LinkRevoked { link }));
        }
    }

    /// His membership goes, as if he had left.
    fn membership(&self, draft: &mut Draft, own: &Member, group: &Group, view: &View) {
        let user = &self.user;
        draft.relies_on_role(user, Some(own.role));
        draft.events.push(EventBody::MemberQuit { member: user.clone(), role: own.role });
        draft.changes.push(Change::RemoveMembers(vec![user.clone()]));
        draft.effects.push(UserEffect { user: user.clone(), joined: None, left: true, notice: Some(Notice::Quit) });
        if own.role == Role::Owner {
            draft.events.push(EventBody::OwnerChanged { before: Some(user.clone()), after: None });
            let ownerless = Group { owner: None, info_changed_at: view.now.secs(), ..group.clone() };
            draft.changes.push(Change::Profile(Box::new(ownerless)));
        }
        // The ordinary members of live groups are not stored: that nobody is left in the store does not mean that nobody is there.
        if group.kind.rules().stored_members == StoredMembers::Staff {
            return;
        }
        if group.member_count > 1 {
            draft.asserts.push(Assert::SomebodyStays);
        } else {
            draft.asserts.push(Assert::Room { cap: 0 });
            draft.changes.push(Change::Disband);
            let owner = if own.role == Role::Owner { None } else { group.owner.clone() };
            draft.events.push(EventBody::Disbanded { kind: group.kind, name: group.name.clone(), owner });
        }
    }
}

impl Command for ErasePerson {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        let own = vec![self.user.clone()];
        ReadSet {
            applications: own.clone(),
            sanctions: own.clone(),
            records: self.records.clone(),
            ..ReadSet::head_and_members(own)
        }
    }

    fn decide(&self, actor: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        demand_app(actor)?;
        let group = view.group()?;
        let mut draft = Draft::on(group);
        self.traces(&mut draft, view);
        match view.member(&self.user) {
            Some(own) => self.membership(&mut draft, own, group, view),
            None => draft.relies_on_role(&self.user, None),
        }
        if draft.changes.is_empty() {
            return Ok(nothing(()));
        }
        Ok(draft.done(actor, ()))
    }
}
