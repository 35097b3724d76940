//! The answer for each of several users: what happened to one never hides what happened to another.

use crate::{Field, Reject, UserId};
use minicbor::{Decode, Encode};

/// What became of one user that a command names (rule book 8.4, "Invite / delete result per user").
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Outcome {
    /// Refused for him: banned, no room, or not below who acts.
    #[n(0)]
    Failed = 0,
    /// Done.
    #[n(1)]
    Done = 1,
    /// Nothing to do: he is a member already, or was none.
    #[n(2)]
    Already = 2,
    /// Somebody has to agree first.
    #[n(3)]
    Waiting = 3,
    /// He is in as many groups as he may.
    #[n(4)]
    OverLimit = 4,
}

/// One user and what became of him.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Target {
    /// The user.
    #[n(0)]
    pub user: UserId,
    /// What became of him.
    #[n(1)]
    pub outcome: Outcome,
}

impl Target {
    /// One answer.
    pub fn new(user: &UserId, outcome: Outcome) -> Self {
        Self { user: user.clone(), outcome }
    }
}

/// Refuses a list of things that names none or too many; [`named`](crate::member::named) does it for users.
pub(crate) const fn some<T>(field: Field, things: &[T], limit: usize) -> Result<(), Reject> {
    match things.len() {
        0 => Err(Reject::NobodyNamed { field }),
        given if given > limit => Err(Reject::TooMany { field, limit, given }),
        _ => Ok(()),
    }
}
