//! Topics and permission groups: what the members of a community are told of them.

use crate::sdk::community::{GroupTopicInfo, PermissionGroupInfo, TopicPermissionMap};
use crate::sdk::described::described;
use crate::sdk::number::Bits;
use opentim_domain::record::{PermissionGroup, Topic};
use opentim_domain::{GroupId, PermissionGroupId, TopicId, TopicRights, UserId};
use serde::Serialize;

described! {
    /// What changed in a permission group, as JSON text the second value of its listeners. One array is there, the one that the
    /// listener is about.
    #[derive(Clone, Debug, Default, Serialize)]
    pub struct PermissionGroupCallback as "PermissionGroupCallback" {
        /// Id of the permission group.
        pub permission_group_id: String,
        /// User ids of those who were added or removed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub member_id_list: Option<Vec<String>>,
        /// Topics in which it was given rights, or has other ones, with the rights it has now.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub topic_permission_map: Option<Vec<TopicPermissionMap>>,
        /// Ids of the topics in which it has no rights of its own any more.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub topic_id_list: Option<Vec<String>>,
    }
}

/// The values for a listener of new topics: community and topic.
pub(super) fn topic_created(group: &GroupId, topic: &Topic) -> Option<String> {
    serde_json::to_string(&(group.as_str(), topic.id.as_str())).ok()
}

/// The values for a listener of deleted topics: community and topics.
pub(super) fn topics_deleted(group: &GroupId, topics: &[TopicId]) -> Option<String> {
    values(group, &topics.iter().map(TopicId::as_str).collect::<Vec<_>>())
}

/// The values for a listener of changed topics: community and the topic as it is now.
pub(super) fn topic_changed(group: &GroupId, topic: &Topic) -> Option<String> {
    values(group, &GroupTopicInfo::of(topic))
}

/// The values for a listener of custom data: the topic, and what the app's back end says.
pub(super) fn topic_custom_data(topic: &TopicId, data: &str) -> Option<String> {
    serde_json::to_string(&(topic.as_str(), data)).ok()
}

/// The values for a listener of new or changed permission groups: community and the permission group as it is now.
pub(super) fn permission_group(group: &GroupId, permission_group: &PermissionGroup) -> Option<String> {
    values(group, &PermissionGroupInfo::of(group, permission_group, None))
}

/// The values for a listener of deleted permission groups: community and permission groups.
pub(super) fn permission_groups_deleted(group: &GroupId, permission_groups: &[PermissionGroupId]) -> Option<String> {
    values(group, &permission_groups.iter().map(PermissionGroupId::as_str).collect::<Vec<_>>())
}

/// The values for a listener of members of permission groups: community, and who was added to or removed from which.
pub(super) fn permission_members(group: &GroupId, permission_group: &PermissionGroupId, users: &[UserId]) -> Option<String> {
    let member_id_list = Some(users.iter().map(ToString::to_string).collect());
    let permission_group_id = permission_group.to_string();
    values(group, &PermissionGroupCallback { permission_group_id, member_id_list, ..PermissionGroupCallback::default() })
}

/// The values for a listener of rights in topics: community, and the rights that are there now or the topics where there are none any
/// more.
pub(super) fn topic_rights(group: &GroupId, permission_group: &PermissionGroupId, topics: &[TopicRights]) -> Option<String> {
    let mut told = PermissionGroupCallback { permission_group_id: permission_group.to_string(), ..Default::default() };
    let right = |rights: &TopicRights| {
        let topic_permission_value = Bits(rights.after?);
        Some(TopicPermissionMap { topic_permission_key: rights.topic.to_string(), topic_permission_value })
    };
    if topics.iter().all(|rights| rights.after.is_none()) {
        told.topic_id_list = Some(topics.iter().map(|rights| rights.topic.to_string()).collect());
    } else {
        told.topic_permission_map = Some(topics.iter().filter_map(right).collect());
    }
    values(group, &told)
}

/// The community, and what is a structure as JSON text.
fn values(group: &GroupId, structure: &impl Serialize) -> Option<String> {
    let text = serde_json::to_string(structure).ok()?;
    serde_json::to_string(&(group.as_str(), text)).ok()
}
