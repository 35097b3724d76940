//! The interfaces.

use super::text::{comment, line_of};
use crate::sdk::base::{
    CallExperimentalApiJsonParam, CallExperimentalApiParam, CustomServerInfo, GenTestUserSigOptions, HttpProxyInfo, InitParam,
    JsonConfig, LoginParam, LogoutParam, PacProxyInfo, PolicyOptions, ServerAddressInfo, Socks5ProxyInfo, TIMSetConfigParam,
    TimRenderOptions, UserConfig,
};
use crate::sdk::community::{
    AddCommunityMembersToPermissionGroupParam, AddTopicPermissionToPermissionGroupParam, CreatePermissionGroupInCommunityParam,
    CreateTopicParam, DeletePermissionGroupFromCommunity, DeleteTopicParam, DeleteTopicPermissionFromPermissionGroupParam,
    GetCommunityListParam, GetCommunityMemberListInPermissionGroupParam, GetJoinedPermissionGroupListInCommunityParam,
    GetPermissionGroupListInCommunityParam, GroupTopicInfo, GroupTopicInfoResult, PermissionGroupInfo, PermissionGroupInfoResult,
    PermissionGroupMemberInfoResult, PermissionGroupMemberOperationResult, PermissionGroupOperationResult, SetTopicInfoParam,
    TopicOperationResult, TopicPermissionMap, TopicPermissionResult,
};
use crate::sdk::described::Described;
use crate::sdk::explain::{ExplainParams, ExplainResult, ExplainedRule};
use crate::sdk::group::{
    CreateGroupParams, CreateGroupResult, CreateInviteLinkParams, CreateInviteLinkResult, DeleteAttributeParams, DeleteGroupParams,
    DeleteMemberParams, DeleteMemberResult, GetGroupCounterParams, GetGroupListParams, GetGroupMemberInfoParams,
    GetInviteLinkListParams, GetMemberInfoResult, GetOnlineMemberCountParams, GetOnlineMemberCountResult, GetPendencyListParams,
    GroupAttributes, GroupBaseInfo, GroupCounter, GroupCounterParams, GroupCountersParam, GroupDeleteMemberParam, GroupDetailInfo,
    GroupGetMemberInfoListParam, GroupHandlePendencyListParam, GroupHandlePendencyParam, GroupHandlePendencyResult,
    GroupInfoCustomString, GroupInfoResult, GroupInviteMemberParam, GroupInviteMemberResult, GroupMemberInfo,
    GroupMemberInfoCustemString, GroupMemberInfoOption, GroupModifyInfoParam, GroupModifyMemberInfoParam, GroupParams,
    GroupPendency, GroupPendencyOption, GroupPendencyResult, GroupSearchParams, GroupSelfInfo, HandlePendencyListParams,
    HandlePendencyParams, IncreaseGroupCounterParam, InitGroupAttributeParams, InviteLinkInfo, InviteMemberParams,
    JoinByInviteLinkParams, JoinByInviteLinkResult, JoinGroupParams, MarkGroupMemberListParams, MemberSearchParams,
    ModifyGroupParams, ModifyMemberInfoParams, MsgSetGroupReceiveMessageOptParams, QuitGroupParams, ReportParams,
    RevokeInviteLinkParams, SearchGroupParams, SearchMemberParams, SearchMemberResult,
};
use crate::sdk::user::{
    GetUserProfileListParam, ModifySelfUserProfileParam, OwnStatus, SetSelfStatusParam, SubscribeUserInfoParam,
    UserProfileCustemStringInfo, UserProfileItem, UserProfileListParam, UserStatus, UserStatusParam,
};

const INDENT: &str = "  ";

/// What no struct stands for.
const BY_HAND: &str = "
  /** Answer of a call. A call never throws and never rejects: look at `code`. */
  export interface commonResult<T> {
    /** 0: done. Else why not; nothing has changed then. */
    code: number;
    /** Empty, or what was wrong and what to mend. */
    desc: string;
    /** The result: parsed where it is data, else text. Empty text when `code` is not 0. */
    json_param: T;
    /** The same as `json_param` in calls about messages; absent in others. */
    json_params?: any;
    /** What the call was given to hand back, untouched; empty text if nothing. */
    user_data: string;
    /** The whole answer in its older form; there with the option `compat` only. */
    data?: LegacyResult;
  }

  /** An answer as version 1 of the incumbent's Electron wrapper gave it: older spellings of keys, and roles 1, 2 and 3. */
  export interface LegacyResult {
    /** 0: done. Else why not. */
    code: number;
    /** Empty, or what was wrong. */
    desc: string;
    /** The result as JSON text; empty text when `code` is not 0. */
    json_param: string;
    /** What the call was given to hand back. */
    user_data: string;
  }

  /** The same as `commonResult`. */
  export type CommonResult<T> = commonResult<T>;

  /** A number instead of an answer. With the option `compat` it is an object, and the number is in its `data`. */
  export type BareNumber<T extends number = number> = T & { readonly data?: T };

  /** A text instead of an answer. With the option `compat` it is an object, and the text is in its `data`. */
  export type BareText = string & { readonly data?: string };

  /** Argument of the methods that take a listener. null or undefined as `callback` drops the one there was. */
  export interface ListenerParams {
    /**
     * The listener. It is called with one array of all values, the user data last; the single values from the second on follow
     * as further arguments.
     */
    callback?: ((...args: any[]) => void) | null;
    /** Handed back with each call of the listener. */
    user_data?: any;
    /** The same, under the name that some methods use. */
    userData?: any;
    /** The same, under the name that some methods use. */
    data?: any;
  }

  /** Answer of `TIMGroupGetJoinedGroupList`. */
  export interface JoinedGroupListResult extends commonResult<GroupInfo[]> {
    /** true when there is no connection to the server: the list is as it was when the server was last asked. Only in opentim. */
    from_cache?: boolean;
  }

  /** Answer of `TIMGroupJoin`. */
  export interface JoinGroupResult extends commonResult<string> {
    /** `WaitAdminApproval` when owner or admins decide; absent when the caller is a member. Only in opentim. */
    joined_status?: string;
  }

  /** Answer of `opentimJoinByInviteLink`. */
  export interface JoinByLinkAnswer extends commonResult<JoinByInviteLinkResult> {
    /** `WaitAdminApproval` when owner or admins decide; absent when the caller is a member. */
    joined_status?: string;
  }

  /** Answer of `TIMGroupSearchGroupMembers`. */
  export interface SearchMembersResult extends commonResult<SearchMemberResult[]> {
    /** There is more: give it to the next search as `opentim_cursor`. Only in opentim. */
    next_cursor?: string;
  }

  /** A joined group: both views of it in one object. */
  export interface GroupInfo extends GroupBaseInfo, GroupDetailInfo {}

  /** The same as `GroupInfoCustomString`. */
  export type GroupInfoCustemString = GroupInfoCustomString;

  /** The same as `GroupMemberInfoCustemString`. */
  export type GroupMemberInfoCustomString = GroupMemberInfoCustemString;

  /** The same as `GroupInfoResult`. */
  export type GetGroupInfoResult = GroupInfoResult;

  /** The same as `UserProfile`. */
  export type userProfile = UserProfile;

  /** The same as `UserProfileCustemStringInfo`. */
  export type UserProfileCustomStringInfo = UserProfileCustemStringInfo;

  /** The same as `GroupParams`. */
  export type CreateGroupParam = GroupParams;
";

/// Keys that typings written for other versions name and that no answer ever holds.
const NEVER_FILLED: &[(&str, &str)] = &[("GroupDetailInfo", "group_detail_info_owener_identifier")];

/// What every argument of a changing method may hold.
const OPERATION_ID: &[&str] = &[
    "An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is repeated under",
    "it within three days is done once and answered the same; other arguments under the same id are refused (10004).",
];

pub(super) fn write(out: &mut String) {
    interface::<TimRenderOptions>(out);
    interface::<PolicyOptions>(out);
    interface::<GenTestUserSigOptions>(out);
    interface::<InitParam>(out);
    interface::<LoginParam>(out);
    interface::<LogoutParam>(out);
    interface::<TIMSetConfigParam>(out);
    interface::<JsonConfig>(out);
    interface::<UserConfig>(out);
    interface::<HttpProxyInfo>(out);
    interface::<Socks5ProxyInfo>(out);
    interface::<PacProxyInfo>(out);
    interface::<CallExperimentalApiParam>(out);
    interface::<CallExperimentalApiJsonParam>(out);
    interface::<CustomServerInfo>(out);
    interface::<ServerAddressInfo>(out);
    groups(out);
    members(out);
    pendencies(out);
    topics(out);
    permission_groups(out);
    records(out);
    users(out);
    out.push_str(BY_HAND);
}

fn groups(out: &mut String) {
    interface::<CreateGroupParams>(out);
    interface::<GroupParams>(out);
    interface::<GroupInfoCustomString>(out);
    interface::<GroupMemberInfo>(out);
    interface::<GroupMemberInfoCustemString>(out);
    interface::<CreateGroupResult>(out);
    interface::<DeleteGroupParams>(out);
    interface::<GetGroupListParams>(out);
    interface::<GroupInfoResult>(out);
    interface::<GroupBaseInfo>(out);
    interface::<GroupDetailInfo>(out);
    interface::<GroupSelfInfo>(out);
    interface::<ModifyGroupParams>(out);
    interface::<GroupModifyInfoParam>(out);
    interface::<SearchGroupParams>(out);
    interface::<GroupSearchParams>(out);
    interface::<MsgSetGroupReceiveMessageOptParams>(out);
}

fn members(out: &mut String) {
    interface::<JoinGroupParams>(out);
    interface::<QuitGroupParams>(out);
    interface::<InviteMemberParams>(out);
    interface::<GroupInviteMemberParam>(out);
    interface::<GroupInviteMemberResult>(out);
    interface::<DeleteMemberParams>(out);
    interface::<GroupDeleteMemberParam>(out);
    interface::<DeleteMemberResult>(out);
    interface::<GetGroupMemberInfoParams>(out);
    interface::<GroupGetMemberInfoListParam>(out);
    interface::<GroupMemberInfoOption>(out);
    interface::<GetMemberInfoResult>(out);
    interface::<ModifyMemberInfoParams>(out);
    interface::<GroupModifyMemberInfoParam>(out);
    interface::<MarkGroupMemberListParams>(out);
    interface::<GetOnlineMemberCountParams>(out);
    interface::<GetOnlineMemberCountResult>(out);
    interface::<SearchMemberParams>(out);
    interface::<MemberSearchParams>(out);
    interface::<SearchMemberResult>(out);
}

fn users(out: &mut String) {
    interface::<GetUserProfileListParam>(out);
    interface::<UserProfileListParam>(out);
    interface::<ModifySelfUserProfileParam>(out);
    interface::<UserProfileItem>(out);
    interface::<UserProfileCustemStringInfo>(out);
    interface::<SubscribeUserInfoParam>(out);
    interface::<UserStatusParam>(out);
    interface::<UserStatus>(out);
    interface::<SetSelfStatusParam>(out);
    interface::<OwnStatus>(out);
}

fn records(out: &mut String) {
    interface::<InitGroupAttributeParams>(out);
    interface::<DeleteAttributeParams>(out);
    interface::<GroupCounterParams>(out);
    interface::<GroupCountersParam>(out);
    interface::<GetGroupCounterParams>(out);
    interface::<IncreaseGroupCounterParam>(out);
    interface::<CreateInviteLinkParams>(out);
    interface::<CreateInviteLinkResult>(out);
    interface::<RevokeInviteLinkParams>(out);
    interface::<GetInviteLinkListParams>(out);
    interface::<InviteLinkInfo>(out);
    interface::<JoinByInviteLinkParams>(out);
    interface::<JoinByInviteLinkResult>(out);
    interface::<ExplainParams>(out);
    interface::<ExplainResult>(out);
    interface::<ExplainedRule>(out);
    interface::<GroupAttributes>(out);
    interface::<GroupCounter>(out);
}

fn pendencies(out: &mut String) {
    interface::<GetPendencyListParams>(out);
    interface::<GroupPendencyOption>(out);
    interface::<GroupPendencyResult>(out);
    interface::<GroupPendency>(out);
    interface::<ReportParams>(out);
    interface::<HandlePendencyParams>(out);
    interface::<GroupHandlePendencyParam>(out);
    interface::<HandlePendencyListParams>(out);
    interface::<GroupHandlePendencyListParam>(out);
    interface::<GroupHandlePendencyResult>(out);
}

fn topics(out: &mut String) {
    interface::<GetCommunityListParam>(out);
    interface::<CreateTopicParam>(out);
    interface::<SetTopicInfoParam>(out);
    interface::<GroupTopicInfo>(out);
    interface::<DeleteTopicParam>(out);
    interface::<TopicOperationResult>(out);
    interface::<GroupTopicInfoResult>(out);
}

fn permission_groups(out: &mut String) {
    interface::<CreatePermissionGroupInCommunityParam>(out);
    interface::<PermissionGroupInfo>(out);
    interface::<DeletePermissionGroupFromCommunity>(out);
    interface::<PermissionGroupOperationResult>(out);
    interface::<GetJoinedPermissionGroupListInCommunityParam>(out);
    interface::<GetPermissionGroupListInCommunityParam>(out);
    interface::<PermissionGroupInfoResult>(out);
    interface::<AddCommunityMembersToPermissionGroupParam>(out);
    interface::<PermissionGroupMemberOperationResult>(out);
    interface::<GetCommunityMemberListInPermissionGroupParam>(out);
    interface::<PermissionGroupMemberInfoResult>(out);
    interface::<AddTopicPermissionToPermissionGroupParam>(out);
    interface::<TopicPermissionMap>(out);
    interface::<DeleteTopicPermissionFromPermissionGroupParam>(out);
    interface::<TopicPermissionResult>(out);
}

pub(super) fn interface<T: Described>(out: &mut String) {
    out.push('\n');
    comment(out, INDENT, T::ABOUT);
    line_of(out, INDENT, &format!("export interface {} {{", T::NAME));
    let inner = INDENT.repeat(2);
    for field in T::fields() {
        comment(out, &inner, field.about);
        let mark = if field.optional { "?" } else { "" };
        line_of(out, &inner, &format!("{}{mark}: {};", field.name, field.type_name));
    }
    if super::class::repeatable().contains(&T::NAME) {
        comment(out, &inner, OPERATION_ID);
        line_of(out, &inner, "operation_id?: string;");
    }
    for (_, name) in NEVER_FILLED.iter().filter(|(interface, _)| *interface == T::NAME) {
        line_of(out, &inner, "/** @deprecated A misspelling; no answer holds it. */");
        line_of(out, &inner, &format!("{name}?: string;"));
    }
    line_of(out, INDENT, "}");
}
