//! The class.

use super::text::{comment, line_of};
use crate::sdk::Event;
use crate::sdk::VERSION;
use crate::sdk::method::{Changes, Does, METHODS, Method, Plain, Uses};

const INDENT: &str = "  ";
/// Widest line of a method.
const WIDEST: usize = 150;

/// A reply whose `json_param` is text.
const TEXT: &str = "TimRender.commonResult<string>";
/// A reply whose `json_param` is an array of counters.
const COUNTERS: &str = "TimRender.commonResult<TimRender.GroupCounter[]>";

const ABOUT: &[&str] = &[
    "The SDK's entry point. Calls never throw and never reject; what goes wrong is a `code` in the answer.",
    "Order of refusals: -3 and -4 for the argument, 6013 before `TIMInit`, 6014 before `TIMLogin`, 7013 for a method that opentim does not have, then the call's own codes.",
];

const CONSTRUCTOR: &str = "
  /**
   * Opens nothing: `TIMInit` does. Instances of one process with the same settings share one login.
   * Throws when an option is of the wrong type.
   */
  constructor(options?: TimRender.TimRenderOptions | null);

  /**
   * A UserSig for tests and development. In production your own server signs it, and the key stays there.
   * Throws when an option is wrong or the key cannot be read.
   */
  static genTestUserSig(options: TimRender.GenTestUserSigOptions): string;

  /** A call with JSON text both ways, for a process that only passes it on. `argText` is what `JSON.stringify` gives. */
  callText(method: string, argText?: string | null): Promise<string>;

  /** Ends this instance: its later calls answer 7014, its listeners hear nothing more. The last instance on a data folder releases it. */
  close(): void;
";

pub(super) fn write(out: &mut String) {
    comment(out, "", ABOUT);
    line_of(out, "", "declare class TimRender {");
    out.push_str(CONSTRUCTOR.trim_start_matches('\n'));
    for method in METHODS.iter().copied().flatten() {
        out.push('\n');
        comment(out, INDENT, &about(method).iter().map(String::as_str).collect::<Vec<_>>());
        let (argument, result) = signature(method);
        declare(out, method.name, argument, result);
    }
    line_of(out, "", "}");
}

/// A method, on three lines where one is too long.
fn declare(out: &mut String, name: &str, argument: &str, result: &str) {
    let line = format!("{name}({argument}): Promise<{result}>;");
    if INDENT.len() + line.len() <= WIDEST {
        return line_of(out, INDENT, &line);
    }
    line_of(out, INDENT, &format!("{name}("));
    line_of(out, &INDENT.repeat(2), &format!("{argument},"));
    line_of(out, INDENT, &format!("): Promise<{result}>;"));
}

fn about(method: &Method) -> Vec<String> {
    let note = match method.does {
        Does::Plain(_) | Does::Experiments | Does::Uses(_) | Does::Changes(_) | Does::Hears(_) => None,
        Does::Listens => Some("It is accepted; it stays silent, because nothing of this kind happens yet.".to_owned()),
        Does::NotBuilt => Some(format!("Not in opentim {VERSION}: answers 7013.")),
    };
    std::iter::once(method.about.to_owned()).chain(note).collect()
}

/// The interfaces of arguments that may hold an operation id.
pub(super) fn repeatable() -> Vec<&'static str> {
    let changes = METHODS.iter().copied().flatten().filter(|method| method.is_change());
    changes.filter_map(|method| signature(method).0.split("TimRender.").nth(1)).collect()
}

/// Argument and result in TypeScript.
fn signature(method: &Method) -> (&'static str, &'static str) {
    match method.does {
        Does::Plain(Plain::GetSdkVersion) => ("", "TimRender.BareText"),
        Does::Plain(Plain::GetServerTime) => ("", "TimRender.BareNumber"),
        Does::Plain(Plain::SetConfig) => ("param: TimRender.TIMSetConfigParam", TEXT),
        Does::Experiments => ("param: TimRender.callExperimentalAPIParam", TEXT),
        Does::Plain(Plain::TestDoc) => ("param?: any", TEXT),
        Does::Plain(Plain::SetLogCallback) | Does::Listens => ("param?: TimRender.ListenerParams | null", TEXT),
        Does::Hears(event) => (listener(event), TEXT),
        Does::Uses(Uses::GetLoginStatus) => ("", "TimRender.BareNumber<TimRender.TIMLoginStatus>"),
        Does::Uses(Uses::GetLoginUserId) => ("", TEXT),
        Does::Uses(Uses::GroupGetJoinedGroupList) => ("user_data?: string | null", "TimRender.JoinedGroupListResult"),
        Does::Uses(uses) => group_signature(uses),
        Does::Changes(Changes::Init) => ("param?: TimRender.initParam | null", "TimRender.BareNumber"),
        Does::Changes(Changes::Uninit) => ("", "TimRender.BareNumber"),
        Does::Changes(Changes::Login) => ("param: TimRender.loginParam", TEXT),
        Does::Changes(Changes::Logout) => ("param?: TimRender.logoutParam | null", TEXT),
        Does::NotBuilt => ("param?: any", TEXT),
    }
}

/// The argument that takes a listener.
fn listener(event: Event) -> &'static str {
    match event {
        Event::GroupTips => "param?: TimRender.GroupTipsCallbackParams | null",
        Event::NewMessages => "param?: TimRender.TIMRecvNewMsgCallbackParams | null",
        Event::NetworkStatus => "param?: TimRender.TIMSetNetworkStatusListenerCallbackParam | null",
        Event::KickedOffline => "param?: TimRender.TIMSetKickedOfflineCallbackParam | null",
        Event::UserSigExpired => "param?: TimRender.TIMSetUserSigExpiredCallbackParam | null",
        Event::GroupAttributes => "param?: TimRender.GroupAttributeCallbackParams | null",
        Event::GroupCounters => "param?: TimRender.GroupCounterChangedParam | null",
        Event::TopicCreated => "param?: TimRender.TopicCreatedParam | null",
        Event::TopicDeleted => "param?: TimRender.TopicDeletedParam | null",
        Event::TopicChanged => "param?: TimRender.TopicChangedParam | null",
        Event::TopicCustomData => "param?: TimRender.CommunityReceiveTopicRESTCustomDataCallbackParam | null",
        Event::PermissionGroupCreated => "param?: TimRender.CommunityCreatePermissionGroupCallbackParam | null",
        Event::PermissionGroupDeleted => "param?: TimRender.CommunityDeletePermissionGroupCallbackParam | null",
        Event::PermissionGroupChanged => "param?: TimRender.CommunityChangePermissionGroupInfoCallbackParam | null",
        Event::PermissionMembersAdded => "param?: TimRender.AddMembersToPermissionGroupCallbackParam | null",
        Event::PermissionMembersRemoved => "param?: TimRender.RemoveMembersFromPermissionGroupCallbackParam | null",
        Event::TopicRightsAdded => "param?: TimRender.AddTopicPermissionCallbackParam | null",
        Event::TopicRightsDeleted => "param?: TimRender.DeleteTopicPermissionCallbackParam | null",
        Event::TopicRightsModified => "param?: TimRender.ModifyTopicPermissionCallbackParam | null",
        Event::SelfInfo => "param?: TimRender.TIMSetSelfInfoUpdatedCallbackParam | null",
        Event::UserInfo => "param?: TimRender.UserInfoChangedCallbackParam | null",
        Event::UserStatus => "param?: TimRender.TIMSetUserStatusChangedCallbackParam | null",
    }
}

/// The same for what is done to groups.
fn group_signature(uses: Uses) -> (&'static str, &'static str) {
    match uses {
        Uses::GroupCreate => ("param: TimRender.CreateGroupParams", "TimRender.commonResult<TimRender.CreateGroupResult>"),
        Uses::GroupDelete => ("param: TimRender.DeleteGroupParams", TEXT),
        Uses::GroupGetGroupInfoList => {
            ("param: TimRender.GetGroupListParams", "TimRender.commonResult<TimRender.GroupInfoResult[]>")
        }
        Uses::GroupJoin => ("param: TimRender.JoinGroupParams", "TimRender.JoinGroupResult"),
        Uses::GroupQuit => ("param: TimRender.QuitGroupParams", TEXT),
        Uses::GroupInviteMember => ("param: TimRender.InviteMemberParams", TEXT),
        Uses::GroupDeleteMember => {
            ("param: TimRender.DeleteMemberParams", "TimRender.commonResult<TimRender.DeleteMemberResult[]>")
        }
        Uses::GroupModifyGroupInfo => ("param: TimRender.ModifyGroupParams", TEXT),
        Uses::GroupGetMemberInfoList => {
            ("param: TimRender.GetGroupMemberInfoParams", "TimRender.commonResult<TimRender.GetMemberInfoResult>")
        }
        Uses::GroupModifyMemberInfo => ("param: TimRender.ModifyMemberInfoParams", TEXT),
        Uses::GroupMarkGroupMemberList => ("param: TimRender.MarkGroupMemberListParams", TEXT),
        Uses::GroupGetPendencyList => {
            ("param: TimRender.GetPendencyListParams", "TimRender.commonResult<TimRender.GroupPendencyResult>")
        }
        Uses::GroupReportPendencyReaded => ("param: TimRender.ReportParams", TEXT),
        Uses::GroupHandlePendency => ("param: TimRender.HandlePendencyParams", TEXT),
        Uses::GroupHandlePendencyList => {
            ("param: TimRender.HandlePendencyListParams", "TimRender.commonResult<TimRender.GroupHandlePendencyResult[]>")
        }
        Uses::GroupGetOnlineMemberCount => {
            ("param: TimRender.GetOnlineMemberCountParams", "TimRender.commonResult<TimRender.GetOnlineMemberCountResult>")
        }
        Uses::GroupSearchGroups => ("param: TimRender.SearchGroupParams", "TimRender.commonResult<TimRender.GroupInfo[]>"),
        Uses::GroupSearchGroupMembers => ("param: TimRender.SearchMemberParams", "TimRender.SearchMembersResult"),
        Uses::ProfileGetUserProfileList => {
            ("param: TimRender.TIMProfileGetUserProfileListParam", "TimRender.commonResult<TimRender.UserProfile[]>")
        }
        Uses::ProfileModifySelfUserProfile => ("param: TimRender.TIMProfileModifySelfUserProfileParam", TEXT),
        Uses::GetUserStatus => ("param: TimRender.userStatusParam", "TimRender.commonResult<TimRender.userStatus[]>"),
        Uses::SetSelfStatus => ("param: TimRender.setSelfStatusParam", TEXT),
        Uses::SubscribeUserStatus => ("param: TimRender.userStatusParam", TEXT),
        Uses::UnsubscribeUserStatus => ("param?: Partial<TimRender.userStatusParam> | null", TEXT),
        Uses::SubscribeUserInfo => ("param: TimRender.SubscribeUserInfoParam", TEXT),
        Uses::UnsubscribeUserInfo => ("param?: Partial<TimRender.SubscribeUserInfoParam> | null", TEXT),
        Uses::GroupInitGroupAttributes | Uses::GroupSetGroupAttributes => ("param: TimRender.InitGroupAttributeParams", TEXT),
        Uses::GroupDeleteGroupAttributes => ("param: TimRender.DeleteAttributeParams", TEXT),
        Uses::GroupGetGroupAttributes => {
            ("param: TimRender.DeleteAttributeParams", "TimRender.commonResult<TimRender.GroupAttributes[]>")
        }
        Uses::GroupSetGroupCounters => ("param: TimRender.GroupCounterParams", COUNTERS),
        Uses::GroupGetGroupCounters => ("param: TimRender.GetGroupCounterParams", COUNTERS),
        Uses::GroupIncreaseGroupCounter | Uses::GroupDecreaseGroupCounter => {
            ("param: TimRender.IncreaseGroupCounterParam", COUNTERS)
        }
        Uses::DeleteGroupCounters => ("param: TimRender.GetGroupCounterParams", TEXT),
        Uses::CreateInviteLink => {
            ("param: TimRender.CreateInviteLinkParams", "TimRender.commonResult<TimRender.CreateInviteLinkResult>")
        }
        Uses::RevokeInviteLink => ("param: TimRender.RevokeInviteLinkParams", TEXT),
        Uses::GetInviteLinkList => {
            ("param: TimRender.GetInviteLinkListParams", "TimRender.commonResult<TimRender.InviteLinkInfo[]>")
        }
        Uses::JoinByInviteLink => ("param: TimRender.JoinByInviteLinkParams", "TimRender.JoinByLinkAnswer"),
        Uses::Explain => ("param: TimRender.ExplainParams", "TimRender.commonResult<TimRender.ExplainResult>"),
        Uses::MsgSetGroupReceiveMessageOpt => ("param: TimRender.MsgSetGroupReceiveMessageOptParams", TEXT),
        Uses::GetLoginStatus | Uses::GetLoginUserId | Uses::GroupGetJoinedGroupList => ("", TEXT),
        other => community_signature(other),
    }
}

/// The same for what is done to topics and permission groups.
fn community_signature(uses: Uses) -> (&'static str, &'static str) {
    match uses {
        Uses::GroupGetJoinedCommunityList => {
            ("param?: TimRender.GetCommunityListParam | null", "TimRender.commonResult<TimRender.GroupInfo[]>")
        }
        Uses::GroupCreateTopicInCommunity => ("param: TimRender.CreateTopicParam", TEXT),
        Uses::GroupSetTopicInfo => ("param: TimRender.SetTopicInfoParam", TEXT),
        Uses::GroupDeleteTopicFromCommunity => {
            ("param: TimRender.DeleteTopicParam", "TimRender.commonResult<TimRender.TopicOperationResult[]>")
        }
        Uses::GroupGetTopicInfoList => {
            ("param: TimRender.DeleteTopicParam", "TimRender.commonResult<TimRender.GroupTopicInfoResult[]>")
        }
        Uses::CommunityCreatePermissionGroupInCommunity | Uses::CommunityModifyPermissionGroupInfoInCommunity => {
            ("param: TimRender.CreatePermissionGroupInCommunityParam", TEXT)
        }
        Uses::CommunityDeletePermissionGroupFromCommunity => (
            "param: TimRender.DeletePermissionGroupFromCommunity",
            "TimRender.commonResult<TimRender.PermissionGroupOperationResult[]>",
        ),
        Uses::CommunityGetJoinedPermissionGroupListInCommunity => (
            "param: TimRender.GetJoinedPermissionGroupListInCommunityParam",
            "TimRender.commonResult<TimRender.PermissionGroupInfoResult[]>",
        ),
        Uses::CommunityGetPermissionGroupListInCommunity => (
            "param: TimRender.GetPermissionGroupListInCommunityParam",
            "TimRender.commonResult<TimRender.PermissionGroupInfoResult[]>",
        ),
        Uses::CommunityAddCommunityMembersToPermissionGroup | Uses::CommunityRemoveCommunityMembersFromPermissionGroup => (
            "param: TimRender.AddCommunityMembersToPermissionGroupParam",
            "TimRender.commonResult<TimRender.PermissionGroupMemberOperationResult[]>",
        ),
        Uses::CommunityGetCommunityMemberListInPermissionGroup => (
            "param: TimRender.GetCommunityMemberListInPermissionGroupParam",
            "TimRender.commonResult<TimRender.PermissionGroupMemberInfoResult>",
        ),
        Uses::CommunityAddTopicPermissionToPermissionGroup | Uses::CommunityModifyTopicPermissionInPermissionGroup => (
            "param: TimRender.AddTopicPermissionToPermissionGroupParam",
            "TimRender.commonResult<TimRender.TopicOperationResult[]>",
        ),
        Uses::CommunityDeleteTopicPermissionFromPermissionGroup => (
            "param: TimRender.DeleteTopicPermissionFromPermissionGroupParam",
            "TimRender.commonResult<TimRender.TopicOperationResult[]>",
        ),
        Uses::CommunityGetTopicPermissionInPermissionGroup => (
            "param: TimRender.DeleteTopicPermissionFromPermissionGroupParam",
            "TimRender.commonResult<TimRender.TopicPermissionResult[]>",
        ),
        _ => ("param?: any", TEXT),
    }
}
