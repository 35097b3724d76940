//! Groups, their members, attributes and counters.

use super::{Any, Argument, ArrayOf, Event, Method, Needs, Shape, UserDataAt, Uses, array, json, list, object, text};

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
        .takes(&[list("groupIds")])
        .data(),
    Method::hears("TIMSetGroupTipsEventCallback", Event::GroupTips, "Takes the listener of what happens in the caller's groups, in place of the one this instance had; null drops it. Each call brings one group tip. It is heard by every instance with this login, also for what the caller does himself.")
        .data(),
    Method::hears("TIMSetGroupAttributeChangedCallback", Event::GroupAttributes, "Takes the listener of changes of attributes in the caller's groups, in place of the one this instance had; null drops it. Each call brings all attributes of the group as they are now.").data(),
    Method::hears("TIMSetGroupCounterChangedCallback", Event::GroupCounters, "Takes the listener of changes of counters in the caller's groups, in place of the one this instance had; null drops it. Each call brings one counter; one that was deleted counts 0."),
    Method::uses("TIMGroupJoin", Uses::GroupJoin, Needs::Login, "Joins a group or asks to join it. Code 0 and no `joined_status`: the caller is a member. With `joined_status` \"WaitAdminApproval\": owner or admins decide. Private groups: 8508; forbidden by the group or banned: 10007; a member already: 10013; full: 10014. `json_param` is empty text.")
        .takes(&[text("groupId")])
        .data(),
    Method::uses("TIMGroupQuit", Uses::GroupQuit, Needs::Login, "Leaves a group. Only owners of Private groups may (10009 for others); the last one to leave ends the group. `json_param` is empty text.")
        .takes(&[text("groupId")])
        .data(),
    Method::uses("TIMGroupInviteMember", Uses::GroupInviteMember, Needs::Login, "Invites up to 20 users. What then happens is the group's approve option. `json_param` is JSON text: an array with a result for each user.")
        .takes(&[object("params", &[Any("group_invite_member_param_group_id"), ArrayOf("group_invite_member_param_identifier_array")])])
        .data(),
    Method::uses("TIMGroupDeleteMember", Uses::GroupDeleteMember, Needs::Login, "Removes up to 100 members, if wanted for a time. One removes only those below oneself: when none of them is, the call is refused with 10007.")
        .takes(&[object("params", &[Any("group_delete_member_param_group_id"), ArrayOf("group_delete_member_param_identifier_array")])])
        .data(),
    Method::uses("TIMGroupModifyGroupInfo", Uses::GroupModifyGroupInfo, Needs::Login, "Changes what the flag names of a group's profile and options, and nothing else; or its owner. `json_param` is empty text.")
        .takes(&[object("params", &[Any("group_modify_info_param_group_id"), Any("group_modify_info_param_modify_flag")])])
        .data(),
    Method::uses("TIMGroupGetMemberInfoList", Uses::GroupGetMemberInfoList, Needs::Login, "Members of a group in the order of joining, by pages, or those of up to 500 users who are members. Only members may ask (10007).")
        .takes(&[object("params", &[Any("group_get_members_info_list_param_group_id")])])
        .data(),
    Method::uses("TIMGroupModifyMemberInfo", Uses::GroupModifyMemberInfo, Needs::Login, "Changes what the flag names of a member: receive option, role, mute, name card, custom fields. `json_param` is empty text.")
        .takes(&[object("params", &[Any("group_modify_member_info_group_id"), Any("group_modify_member_info_identifier"), Any("group_modify_member_info_modify_flag")])])
        .data(),
    Method::uses("TIMGroupMarkGroupMemberList", Uses::GroupMarkGroupMemberList, Needs::Login, "Sets a mark on members of a live group, or takes it off. Only its owner may (8515); members can then be listed by the mark. `json_param` is empty text.")
        .takes(&[text("group_id"), list("member_array"), Argument { path: "mark_type", shape: Shape::NotZero }, json("enable_mark")]),
    Method::uses("TIMGroupGetPendencyList", Uses::GroupGetPendencyList, Needs::Login, "Applications and invitations that the caller decides on, newest first, by pages; decided ones stay listed.")
        .takes(&[object("params", &[])])
        .data(),
    Method::uses("TIMGroupReportPendencyReaded", Uses::GroupReportPendencyReaded, Needs::Login, "Notes that the caller has read the applications and invitations up to a time. `json_param` is empty text.")
        .takes(&[json("timeStamp")])
        .data(),
    Method::uses("TIMGroupHandlePendency", Uses::GroupHandlePendency, Needs::Login, "Accepts or refuses an application or invitation. The first decision counts, a second one is refused with 10024. `json_param` is empty text.")
        .takes(&[object("params", &[Any("group_handle_pendency_param_pendency")])])
        .data(),
    Method::uses("opentimGroupHandlePendencyList", Uses::GroupHandlePendencyList, Needs::Login, "Accepts or refuses up to 100 applications and invitations, of one group or several, each answered for itself. Only in opentim.")
        .takes(&[object("params", &[ArrayOf("group_handle_pendency_list_param_pendency_array")])])
        .data(),
    Method::uses("TIMGroupGetOnlineMemberCount", Uses::GroupGetOnlineMemberCount, Needs::Login, "Number of members who are online, in groups of every type. Only members may ask (10007).")
        .takes(&[text("groupId")])
        .data(),
    Method::uses("TIMGroupSearchGroups", Uses::GroupSearchGroups, Needs::Login, "Searches the groups that the caller is in for up to 5 keywords; a group that holds one of them is found.")
        .takes(&[object("searchParams", &[])])
        .data(),
    Method::uses("TIMGroupSearchGroupMembers", Uses::GroupSearchGroupMembers, Needs::Login, "Searches the members of the caller's groups for up to 5 keywords; a member who holds one of them is found.")
        .takes(&[object("searchParams", &[])])
        .data(),
    Method::uses("TIMGroupInitGroupAttributes", Uses::GroupInitGroupAttributes, Needs::Login, "Replaces all attributes of a group. What was written by somebody else since the caller last read, wrote or heard of the attributes is not overwritten: 10056, read them and write again. `json_param` is empty text.")
        .takes(&[text("groupId"), json("attributes")])
        .data(),
    Method::uses("TIMGroupSetGroupAttributes", Uses::GroupSetGroupAttributes, Needs::Login, "Sets attributes of a group, the others stay. 10056 as in `TIMGroupInitGroupAttributes`. `json_param` is empty text.")
        .takes(&[text("groupId"), json("attributes")])
        .data(),
    Method::uses("TIMGroupDeleteGroupAttributes", Uses::GroupDeleteGroupAttributes, Needs::Login, "Deletes attributes of a group; all of them when the array of keys is empty. 10050: one of the keys is not there. 10056 as in `TIMGroupInitGroupAttributes`. `json_param` is empty text.")
        .takes(&[text("groupId"), json("attributesKey")])
        .data(),
    Method::uses("TIMGroupGetGroupAttributes", Uses::GroupGetGroupAttributes, Needs::Login, "Attributes of a group, all unless keys are given, in the order of keys. Only members may ask (10007).")
        .takes(&[text("groupId")])
        .data(),
    Method::uses("TIMGroupSetGroupCounters", Uses::GroupSetGroupCounters, Needs::Login, "Sets counters of a group, the others stay. `json_param` has those that were set.")
        .takes(&[text("params.group_id"), array("params.json_group_counter_array")]),
    Method::uses("TIMGroupGetGroupCounters", Uses::GroupGetGroupCounters, Needs::Login, "Counters of a group, all when the array of keys is empty, in the order of keys. Only members may ask (10007).")
        .takes(&[text("group_id"), json("json_group_counter_key_array")]),
    Method::uses("TIMGroupIncreaseGroupCounter", Uses::GroupIncreaseGroupCounter, Needs::Login, "Adds to a counter, which counts from 0 when it is not there. `json_param` has it with its value now.")
        .takes(&[text("group_id"), text("group_counter_key")]),
    Method::uses("TIMGroupDecreaseGroupCounter", Uses::GroupDecreaseGroupCounter, Needs::Login, "Subtracts from a counter, which counts from 0 when it is not there. `json_param` has it with its value now.")
        .takes(&[text("group_id"), text("group_counter_key")]),
    Method::uses("opentimDeleteGroupCounters", Uses::DeleteGroupCounters, Needs::Login, "Deletes counters of a group, all unless keys are given. `json_param` is empty text. Only in opentim.")
        .takes(&[text("group_id")]),
    Method::uses("opentimCreateInviteLink", Uses::CreateInviteLink, Needs::Login, "Makes an invite link: whoever shows its token to `opentimJoinByInviteLink` comes into the group. Owner and admins may make one (10007 for others). Only in opentim.")
        .takes(&[text("group_id")]),
    Method::uses("opentimRevokeInviteLink", Uses::RevokeInviteLink, Needs::Login, "Makes an invite link worthless. `json_param` is empty text. Only in opentim.")
        .takes(&[text("group_id"), text("link_id")]),
    Method::uses("opentimGetInviteLinkList", Uses::GetInviteLinkList, Needs::Login, "The invite links of a group, without their tokens: all of them for whoever may make links, for other members those that they made. Only in opentim.")
        .takes(&[text("group_id")]),
    Method::uses("opentimJoinByInviteLink", Uses::JoinByInviteLink, Needs::Login, "Joins the group that an invite link is for, or asks to join it where the link says so: `joined_status` then is \"WaitAdminApproval\" as in `TIMGroupJoin`. Only in opentim.")
        .takes(&[text("token")]),
    Method::uses("explain", Uses::Explain, Needs::Login, "Whether the caller may now do what another method would do, and by which rule. Nothing is changed and nobody is asked. Only in opentim.")
        .takes(&[text("method")]),
];
