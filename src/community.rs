//! Communities, topics and permission groups.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    community_add_community_members_to_permission_group = "TIMCommunityAddCommunityMembersToPermissionGroup";
    community_add_topic_permission_to_permission_group = "TIMCommunityAddTopicPermissionToPermissionGroup";
    community_create_permission_group_in_community = "TIMCommunityCreatePermissionGroupInCommunity";
    community_delete_permission_group_from_community = "TIMCommunityDeletePermissionGroupFromCommunity";
    community_delete_topic_permission_from_permission_group = "TIMCommunityDeleteTopicPermissionFromPermissionGroup";
    community_get_community_member_list_in_permission_group = "TIMCommunityGetCommunityMemberListInPermissionGroup";
    community_get_joined_permission_group_list_in_community = "TIMCommunityGetJoinedPermissionGroupListInCommunity";
    community_get_permission_group_list_in_community = "TIMCommunityGetPermissionGroupListInCommunity";
    community_get_topic_permission_in_permission_group = "TIMCommunityGetTopicPermissionInPermissionGroup";
    community_modify_permission_group_info_in_community = "TIMCommunityModifyPermissionGroupInfoInCommunity";
    community_modify_topic_permission_in_permission_group = "TIMCommunityModifyTopicPermissionInPermissionGroup";
    community_remove_community_members_from_permission_group = "TIMCommunityRemoveCommunityMembersFromPermissionGroup";
    group_create_topic_in_community = "TIMGroupCreateTopicInCommunity";
    group_delete_topic_from_community = "TIMGroupDeleteTopicFromCommunity";
    group_get_joined_community_list = "TIMGroupGetJoinedCommunityList";
    group_get_topic_info_list = "TIMGroupGetTopicInfoList";
    group_set_topic_info = "TIMGroupSetTopicInfo";
}
