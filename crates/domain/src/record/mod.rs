//! What a group holds besides its profile and members: attributes, counters, topics, permission groups, invite links. All of it is
//! stored alike: a record under a key, in the group's home.

mod link;
mod permission_group;
mod topic;

pub use link::InviteLink;
pub use permission_group::{PermissionGroup, PermissionMember};
pub use topic::{Topic, TopicMember};

use crate::{LinkId, PermissionGroupId, TopicId, UserId};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;
use minicbor::{Decode, Encode};

/// Between the parts of a record's place: no id holds it, because ids are printable.
const PART: char = '\u{1f}';

/// How the places begin of all records that belong to a topic or to a permission group.
pub fn places_of(owner: &impl fmt::Display) -> String {
    format!("{owner}{PART}")
}

/// What sort of record. The numbers are those of the stored rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RecordClass {
    /// All attributes of a group: one record.
    Attributes = 1,
    /// All counters of a group: one record.
    Counters = 2,
    /// A topic of a community.
    Topic = 3,
    /// What a topic knows of one user.
    TopicMember = 4,
    /// A permission group of a community.
    PermissionGroup = 5,
    /// Somebody is in a permission group.
    PermissionMember = 6,
    /// An invite link.
    InviteLink = 7,
}

/// Where a record is in its group.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)] // the classes of the same names
pub enum RecordKey {
    Attributes,
    Counters,
    Topic(TopicId),
    TopicMember { topic: TopicId, user: UserId },
    PermissionGroup(PermissionGroupId),
    PermissionMember { permission_group: PermissionGroupId, user: UserId },
    InviteLink(LinkId),
}

impl RecordKey {
    /// Its class.
    pub const fn class(&self) -> RecordClass {
        match self {
            Self::Attributes => RecordClass::Attributes,
            Self::Counters => RecordClass::Counters,
            Self::Topic(_) => RecordClass::Topic,
            Self::TopicMember { .. } => RecordClass::TopicMember,
            Self::PermissionGroup(_) => RecordClass::PermissionGroup,
            Self::PermissionMember { .. } => RecordClass::PermissionMember,
            Self::InviteLink(_) => RecordClass::InviteLink,
        }
    }

    /// Its place among those of its class, as text: lists are in this order. What belongs to something begins as
    /// [`places_of`] it says.
    pub fn place(&self) -> String {
        match self {
            Self::Attributes | Self::Counters => String::new(),
            Self::Topic(topic) => topic.to_string(),
            Self::TopicMember { topic, user } => format!("{topic}{PART}{user}"),
            Self::PermissionGroup(group) => group.to_string(),
            Self::PermissionMember { permission_group, user } => format!("{permission_group}{PART}{user}"),
            Self::InviteLink(link) => link.to_string(),
        }
    }

    /// The member whom it goes with: when he ceases to be one, the store removes the record too.
    pub const fn goes_with(&self) -> Option<&UserId> {
        match self {
            Self::PermissionMember { user, .. } => Some(user),
            Self::Attributes
            | Self::Counters
            | Self::Topic(_)
            | Self::TopicMember { .. }
            | Self::PermissionGroup(_)
            | Self::InviteLink(_) => None,
        }
    }
}

/// A record.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Record {
    /// The attributes, by key. Each change of it counts up [`Numbers::attributes`](crate::group::Numbers::attributes).
    #[n(1)]
    Attributes(#[n(0)] BTreeMap<String, String>),
    /// The counters, by key.
    #[n(2)]
    Counters(#[n(0)] BTreeMap<String, i64>),
    /// A topic.
    #[n(3)]
    Topic(#[n(0)] Topic),
    /// What a topic knows of one user.
    #[n(4)]
    TopicMember(#[n(0)] TopicMember),
    /// A permission group.
    #[n(5)]
    PermissionGroup(#[n(0)] PermissionGroup),
    /// Somebody is in a permission group.
    #[n(6)]
    PermissionMember(#[n(0)] PermissionMember),
    /// An invite link.
    #[n(7)]
    InviteLink(#[n(0)] InviteLink),
}

impl Record {
    /// Where it is.
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Attributes(_) => RecordKey::Attributes,
            Self::Counters(_) => RecordKey::Counters,
            Self::Topic(topic) => RecordKey::Topic(topic.id.clone()),
            Self::TopicMember(TopicMember { topic, user, .. }) => {
                RecordKey::TopicMember { topic: topic.clone(), user: user.clone() }
            }
            Self::PermissionGroup(group) => RecordKey::PermissionGroup(group.id.clone()),
            Self::PermissionMember(PermissionMember { permission_group, user, .. }) => {
                RecordKey::PermissionMember { permission_group: permission_group.clone(), user: user.clone() }
            }
            Self::InviteLink(link) => RecordKey::InviteLink(link.id.clone()),
        }
    }
}
