//! Hand a group over to another owner (rule book 1.4, "Transfer"; 4.3, change_group_owner).

use crate::draft::{Draft, nothing};
use crate::group::{Group, Member};
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, EventBody, GroupId, Home, ReadSet, Reject, Role, Step, UserId,
    View,
};
use alloc::boxed::Box;
use alloc::string::ToString;

/// Makes a member the owner; the owner before becomes an ordinary member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeOwner {
    /// The group.
    pub group: GroupId,
    /// Who shall own it: a member.
    pub owner: UserId,
}

impl Command for ChangeOwner {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet { owner: true, ..ReadSet::acting_on(actor, core::slice::from_ref(&self.owner)) }
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let group = view.group()?;
        let asker = Asker::of(actor, view, group);
        context.demand(&asker, Action::Transfer)?;
        let Some(heir) = view.member(&self.owner) else { return Err(Reject::NotAMember { user: self.owner.to_string() }) };
        if heir.role == Role::Owner {
            return Ok(nothing(()));
        }
        let mut draft = Draft::on(group);
        draft.relies_on(&asker);
        if let Some(former) = view.owner() {
            draft.asserts.push(Assert::Member(Box::new(former.clone())));
            draft.changes.push(Change::SetMember(Member { role: Role::Member, ..former.clone() }));
        }
        draft.asserts.push(Assert::Member(Box::new(heir.clone())));
        draft.changes.push(Change::SetMember(Member { role: Role::Owner, ..heir.clone() }));
        let after = Group { owner: Some(self.owner.clone()), info_changed_at: view.now.secs(), ..group.clone() };
        draft.changes.push(Change::Profile(Box::new(after)));
        draft.events.push(EventBody::OwnerChanged { before: group.owner.clone(), after: Some(self.owner.clone()) });
        Ok(draft.done(actor, ()))
    }
}
