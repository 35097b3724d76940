//! Lists and their filters.

use opentim_domain::group::{Group, Member};
use opentim_domain::{Application, GroupId, Kind, Listed, Millis};

/// One page of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// There are more.
    pub more: bool,
}

/// Which of a user's groups are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct JoinedFilter {
    /// Only this type.
    pub kind: Option<Kind>,
    /// Also live groups and broadcast rooms.
    pub huge: bool,
    /// Communities with topics instead of the ordinary list (rule book 1.5).
    pub topics: bool,
}

impl JoinedFilter {
    /// Whether a group of this type, with or without topics, is in the list.
    pub fn takes(self, kind: Kind, topics: bool) -> bool {
        let listed = match kind.rules().listed {
            Listed::Always => true,
            Listed::WhenAsked => self.huge,
        };
        listed && self.topics == topics && self.kind.is_none_or(|wanted| wanted == kind)
    }
}

/// A user's groups.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Joined {
    /// How many there are in all.
    pub total: usize,
    /// The rows asked for: each group as it is now, with the user's own membership.
    pub rows: Vec<(Group, Member)>,
}

/// Groups of an app.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AllGroups {
    /// How many there are in all.
    pub total: u64,
    /// The ids asked for.
    pub ids: Vec<GroupId>,
    /// Cursor for the next page; 0 when this was the last.
    pub next: u64,
}

/// Applications that a user decides on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Applications {
    /// The rows asked for, newest first, each with its group. Decided and expired ones are among them.
    pub rows: Vec<(GroupId, Application)>,
    /// There are older ones: ask again for those before this moment.
    pub next: Option<Millis>,
    /// How far the user has read, as he said himself; 0: he never said it.
    pub read_up_to: Millis,
    /// Undecided ones that are newer than that, in all.
    pub unread: usize,
}
