//! Set how many messages a member has not read, after an import (rule book 4.4, set_unread_msg_num).

use crate::draft::{Draft, nothing};
use crate::group::Member;
use crate::{
    Action, Actor, AppId, Asker, Assert, Change, Command, Context, EventBody, Field, GroupId, Home, MemberChange, ReadSet, Reject,
    Step, UserId, View,
};
use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec;

/// Sets a member's number of unread messages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetUnread {
    /// The group.
    pub group: GroupId,
    /// The member.
    pub user: UserId,
    /// The number.
    pub unread: u32,
}

impl Command for SetUnread {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, actor: &Actor) -> ReadSet {
        ReadSet::acting_on(actor, core::slice::from_ref(&self.user))
    }

    fn decide(&self, actor: &Actor, view: &View, context: &Context<'_>) -> Result<Step<()>, Reject> {
        let group = view.group()?;
        context.demand_app(&Asker::of(actor, view, group), Action::EditMember)?;
        if !group.kind.rules().unread {
            return Err(Reject::NotOfKind { field: Field::UnreadCount, kind: group.kind });
        }
        let Some(member) = view.member(&self.user) else { return Err(Reject::NotAMember { user: self.user.to_string() }) };
        if member.unread == self.unread {
            return Ok(nothing(()));
        }
        let mut draft = Draft::on(group);
        draft.asserts.push(Assert::Member(Box::new(member.clone())));
        draft.changes.push(Change::SetMember(Member { unread: self.unread, ..member.clone() }));
        let changes = vec![MemberChange::Unread(member.unread, self.unread)];
        draft.events.push(EventBody::MemberChanged { member: self.user.clone(), changes });
        Ok(draft.done(actor, ()))
    }
}
