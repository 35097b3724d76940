//! What a store shows.

use minicbor::{Decode, Encode};
use opentim_domain::{EventDraft, GroupId, Kind, Millis, Notice, Secs, UserId, View};
use sha2::{Digest, Sha256};

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

/// An event in the log of an app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Logged {
    /// Its place in the log.
    pub place: u64,
    /// The group.
    pub group: GroupId,
    /// Its type; nothing when that is not known any more.
    pub kind: Option<Kind>,
    /// The event.
    pub event: StoredEvent,
}

/// An event with the hash that chains it to all before it: whoever changes one, leaves one out or adds one between breaks the chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Audited {
    /// The event.
    pub event: StoredEvent,
    /// See [`chained`].
    pub hash: [u8; 32],
}

/// The hash of an event: SHA-256 of the hash before it (zeros before the first) and the event in CBOR.
pub fn chained(before: &[u8; 32], event: &StoredEvent) -> [u8; 32] {
    let mut bytes = Vec::with_capacity(256);
    // Writing to a Vec cannot fail.
    let _ = minicbor::encode(event, &mut bytes);
    Sha256::new().chain_update(before).chain_update(&bytes).finalize().into()
}
