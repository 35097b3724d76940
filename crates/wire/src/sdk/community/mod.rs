//! Communities: what calls about topics and permission groups take and answer.

mod permission_group;
mod permission_members;
mod result;
mod rights;
mod topic;
mod topics;

pub use permission_group::{
    CreatePermissionGroupInCommunityParam, DeletePermissionGroupFromCommunity, GetJoinedPermissionGroupListInCommunityParam,
    GetPermissionGroupListInCommunityParam, PermissionGroupInfo, PermissionGroupInfoResult, PermissionGroupOperationResult,
    create_permission_group, delete_permission_groups, deleted_permission_groups, joined_permission_groups_asked,
    modify_permission_group, permission_groups_asked, permission_groups_found, permission_groups_listed,
};
pub use permission_members::{
    AddCommunityMembersToPermissionGroupParam, GetCommunityMemberListInPermissionGroupParam, PermissionGroupMemberInfoResult,
    PermissionGroupMemberOperationResult, PermissionMembersAsked, add_permission_members, added_permission_members,
    permission_members_asked, permission_members_found, remove_permission_members, removed_permission_members,
};
pub use result::{Asked, AskedIn};
pub use rights::{
    AddTopicPermissionToPermissionGroupParam, DeleteTopicPermissionFromPermissionGroupParam, RightsAsked, RightsCommand,
    TopicPermissionMap, TopicPermissionResult, change_rights, changed_right, changed_rights, rights_asked, rights_found,
    take_rights,
};
pub use topic::{CreateTopicParam, GroupTopicInfo, SetTopicInfoParam, TopicSeen, create_topic, modify_topic};
pub use topics::{
    DeleteTopicParam, GetCommunityListParam, GroupTopicInfoResult, TopicOperationResult, delete_topics, deleted_topics,
    topics_asked, topics_found, topics_listed,
};

#[cfg(test)]
mod tests;
