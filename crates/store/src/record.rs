//! What a store shows.

use minicbor::{Decode, Encode};
use opentim_domain::{EventDraft, GroupId, Millis, Notice, Secs, UserId, View};

/// What is kept under an operation id: the hash of its request, and the encoded answer.
pub type KeptAnswer = ([u8; 16], Vec<u8>);

/// Answer to a load.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// The records.
    pub view: View,
    /// The operation id was used before: hash of that request, and its encoded answer.
    pub earlier: Option<KeptAnswer>,
}

/// A numbered event of a group. The counts are those after it, so that count and members never disagree.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct StoredEvent {
    /// Its number: 1 is the group's first, without gaps.
    #[n(0)]
    pub number: u64,
    /// When it was committed.
    #[n(1)]
    pub at: Millis,
    /// Members after it.
    #[n(2)]
    pub member_count: u32,
    /// What happened and who did it.
    #[n(3)]
    pub event: EventDraft,
}

/// A numbered notice of one user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredNotice {
    /// Its number: 1 is the user's first, without gaps.
    pub number: u64,
    /// The group it is about.
    pub group: GroupId,
    /// What it says.
    pub notice: Notice,
    /// Who caused it; absent when the system did.
    pub by: Option<UserId>,
    /// When.
    pub at: Secs,
}
