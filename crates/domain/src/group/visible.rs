//! What a reader may see of a group (rule book 4.6, "Removed members").

use crate::group::{Group, Member};

/// A group as one reader sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The group.
    pub group: Group,
    /// The reader's own membership.
    pub own: Option<Member>,
}
