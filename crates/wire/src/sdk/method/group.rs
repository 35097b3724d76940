//! Groups, their members, attributes and counters.

use super::{Any, Argument, ArrayOf, Method, Needs, Shape, UserDataAt, Uses, array, json, object, text};

pub(super) const METHODS: &[Method] = &[
    Method::uses("TIMGroupCreate", Uses::GroupCreate, Needs::Login, "Creates a group; the caller becomes its owner.")
        .takes(&[object("params", &[Any("create_group_param_group_name")])])
        .data(),
    Method::uses("TIMGroupDelete", Uses::GroupDelete, Needs::Login, "Disbands a group. Only its owner may (10007); nobody may disband a Private group this way. `json_param` is empty text.")
        .takes(&[text("groupId")])
        .data(),
    Method::uses("TIMGroupGetJoinedGroupList", Uses::GroupGetJoinedGroupList, Needs::Login, "The groups that the caller is in, without live groups and communities with topics. The argument itself comes back as `user_data`.")
        .user_data(UserDataAt::Argument),
    Method::uses("TIMGroupGetGroupInfoList", Uses::GroupGetGroupInfoList, Needs::Login, "Profiles of up to 50 groups, each with its own code (10010 unknown, 10015 malformed id).")
        .takes(&[Argument { path: "groupIds", shape: Shape::List }])
        .data(),
    Method::listener("TIMSetGroupTipsEventCallback", "Takes the listener of group tips.").data(),
    Method::listener("TIMSetGroupAttributeChangedCallback", "Takes the listener of changes of attributes.").data(),
    Method::listener("TIMSetGroupCounterChangedCallback", "Takes the listener of changes of counters."),
    Method::not_built("TIMGroupJoin", "Joins a group or applies to join it.").takes(&[text("groupId")]).data(),
    Method::not_built("TIMGroupQuit", "Leaves a group.").takes(&[text("groupId")]).data(),
    Method::not_built("TIMGroupInviteMember", "Invites users to a group.")
        .takes(&[object("params", &[Any("group_invite_member_param_group_id"), ArrayOf("group_invite_member_param_identifier_array")])])
        .data(),
    Method::not_built("TIMGroupDeleteMember", "Removes members from a group.")
        .takes(&[object("params", &[Any("group_delete_member_param_group_id"), ArrayOf("group_delete_member_param_identifier_array")])])
        .data(),
    Method::not_built("TIMGroupModifyGroupInfo", "Changes the profile of a group, or its owner.")
        .takes(&[object("params", &[Any("group_modify_info_param_group_id"), Any("group_modify_info_param_modify_flag")])])
        .data(),
    Method::not_built("TIMGroupGetMemberInfoList", "Members of a group.")
        .takes(&[object("params", &[Any("group_get_members_info_list_param_group_id")])])
        .data(),
    Method::not_built("TIMGroupModifyMemberInfo", "Changes a member's role, name card, mute or custom fields.")
        .takes(&[object("params", &[Any("group_modify_member_info_group_id"), Any("group_modify_member_info_identifier"), Any("group_modify_member_info_modify_flag")])])
        .data(),
    Method::not_built("TIMGroupGetPendencyList", "Applications and invitations that wait for an answer.").takes(&[json("params")]).data(),
    Method::not_built("TIMGroupReportPendencyReaded", "Marks applications and invitations as read.").data(),
    Method::not_built("TIMGroupHandlePendency", "Accepts or refuses an application or invitation.")
        .takes(&[object("params", &[Any("group_handle_pendency_param_pendency")])])
        .data(),
    Method::not_built("TIMGroupGetOnlineMemberCount", "Number of members who are online.").takes(&[text("groupId")]).data(),
    Method::not_built("TIMGroupSearchGroups", "Searches for groups by keywords.").takes(&[object("searchParams", &[])]).data(),
    Method::not_built("TIMGroupSearchGroupMembers", "Searches for members by keywords.").takes(&[object("searchParams", &[])]).data(),
    Method::not_built("TIMGroupInitGroupAttributes", "Replaces all attributes of a group.").takes(&[text("groupId"), json("attributes")]).data(),
    Method::not_built("TIMGroupSetGroupAttributes", "Sets attributes of a group.").takes(&[text("groupId"), json("attributes")]).data(),
    Method::not_built("TIMGroupDeleteGroupAttributes", "Deletes attributes of a group.").takes(&[text("groupId"), json("attributesKey")]).data(),
    Method::not_built("TIMGroupGetGroupAttributes", "Attributes of a group, all unless keys are given.").takes(&[text("groupId")]).data(),
    Method::not_built("TIMGroupSetGroupCounters", "Sets counters of a group.").takes(&[text("params.group_id"), array("params.json_group_counter_array")]),
    Method::not_built("TIMGroupGetGroupCounters", "Counters of a group.").takes(&[text("group_id"), json("json_group_counter_key_array")]),
    Method::not_built("TIMGroupIncreaseGroupCounter", "Adds to a counter.").takes(&[text("group_id"), text("group_counter_key")]),
    Method::not_built("TIMGroupDecreaseGroupCounter", "Subtracts from a counter.").takes(&[text("group_id"), text("group_counter_key")]),
];
