//! What other homes must learn of a commit: a user's own list of groups and his personal notices.

use crate::{GroupId, Kind, MsgFlag, Role, Secs, UserId};
use minicbor::{Decode, Encode};

/// A row in a user's list of joined groups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    /// The group.
    pub group: GroupId,
    /// Its type.
    pub kind: Kind,
    /// A community with topics: those have a list of their own (rule book 1.5).
    pub topics: bool,
    /// The user's role.
    pub role: Role,
    /// When he joined.
    pub joined_at: Secs,
    /// How he is told of messages.
    pub msg_flag: MsgFlag,
}

/// A personal notice, told only to one user (rule book 8.2, report types).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Notice {
    /// His group was created; keeps his other devices in step and is not shown.
    #[n(6)]
    Created,
    /// He was put into a group.
    #[n(7)]
    Invited,
    /// A group he was in has ended.
    #[n(5)]
    Disbanded,
}

/// What one user's home learns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserEffect {
    /// Whose home.
    pub user: UserId,
    /// He is a member now: his row.
    pub joined: Option<Listing>,
    /// He is no longer a member.
    pub left: bool,
    /// What he is told.
    pub notice: Option<Notice>,
}
