//! Leave a group (rule book 1.4, "Quit"; 1.5, "Auto reclaim").

use crate::draft::{Draft, nothing};
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, EventBody, GroupId, Home, Notice, ReadSet, Reject, Role, Step,
    StoredMembers, UserEffect, View,
};
use alloc::boxed::Box;
use alloc::vec;
use minicbor::{Decode, Encode};

/// Takes the caller out of a group. The last one to leave ends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuitGroup {
    /// The group.
    pub group: GroupId,
}

/// How somebody left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Left {
    /// He is no member any more.
    #[n(0)]
    Membership,
    /// Ordinary members of this type live with their connections: his is to be taken out.
    #[n(1)]
    Presence,
}

impl Command for QuitGroup {
    type Reply = Left;

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting(actor)
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<Left>, Reject> {
        let group = view.group()?;
        let rules = group.kind.rules();
        let own = view.member(&actor.user);
        if rules.stored_members == StoredMembers::Staff {
            return match own {
                Some(own) if own.role == Role::Owner => Err(Reject::OwnerStays(group.kind)),
                _ if context.present => Ok(nothing(Left::Presence)),
                _ => Err(Reject::Outsider { action: Action::Quit }),
            };
        }
        let Some(own) = own else { return Err(Reject::Outsider { action: Action::Quit }) };
        context.demand(&Asker::of(actor, view, group), Action::Quit)?;
        let owns = own.role == Role::Owner;
        if owns && !rules.owner_may_quit {
            return Err(Reject::OwnerStays(group.kind));
        }
        let mut draft = Draft::on(group);
        draft.relies_on_role(&actor.user, Some(own.role));
        draft.events.push(EventBody::MemberQuit { member: actor.user.clone(), role: own.role });
        draft.changes.push(Change::RemoveMembers(vec![actor.user.clone()]));
        if owns {
            draft.events.push(EventBody::OwnerChanged { before: Some(actor.user.clone()), after: None });
            let ownerless = crate::group::Group { owner: None, info_changed_at: view.now.secs(), ..group.clone() };
            draft.changes.push(Change::Profile(Box::new(ownerless)));
        }
        draft.effects.push(UserEffect { user: actor.user.clone(), joined: None, left: true, notice: Some(Notice::Quit) });
        if group.member_count > 1 {
            draft.asserts.push(Assert::SomebodyStays);
        } else {
            draft.asserts.push(Assert::Room { cap: 0 });
            draft.changes.push(Change::Disband);
            let owner = if owns { None } else { group.owner.clone() };
            draft.events.push(EventBody::Disbanded { kind: group.kind, name: group.name.clone(), owner });
        }
        Ok(draft.done(actor, Left::Membership))
    }
}
