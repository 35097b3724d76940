//! What a command asks to read, and what it was shown.

use crate::Millis;
use crate::UserId;
use crate::group::{Group, Member};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// The records of one home that a command must read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadSet {
    /// The group itself.
    pub head: bool,
    /// These members, present or not.
    pub members: Vec<UserId>,
}

impl ReadSet {
    /// Only the group itself.
    pub fn head() -> Self {
        Self { head: true, members: Vec::new() }
    }

    /// The group and these members.
    pub fn head_and_members(members: Vec<UserId>) -> Self {
        Self { head: true, members }
    }
}

/// State of the group that a home belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[allow(clippy::large_enum_variant, reason = "a view lives for one decision; a box would cost an allocation for each")]
pub enum HeadView {
    /// Never existed, or only its tombstone remains: the id is free.
    #[default]
    Free,
    /// Disbanded, clean-up under way: gone for every reader, the id not yet free.
    Closing,
    /// It lives.
    Alive(Group),
}

/// Exactly the records that were asked for, absence included.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    /// The store's clock at the time of reading.
    pub now: Millis,
    head: Option<HeadView>,
    members: BTreeMap<UserId, Option<Member>>,
}

impl View {
    /// A view taken at `now` that shows nothing yet.
    pub fn at(now: Millis) -> Self {
        Self { now, ..Self::default() }
    }

    /// Shows the group.
    pub fn show_head(&mut self, head: HeadView) {
        self.head = Some(head);
    }

    /// Shows a member, or that this user is none.
    pub fn show_member(&mut self, user: UserId, member: Option<Member>) {
        self.members.insert(user, member);
    }

    /// The group. Reading it without having asked is a bug in the command.
    pub fn head(&self) -> &HeadView {
        debug_assert!(self.head.is_some(), "a command read the head without asking for it");
        self.head.as_ref().unwrap_or(&HeadView::Closing)
    }

    /// A member. Reading one without having asked is a bug in the command.
    pub fn member(&self, user: &UserId) -> Option<&Member> {
        debug_assert!(self.members.contains_key(user), "a command read a member without asking for him");
        self.members.get(user).and_then(Option::as_ref)
    }
}
