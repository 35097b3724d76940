//! Remove the members of a disbanded group, page by page, and tell each of them.

use crate::{
    Actor, AppId, Assert, Change, Command, Context, Decision, GroupId, HeadView, Home, Notice, ReadSet, Reject, Step, UserEffect,
    UserId, View,
};
use alloc::vec;
use alloc::vec::Vec;

/// One page of the clean-up after a disband.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CleanUp {
    /// The disbanded group.
    pub group: GroupId,
    /// Members to remove now.
    pub members: Vec<UserId>,
    /// These are the last: only the tombstone remains and the id is free again.
    pub last: bool,
}

impl Command for CleanUp {
    type Reply = ();

    fn home(&self, _: AppId) -> Home {
        Home::Group(self.group.clone())
    }

    fn reads(&self, _: &Actor) -> ReadSet {
        ReadSet::head()
    }

    fn decide(&self, _: &Actor, view: &View, _: &Context<'_>) -> Result<Step<()>, Reject> {
        if *view.head() != HeadView::Closing {
            return Err(Reject::NoSuchGroup);
        }
        let mut changes = vec![Change::RemoveMembers(self.members.clone())];
        if self.last {
            changes.push(Change::Bury);
        }
        let effects = self.members.iter().map(|user| UserEffect {
            user: user.clone(),
            joined: None,
            left: true,
            notice: Some(Notice::Disbanded),
        });
        Ok(Step::Done(Decision {
            asserts: vec![Assert::CleaningUp],
            changes,
            events: Vec::new(),
            effects: effects.collect(),
            reply: (),
        }))
    }
}
