//! Communities: topics and permission groups.

use super::{Argument, Event, Method, Needs, Shape, Uses, json, text};

pub(super) const METHODS: &[Method] = &[
    Method::uses("TIMGroupGetJoinedCommunityList", Uses::GroupGetJoinedCommunityList, Needs::Login, "The communities with topics that the caller is in, in the form of `TIMGroupGetJoinedGroupList`, which does not have them."),
    Method::uses("TIMGroupCreateTopicInCommunity", Uses::GroupCreateTopicInCommunity, Needs::Login, "Creates a topic in a community that was created with topics (10007 in others). Owner and admins may, or who has the right (10007). `json_param` is the id of the topic.")
        .takes(&[text("group_id"), json("json_topic_info")]),
    Method::uses("TIMGroupDeleteTopicFromCommunity", Uses::GroupDeleteTopicFromCommunity, Needs::Login, "Deletes topics, each answered by itself. Owner and admins may, or who has the right (10007).")
        .takes(&[text("group_id"), json("json_topic_id_array")]),
    Method::uses("TIMGroupSetTopicInfo", Uses::GroupSetTopicInfo, Needs::Login, "Changes what the flag names of a topic, and nothing else. Owner and admins may, or who has the right (10007). `json_param` is empty text.")
        .takes(&[json("json_topic_info")]),
    Method::uses("TIMGroupGetTopicInfoList", Uses::GroupGetTopicInfoList, Needs::Login, "Topics of a community, each with its own code; all of them unless ids are given. Only members may ask (10007).")
        .takes(&[text("group_id"), json("json_topic_id_array")]),
    Method::uses("TIMCommunityCreatePermissionGroupInCommunity", Uses::CommunityCreatePermissionGroupInCommunity, Needs::Login, "Creates a permission group in a community with topics. The owner may, or who has the right (10007). `json_param` is the id of the permission group.")
        .takes(&[json("json_permission_group_info")]),
    Method::uses("TIMCommunityDeletePermissionGroupFromCommunity", Uses::CommunityDeletePermissionGroupFromCommunity, Needs::Login, "Deletes permission groups, each answered by itself; their members lose its rights.")
        .takes(&[text("group_id"), json("json_permission_group_id_array")]),
    Method::uses("TIMCommunityModifyPermissionGroupInfoInCommunity", Uses::CommunityModifyPermissionGroupInfoInCommunity, Needs::Login, "Changes what the flag names of a permission group: name, rights in the community, custom text. `json_param` is empty text.")
        .takes(&[json("json_permission_group_info")]),
    Method::uses("TIMCommunityGetJoinedPermissionGroupListInCommunity", Uses::CommunityGetJoinedPermissionGroupListInCommunity, Needs::Login, "The permission groups of a community that the caller is in.")
        .takes(&[text("group_id")]),
    Method::uses("TIMCommunityGetPermissionGroupListInCommunity", Uses::CommunityGetPermissionGroupListInCommunity, Needs::Login, "The permission groups of a community, each with its own code; all of them unless ids are given. Only members may ask (10007).")
        .takes(&[text("group_id")]),
    Method::uses("TIMCommunityAddCommunityMembersToPermissionGroup", Uses::CommunityAddCommunityMembersToPermissionGroup, Needs::Login, "Adds members of the community to a permission group, each answered by itself.")
        .takes(&[text("group_id"), text("permission_group_id"), json("json_member_id_array")]),
    Method::uses("TIMCommunityRemoveCommunityMembersFromPermissionGroup", Uses::CommunityRemoveCommunityMembersFromPermissionGroup, Needs::Login, "Removes members from a permission group, each answered by itself. Who leaves the community leaves its permission groups too.")
        .takes(&[text("group_id"), text("permission_group_id"), json("json_member_id_array")]),
    Method::uses("TIMCommunityGetCommunityMemberListInPermissionGroup", Uses::CommunityGetCommunityMemberListInPermissionGroup, Needs::Login, "Members of a permission group by pages of up to 100. Only members of the community may ask (10007).").takes(&[
        text("group_id"),
        text("permission_group_id"),
        Argument { path: "next_cursor", shape: Shape::MaybeEmptyText },
    ]),
    Method::uses("TIMCommunityAddTopicPermissionToPermissionGroup", Uses::CommunityAddTopicPermissionToPermissionGroup, Needs::Login, "Gives a permission group rights in topics, each answered by itself.")
        .takes(&[text("group_id"), text("permission_group_id")]),
    Method::uses("TIMCommunityDeleteTopicPermissionFromPermissionGroup", Uses::CommunityDeleteTopicPermissionFromPermissionGroup, Needs::Login, "Takes its rights in topics from a permission group, each answered by itself.")
        .takes(&[text("group_id"), text("permission_group_id")]),
    Method::uses("TIMCommunityModifyTopicPermissionInPermissionGroup", Uses::CommunityModifyTopicPermissionInPermissionGroup, Needs::Login, "Changes the rights of a permission group in topics, each answered by itself.")
        .takes(&[text("group_id"), text("permission_group_id")]),
    Method::uses("TIMCommunityGetTopicPermissionInPermissionGroup", Uses::CommunityGetTopicPermissionInPermissionGroup, Needs::Login, "The rights of a permission group in topics, each with its own code; in all where it has some unless ids are given.")
        .takes(&[text("group_id"), text("permission_group_id")]),
    Method::hears(
        "TIMSetGroupTopicCreatedCallback",
        Event::TopicCreated,
        "Takes the listener of new topics, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetGroupTopicDeletedCallback",
        Event::TopicDeleted,
        "Takes the listener of deleted topics, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetGroupTopicChangedCallback",
        Event::TopicChanged,
        "Takes the listener of changed topics, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityReceiveTopicRESTCustomDataCallback",
        Event::TopicCustomData,
        "Takes the listener of custom data that a back end sends to topics, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityCreatePermissionGroupCallback",
        Event::PermissionGroupCreated,
        "Takes the listener of new permission groups, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityDeletePermissionGroupCallback",
        Event::PermissionGroupDeleted,
        "Takes the listener of deleted permission groups, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityChangePermissionGroupInfoCallback",
        Event::PermissionGroupChanged,
        "Takes the listener of changed permission groups, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityAddMembersToPermissionGroupCallback",
        Event::PermissionMembersAdded,
        "Takes the listener of members added to permission groups, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityRemoveMembersFromPermissionGroupCallback",
        Event::PermissionMembersRemoved,
        "Takes the listener of members removed from permission groups, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityAddTopicPermissionCallback",
        Event::TopicRightsAdded,
        "Takes the listener of rights in topics that were given, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityDeleteTopicPermissionCallback",
        Event::TopicRightsDeleted,
        "Takes the listener of rights in topics that were taken, in place of the one this instance had; null drops it.",
    ),
    Method::hears(
        "TIMSetCommunityModifyTopicPermissionCallback",
        Event::TopicRightsModified,
        "Takes the listener of rights in topics that changed, in place of the one this instance had; null drops it.",
    ),
];
