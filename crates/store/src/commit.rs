//! A commit and its outcomes.

use opentim_domain::group::Numbers;
use opentim_domain::{AppId, Assert, Change, Claim, EventDraft, Home, UserEffect, UserId};

/// Under which key the answer to a mutating call is kept, so that repeating the call gives the same answer and changes nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OperationKey {
    /// Who called.
    pub caller: UserId,
    /// The id the caller chose, 1 to 64 bytes.
    pub id: String,
    /// First 16 bytes of a SHA-256 of the request: the same id with another request is refused.
    pub request: [u8; 16],
}

/// All that one operation writes. Its changes belong to one home; effects carry what other homes learn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commit {
    /// The app.
    pub app: AppId,
    /// The home of the changes.
    pub home: Home,
    /// The key its answer is kept under.
    pub operation: Option<OperationKey>,
    /// What must still be true.
    pub asserts: Vec<Assert>,
    /// Changes, in order.
    pub changes: Vec<Change>,
    /// Events, in order.
    pub events: Vec<EventDraft>,
    /// What users' homes learn.
    pub effects: Vec<UserEffect>,
    /// The encoded answer, kept with the operation id.
    pub reply: Vec<u8>,
}

impl Commit {
    /// Whom the notices of this commit name: the actor of its event. A clean-up writes no event and names nobody.
    pub fn actor(&self) -> Option<&UserId> {
        self.events.first().map(|event| &event.actor.user)
    }
}

/// Numbers of the home after a commit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Committed {
    /// Versions; `events` is the number of the newest event.
    pub numbers: Numbers,
    /// Members the group has.
    pub member_count: u32,
}

/// What became of a commit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Done and durable.
    Done(Committed),
    /// An assertion failed; nothing was written. Load and decide again.
    Conflict,
    /// Everything else holds, but these quotas have no room; nothing was written.
    Over(Vec<Claim>),
    /// The operation id was used before; nothing was written.
    Earlier {
        /// Hash of the earlier request.
        request: [u8; 16],
        /// Its encoded answer.
        reply: Vec<u8>,
    },
}
