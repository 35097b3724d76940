//! The parts of events: what changed, before and after.

use crate::{InviteOption, JoinOption, MsgFlag, TopicId};
use alloc::string::String;
use alloc::vec::Vec;
use minicbor::{Decode, Encode};

/// In what way attributes changed (rule book 7.2, OptionType).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum AttributeChange {
    /// All were replaced.
    #[n(0)]
    Set,
    /// Some were set.
    #[n(1)]
    Modify,
    /// Some were deleted.
    #[n(2)]
    Delete,
    /// All were deleted.
    #[n(3)]
    Clear,
}

/// A counter before and after; nothing: it was not there, or is not any more.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct CounterChange {
    /// The key.
    #[n(0)]
    pub key: String,
    /// The value before.
    #[n(1)]
    pub before: Option<i64>,
    /// The value after.
    #[n(2)]
    pub after: Option<i64>,
}

/// Rights in one topic before and after, as bits.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct TopicRights {
    /// The topic.
    #[n(0)]
    pub topic: TopicId,
    /// The rights before.
    #[n(1)]
    pub before: Option<u64>,
    /// The rights after.
    #[n(2)]
    pub after: Option<u64>,
}

/// How somebody became a member (rule book 8.2, join type).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Entry {
    /// He asked to.
    #[n(1)]
    Applied = 1,
    /// He was invited or added.
    #[n(2)]
    Invited = 2,
}

/// One change of a group's profile, with the value before and after.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[allow(missing_docs)] // the fields of Group: `n(0)` before, `n(1)` after
pub enum InfoChange {
    #[n(0)]
    Name(#[n(0)] String, #[n(1)] String),
    #[n(1)]
    Introduction(#[n(0)] String, #[n(1)] String),
    #[n(2)]
    Notification(#[n(0)] String, #[n(1)] String),
    #[n(3)]
    FaceUrl(#[n(0)] String, #[n(1)] String),
    /// Custom fields that were set, changed or (nothing after) deleted, by key.
    #[n(4)]
    Fields(#[n(0)] Vec<FieldChange>),
    #[n(5)]
    JoinOption(#[n(0)] JoinOption, #[n(1)] JoinOption),
    #[n(6)]
    InviteOption(#[n(0)] InviteOption, #[n(1)] InviteOption),
    #[n(7)]
    MaxMembers(#[n(0)] Option<u32>, #[n(1)] Option<u32>),
    #[n(8)]
    Visible(#[n(0)] Option<bool>, #[n(1)] Option<bool>),
    #[n(9)]
    Searchable(#[n(0)] Option<bool>, #[n(1)] Option<bool>),
    #[n(10)]
    MuteAll(#[n(0)] bool, #[n(1)] bool),
    #[n(11)]
    PermissionGroups(#[n(0)] bool, #[n(1)] bool),
    #[n(12)]
    DefaultPermissions(#[n(0)] u64, #[n(1)] u64),
    #[n(13)]
    EarlyHistory(#[n(0)] Option<bool>, #[n(1)] Option<bool>),
    /// Of topics only.
    #[n(14)]
    Custom(#[n(0)] String, #[n(1)] String),
}

/// One change of a member's record, with the value before and after.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[allow(missing_docs)] // the fields of Member: `n(0)` before, `n(1)` after
pub enum MemberChange {
    #[n(0)]
    NameCard(#[n(0)] String, #[n(1)] String),
    #[n(1)]
    MsgFlag(#[n(0)] MsgFlag, #[n(1)] MsgFlag),
    /// Custom fields that were set, changed or (nothing after) deleted, by key.
    #[n(2)]
    Fields(#[n(0)] Vec<FieldChange>),
    #[n(3)]
    Unread(#[n(0)] u32, #[n(1)] u32),
}

/// A custom field before and after; nothing: it was not there, or is not any more.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct FieldChange {
    /// The key.
    #[n(0)]
    pub key: String,
    /// The value before.
    #[n(1)]
    pub before: Option<String>,
    /// The value after.
    #[n(2)]
    pub after: Option<String>,
}
