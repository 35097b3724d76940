//! What a commit demands and what it does to its home.

use crate::UserId;
use crate::group::{Group, Member};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// What must still be true when the commit happens; otherwise the command is decided again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Assert {
    /// No group of this id, or only the tombstone of one.
    GroupAbsent,
    /// The group is alive and its members and roles are those that were read.
    Members {
        /// The member version that was read.
        version: u64,
    },
    /// The group is disbanded and its clean-up is under way.
    CleaningUp,
}

/// One change in a group's home. The store keeps versions, counts and numbers in step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A new group; the numbers of a tombstone of the same id are continued.
    Create(Box<Group>),
    /// A new member.
    AddMember(Member),
    /// The group ends: no read sees it any more, its members are still to be removed.
    Disband,
    /// Members of a disbanded group are removed.
    RemoveMembers(Vec<UserId>),
    /// Clean-up is done: only the tombstone remains.
    Bury,
}
