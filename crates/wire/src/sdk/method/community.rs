//! Communities: topics and permission groups.

use super::{Argument, Event, Method, Shape, json, text};

pub(super) const METHODS: &[Method] = &[
    Method::not_built("TIMGroupGetJoinedCommunityList", "The communities with topics that the caller is in."),
    Method::not_built("TIMGroupCreateTopicInCommunity", "Creates a topic.").takes(&[text("group_id"), json("json_topic_info")]),
    Method::not_built("TIMGroupDeleteTopicFromCommunity", "Deletes topics.")
        .takes(&[text("group_id"), json("json_topic_id_array")]),
    Method::not_built("TIMGroupSetTopicInfo", "Changes the profile of a topic.").takes(&[json("json_topic_info")]),
    Method::not_built("TIMGroupGetTopicInfoList", "Profiles of topics.").takes(&[text("group_id"), json("json_topic_id_array")]),
    Method::not_built("TIMCommunityCreatePermissionGroupInCommunity", "Creates a permission group.")
        .takes(&[json("json_permission_group_info")]),
    Method::not_built("TIMCommunityDeletePermissionGroupFromCommunity", "Deletes permission groups.")
        .takes(&[text("group_id"), json("json_permission_group_id_array")]),
    Method::not_built("TIMCommunityModifyPermissionGroupInfoInCommunity", "Changes a permission group.")
        .takes(&[json("json_permission_group_info")]),
    Method::not_built("TIMCommunityGetJoinedPermissionGroupListInCommunity", "The permission groups that the caller is in.")
        .takes(&[text("group_id")]),
    Method::not_built(
        "TIMCommunityGetPermissionGroupListInCommunity",
        "The permission groups of a community, all unless ids are given.",
    )
    .takes(&[text("group_id")]),
    Method::not_built("TIMCommunityAddCommunityMembersToPermissionGroup", "Adds members to a permission group.").takes(&[
        text("group_id"),
        text("permission_group_id"),
        json("json_member_id_array"),
    ]),
    Method::not_built("TIMCommunityRemoveCommunityMembersFromPermissionGroup", "Removes members from a permission group.")
        .takes(&[text("group_id"), text("permission_group_id"), json("json_member_id_array")]),
    Method::not_built("TIMCommunityGetCommunityMemberListInPermissionGroup", "Members of a permission group.").takes(&[
        text("group_id"),
        text("permission_group_id"),
        Argument { path: "next_cursor", shape: Shape::MaybeEmptyText },
    ]),
    Method::not_built("TIMCommunityAddTopicPermissionToPermissionGroup", "Gives a permission group rights in topics.")
        .takes(&[text("group_id"), text("permission_group_id")]),
    Method::not_built("TIMCommunityDeleteTopicPermissionFromPermissionGroup", "Takes rights in topics from a permission group.")
        .takes(&[text("group_id"), text("permission_group_id")]),
    Method::not_built("TIMCommunityModifyTopicPermissionInPermissionGroup", "Changes the rights of a permission group in topics.")
        .takes(&[text("group_id"), text("permission_group_id")]),
    Method::not_built("TIMCommunityGetTopicPermissionInPermissionGroup", "The rights of a permission group in topics.")
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
