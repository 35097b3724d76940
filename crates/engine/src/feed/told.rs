//! What a feed says, and how far it has said it.

use crate::hub::Passing;
use opentim_domain::{GroupId, Kind};
use opentim_store::{StoredEvent, StoredNotice};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How far a user has been told: numbers of the newest notice and of the newest event of each group; 0: nothing yet.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Cursors {
    /// His notices.
    pub notices: u64,
    /// The events of the groups he is in.
    pub groups: BTreeMap<GroupId, u64>,
}

/// Something that a feed says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fed {
    /// What a group's members are told: an event, cut down to what they hear of it.
    Tip {
        /// The group.
        group: GroupId,
        /// Its type.
        kind: Kind,
        /// The event. Number 0: told only to those present in a live group, never stored.
        event: Arc<StoredEvent>,
    },
    /// What this user alone is told. Number 0: never stored.
    Notice(Arc<StoredNotice>),
    /// Too much of a group was missed: it must be read anew.
    Refresh {
        /// The group.
        group: GroupId,
        /// The cursor is there now.
        number: u64,
    },
    /// Too many notices were missed: what they would have said must be read anew.
    RefreshNotices {
        /// The cursor is there now.
        number: u64,
    },
    /// Everything missed has been told; from here on it is told as it happens.
    CaughtUp {
        /// Groups of the cursors given that the user is not in any more; their cursors are dropped.
        gone: Vec<GroupId>,
    },
    /// What is told to those who are there: it has no number, moves no cursor, and is not told again to who missed it.
    Passing(Arc<Passing>),
    /// The session is over, because the user's account was deleted or somebody ended it. Nothing follows.
    Over,
}

/// How much of what was missed is told before it must be read anew instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Backlog {
    /// Events of one group.
    pub events: u64,
    /// Notices.
    pub notices: u64,
    /// Events or notices read at once, at least 1.
    pub page: usize,
}

impl Default for Backlog {
    fn default() -> Self {
        Self { events: 1000, notices: 1000, page: 200 }
    }
}

/// One step of a feed.
#[derive(Debug)]
pub(super) enum Item {
    Fed(Fed),
    /// The events up to this number are dealt with.
    Reached {
        group: GroupId,
        number: u64,
    },
    /// Everything that was missed is dealt with.
    End {
        /// The groups the user is in, with their newest events.
        heads: BTreeMap<GroupId, u64>,
        /// Groups whose end he is still to be told of.
        closing: BTreeSet<GroupId>,
        /// Groups he is not in whose cursors lie ahead of their logs: those cursors are of another installation, or of a state
        /// before a backup was put back, and say nothing of what he was told.
        strange: BTreeSet<GroupId>,
    },
}
