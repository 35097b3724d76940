//! The dialect's names for fields and types: they differ from method to method.

use crate::sdk::method::Uses;
use crate::sentence::FieldNames;
use opentim_domain::{Field, Kind};

/// The names where no method is known: those of a create.
pub const NAMES: FieldNames = with(general);

/// The names in the argument of a method.
pub(super) const fn of(method: Uses) -> FieldNames {
    with(match method {
        Uses::GroupModifyGroupInfo => modify_group,
        Uses::GroupModifyMemberInfo | Uses::MsgSetGroupReceiveMessageOpt => modify_member,
        Uses::ProfileModifySelfUserProfile => profile,
        Uses::GroupInviteMember => invite,
        Uses::GroupDeleteMember => delete_member,
        Uses::GroupMarkGroupMemberList => mark,
        Uses::GroupGetMemberInfoList => members,
        Uses::GroupJoin | Uses::GroupQuit | Uses::GroupHandlePendency => joining,
        Uses::GroupHandlePendencyList => decide,
        Uses::GroupSearchGroupMembers => search_members,
        Uses::GroupCreateTopicInCommunity | Uses::GroupSetTopicInfo => topic,
        Uses::GroupDeleteTopicFromCommunity
        | Uses::GroupGetTopicInfoList
        | Uses::CommunityDeleteTopicPermissionFromPermissionGroup
        | Uses::CommunityGetTopicPermissionInPermissionGroup => topics,
        Uses::CommunityDeletePermissionGroupFromCommunity | Uses::CommunityGetPermissionGroupListInCommunity => permission_groups,
        Uses::CommunityAddCommunityMembersToPermissionGroup
        | Uses::CommunityRemoveCommunityMembersFromPermissionGroup
        | Uses::CommunityGetCommunityMemberListInPermissionGroup => permission_members,
        Uses::CommunityAddTopicPermissionToPermissionGroup | Uses::CommunityModifyTopicPermissionInPermissionGroup => rights,
        _ => general,
    })
}

const fn with(field: fn(Field) -> &'static str) -> FieldNames {
    FieldNames { field, kind: kind_name }
}

pub(super) const fn general(field: Field) -> &'static str {
    match field {
        Field::GroupId => "the group id",
        Field::GroupType => "create_group_param_group_type",
        Field::Name => "create_group_param_group_name",
        Field::Introduction => "create_group_param_introduction",
        Field::Notification => "create_group_param_notification",
        Field::FaceUrl => "create_group_param_face_url",
        Field::MaxMembers => "create_group_param_max_member_num",
        Field::JoinOption => "create_group_param_add_option",
        Field::InviteOption => "create_group_param_approve_option",
        Field::Owner => "the owner",
        Field::CreateTime => "the time of creation",
        Field::PermissionGroups => "create_group_param_enable_permission_group",
        Field::DefaultPermissions => "create_group_param_default_permissions",
        Field::GroupFields => "create_group_param_custom_info",
        Field::GroupFieldKey => "group_info_custom_string_info_key",
        Field::GroupFieldValue => "group_info_custom_string_info_value",
        Field::Members => "create_group_param_group_member_array",
        Field::MemberId => "group_member_info_identifier",
        Field::MemberRole => "group_member_info_member_role",
        Field::NameCard => "group_member_info_name_card",
        Field::MemberFields => "group_member_info_custom_info",
        Field::MemberFieldKey => "group_member_info_custom_string_info_key",
        Field::MemberFieldValue => "group_member_info_custom_string_info_value",
        Field::OperationId => "the operation id",
        Field::Limit => "the limit",
        Field::Offset => "the offset",
        Field::Next => "the cursor",
        Field::NewOwner => "group_modify_info_param_owner",
        Field::Visible => "group_modify_info_param_visible",
        Field::Searchable => "group_modify_info_param_searchable",
        Field::MuteAll => "group_modify_info_param_is_shutup_all",
        Field::EarlyHistory => "the history before joining",
        Field::MsgFlag => "group_modify_member_info_msg_flag",
        Field::MuteTime => "group_modify_member_info_shutup_time",
        Field::BanTime => "group_delete_member_param_duration",
        Field::JoinTime => "group_member_info_join_time",
        Field::UnreadCount => "group_self_info_unread_num",
        Field::ApplyMessage => "helloMsg",
        Field::HandleMessage => "group_handle_pendency_param_handle_msg",
        Field::Reason => "group_delete_member_param_user_data",
        Field::Keywords => "group_search_params_keyword_list",
        Field::Fields => "group_search_params_field_list",
        Field::Mark => "mark_type",
        Field::Timestamp => "timeStamp",
        Field::Application => "group_handle_pendency_param_pendency",
        Field::OnlineCount => "group_get_online_member_count_result",
        Field::LiveAdmins => "the admins of a live group",
        Field::TopicId => "group_topic_info_topic_id",
        Field::Topics => "json_topic_id_array",
        Field::TopicCustom => "group_topic_info_custom_string",
        Field::Link => "the invite link",
        Field::LinkExpiry => "the link's end",
        Field::LinkUses => "the link's number of uses",
        Field::Nick => "user_profile_item_nick_name",
        Field::Signature => "user_profile_item_self_signature",
        Field::Location => "user_profile_item_location",
        Field::Gender => "user_profile_item_gender",
        Field::ProfileFields => "user_profile_item_custom_string_array",
        Field::ProfileFieldKey => "user_profile_custom_string_info_key",
        Field::ProfileFieldValue => "user_profile_custom_string_info_value",
        Field::Attributes => "attributes",
        Field::AttributeKey => "group_attribute_key",
        Field::AttributeValue => "group_attribute_value",
        Field::Counters => "json_group_counter_array",
        Field::CounterKey => "group_counter_key",
        Field::PermissionGroupList => "json_permission_group_id_array",
        Field::PermissionGroupId => "permission_group_id",
        Field::PermissionGroupName => "permission_group_name",
        Field::PermissionGroupCustom => "permission_custom_data",
        Field::TopicPermissions => "json_topic_permission_map",
    }
}

const fn modify_group(field: Field) -> &'static str {
    match field {
        Field::Name => "group_modify_info_param_group_name",
        Field::Introduction => "group_modify_info_param_introduction",
        Field::Notification => "group_modify_info_param_notification",
        Field::FaceUrl => "group_modify_info_param_face_url",
        Field::MaxMembers => "group_modify_info_param_max_member_num",
        Field::JoinOption => "group_modify_info_param_add_option",
        Field::InviteOption => "group_modify_info_param_approve_option",
        Field::PermissionGroups => "group_modify_info_param_enable_permission_group",
        Field::DefaultPermissions => "group_modify_info_param_default_permissions",
        Field::GroupFields => "group_modify_info_param_custom_info",
        other => general(other),
    }
}

const fn modify_member(field: Field) -> &'static str {
    match field {
        Field::MemberId => "group_modify_member_info_identifier",
        Field::MemberRole => "group_modify_member_info_member_role",
        Field::NameCard => "group_modify_member_info_name_card",
        Field::MemberFields => "group_modify_member_info_custom_info",
        other => general(other),
    }
}

const fn profile(field: Field) -> &'static str {
    match field {
        Field::FaceUrl => "user_profile_item_face_url",
        other => general(other),
    }
}

const fn invite(field: Field) -> &'static str {
    match field {
        Field::Members => "group_invite_member_param_identifier_array",
        Field::ApplyMessage => "group_invite_member_param_user_data",
        other => joining(other),
    }
}

/// What stands in the way of joining is the group's, so it has its name there.
const fn joining(field: Field) -> &'static str {
    match field {
        Field::JoinOption => "group_detail_info_add_option",
        Field::InviteOption => "group_detail_info_approve_option",
        Field::MaxMembers => "group_detail_info_max_member_num",
        other => general(other),
    }
}

const fn decide(field: Field) -> &'static str {
    match field {
        Field::HandleMessage => "group_handle_pendency_list_param_handle_msg",
        Field::Application | Field::Members => "group_handle_pendency_list_param_pendency_array",
        other => joining(other),
    }
}

const fn delete_member(field: Field) -> &'static str {
    match field {
        Field::Members => "group_delete_member_param_identifier_array",
        other => general(other),
    }
}

const fn mark(field: Field) -> &'static str {
    match field {
        Field::Members => "member_array",
        other => general(other),
    }
}

const fn members(field: Field) -> &'static str {
    match field {
        Field::Members => "group_get_members_info_list_param_identifier_array",
        Field::Next => "group_get_members_info_list_param_next_seq",
        Field::Mark => "group_member_get_info_option_role_flag",
        other => general(other),
    }
}

const fn search_members(field: Field) -> &'static str {
    match field {
        Field::Keywords => "group_search_member_params_keyword_list",
        Field::Fields => "group_search_member_params_field_list",
        other => general(other),
    }
}

const fn topic(field: Field) -> &'static str {
    match field {
        Field::Name => "group_topic_info_topic_name",
        Field::Introduction => "group_topic_info_introduction",
        Field::Notification => "group_topic_info_notification",
        Field::FaceUrl => "group_topic_info_topic_face_url",
        Field::MuteAll => "group_topic_info_is_all_muted",
        other => general(other),
    }
}

/// Where ids of topics stand in a list.
const fn topics(field: Field) -> &'static str {
    match field {
        Field::TopicId | Field::Topics | Field::TopicPermissions => "json_topic_id_array",
        other => general(other),
    }
}

const fn rights(field: Field) -> &'static str {
    match field {
        Field::TopicId => "topic_permission_key",
        Field::TopicPermissions => "json_topic_permission_map",
        other => general(other),
    }
}

/// Where ids of permission groups stand in a list.
const fn permission_groups(field: Field) -> &'static str {
    match field {
        Field::PermissionGroupId | Field::PermissionGroupList => "json_permission_group_id_array",
        other => general(other),
    }
}

const fn permission_members(field: Field) -> &'static str {
    match field {
        Field::Members => "json_member_id_array",
        Field::Next => "next_cursor",
        other => general(other),
    }
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Public => "0 (Public)",
        Kind::Work => "1 (Private)",
        Kind::Meeting => "2 (ChatRoom)",
        Kind::BChatRoom => "3 (BChatRoom)",
        Kind::Live => "4 (AVChatRoom)",
        Kind::Community => "5 (Community)",
    }
}
