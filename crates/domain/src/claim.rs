//! What a commit takes from a quota. The store counts in the same commit, so that no quota is ever exceeded.

use crate::{Kind, UserId};

/// A claim on a quota (rule book 1.6). It fails when the quota is used up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Claim {
    /// One more group of the app on this UTC day, those that ended today taken off.
    GroupToday {
        /// The quota.
        most: u64,
    },
    /// One more living group of this type in the app.
    GroupOfKind {
        /// The type.
        kind: Kind,
        /// The quota.
        most: u64,
    },
    /// One more membership of this user.
    Membership {
        /// The user.
        user: UserId,
        /// The quota.
        most: u64,
    },
}
