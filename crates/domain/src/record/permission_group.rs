//! Permission groups of a community with topics (rule book 1.7).

use crate::{PermissionGroupId, Secs, TopicId, UserId};
use alloc::collections::BTreeMap;
use alloc::string::String;
use minicbor::{Decode, Encode};

/// A permission group: its members have its rights besides those that every member has.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct PermissionGroup {
    /// Its id.
    #[n(0)]
    pub id: PermissionGroupId,
    /// Its name.
    #[n(1)]
    pub name: String,
    /// Custom text, or empty.
    #[n(2)]
    pub custom: String,
    /// Rights in the community, as bits.
    #[n(3)]
    pub permissions: u64,
    /// Rights in single topics, as bits.
    #[n(4)]
    pub topics: BTreeMap<TopicId, u64>,
    /// When it was created.
    #[n(5)]
    pub created_at: Secs,
}

/// Somebody is in a permission group. The record goes when his membership of the community does.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct PermissionMember {
    /// The permission group.
    #[n(0)]
    pub permission_group: PermissionGroupId,
    /// The member.
    #[n(1)]
    pub user: UserId,
    /// Since when.
    #[n(2)]
    pub since: Secs,
}
