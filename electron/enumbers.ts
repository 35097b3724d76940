// The numbers behind the named constants that calls take and answers carry. Two typings of one enum are merged: where they
// give one name two numbers, the number that answers carry is used.

export { TIMErrCode } from './error-codes.js';

/** What a call returns at once: 0, or why its argument was refused. */
export enum TIMResult {
  TIM_SUCC = 0,
  TIM_ERR_SDKUNINIT = -1,
  TIM_ERR_NOTLOGIN = -2,
  TIM_ERR_JSON = -3,
  TIM_ERR_PARAM = -4,
  TIM_ERR_CONV = -5,
  TIM_ERR_GROUP = -6,
}

/** Answer of TIMGetLoginStatus. */
export enum TIMLoginStatus {
  kTIMLoginStatus_Logined = 1,
  kTIMLoginStatus_Logining = 2,
  kTIMLoginStatus_UnLogined = 3,
  kTIMLoginStatus_Logouting = 4,
}

/** State of the connection to the server. */
export enum TIMNetworkStatus {
  kTIMConnected = 0,
  kTIMDisconnected = 1,
  kTIMConnecting = 2,
  kTIMConnectFailed = 3,
}

/** Log levels, quietest first. */
export enum TIMLogLevel {
  kTIMLog_Off = 0,
  kTIMLog_Test = 1,
  kTIMLog_Verbose = 2,
  kTIMLog_Debug = 3,
  kTIMLog_Info = 4,
  kTIMLog_Warn = 5,
  kTIMLog_Error = 6,
  kTIMLog_Assert = 7,
}

/** Kinds of conversation. */
export enum TIMConvType {
  kTIMConv_Invalid = 0,
  kTIMConv_C2C = 1,
  kTIMConv_Group = 2,
  kTIMConv_System = 3,
}

/** How a member receives the messages of a group. */
export enum TIMReceiveMessageOpt {
  kTIMRecvMsgOpt_Receive = 0,
  kTIMRecvMsgOpt_Not_Receive = 1,
  kTIMRecvMsgOpt_Not_Notify = 2,
  kTIMRecvMsgOpt_Not_Notify_Except_At = 3,
}

/** Group types. */
export enum TIMGroupType {
  kTIMGroup_Public = 0,
  kTIMGroup_Private = 1,
  kTIMGroup_ChatRoom = 2,
  kTIMGroup_BChatRoom = 3,
  kTIMGroup_AVChatRoom = 4,
  kTIMGroup_Community = 5,
}

/** How a request to join a group is handled. */
export enum TIMGroupAddOption {
  kTIMGroupAddOpt_Forbid = 0,
  kTIMGroupAddOpt_Auth = 1,
  kTIMGroupAddOpt_Any = 2,
  kTIMGroupAddOpt_Unknown = 3,
}

/** Roles as answers carry them. Calls also take 0 to 3, the numbers that other typings give to these names. */
export enum TIMGroupMemberRole {
  kTIMMemberRole_None = 0,
  kTIMMemberRole_Normal = 200,
  kTIMMemberRole_Admin = 300,
  kTIMMemberRole_Owner = 400,
}

/** Which roles a member list shall hold (bits). */
export enum TIMGroupMemberRoleFlag {
  kTIMGroupMemberRoleFlag_All = 0,
  kTIMGroupMemberRoleFlag_Owner = 1,
  kTIMGroupMemberRoleFlag_Admin = 2,
  kTIMGroupMemberRoleFlag_Member = 4,
}

/** Which group properties a change carries (bits). */
export enum TIMGroupModifyInfoFlag {
  kTIMGroupModifyInfoFlag_None = 0,
  kTIMGroupModifyInfoFlag_Name = 1,
  kTIMGroupModifyInfoFlag_Notification = 2,
  kTIMGroupModifyInfoFlag_Introduction = 4,
  kTIMGroupModifyInfoFlag_FaceUrl = 8,
  kTIMGroupModifyInfoFlag_AddOption = 16,
  kTIMGroupModifyInfoFlag_MaxMemberNum = 32,
  kTIMGroupModifyInfoFlag_Visible = 64,
  kTIMGroupModifyInfoFlag_Searchable = 128,
  kTIMGroupModifyInfoFlag_ShutupAll = 256,
  kTIMGroupModifyInfoFlag_Custom = 512,
  kTIMGroupTopicModifyInfoFlag_CustomString = 2048,
  kTIMGroupModifyInfoFlag_ApproveOption = 4096,
  kTIMGroupModifyInfoFlag_EnablePermissionGroup = 8192,
  kTIMGroupModifyInfoFlag_DefaultPermissions = 16384,
  kTIMGroupModifyInfoFlag_Owner = -2147483648,
}

/** Which member properties a change carries (bits). */
export enum TIMGroupMemberModifyInfoFlag {
  kTIMGroupMemberModifyFlag_None = 0,
  kTIMGroupMemberModifyFlag_MsgFlag = 1,
  kTIMGroupMemberModifyFlag_MemberRole = 2,
  kTIMGroupMemberModifyFlag_ShutupTime = 4,
  kTIMGroupMemberModifyFlag_NameCard = 8,
  kTIMGroupMemberModifyFlag_Custom = 16,
}

/** How a member came into the group. */
export enum TIMGroupJoinType {
  kTIMGroupJoin_None = 0,
  kTIMGroupJoin_Apply = 1,
  kTIMGroupJoin_Invite = 2,
}

/** Kinds of group tips, which all members see. */
export enum TIMGroupTipType {
  kTIMGroupTip_None = 0,
  kTIMGroupTip_Invite = 1,
  kTIMGroupTip_Quit = 2,
  kTIMGroupTip_Kick = 3,
  kTIMGroupTip_SetAdmin = 4,
  kTIMGroupTip_CancelAdmin = 5,
  kTIMGroupTip_GroupInfoChange = 6,
  kTIMGroupTip_MemberInfoChange = 7,
  kTIMGroupTip_MemberMarkChange = 8,
  kTIMGroupTip_TopicInfoChange = 9,
  KTIMGroupTip_PinnedMessageAdded = 10,
  KTIMGroupTip_PinnedMessageDeleted = 11,
}

/** Which group property a tip reports as changed. */
export enum TIMGroupTipGroupChangeFlag {
  kTIMGroupTipChangeFlag_Unknown = 0,
  kTIMGroupTipChangeFlag_Name = 1,
  kTIMGroupTipChangeFlag_Introduction = 2,
  kTIMGroupTipChangeFlag_Notification = 3,
  kTIMGroupTipChangeFlag_FaceUrl = 4,
  kTIMGroupTipChangeFlag_Owner = 5,
  kTIMGroupTipChangeFlag_Custom = 6,
  kTIMGroupTipChangeFlag_Attribute = 7,
  kTIMGroupTipChangeFlag_ShutupAll = 8,
  kTIMGroupTipChangeFlag_TopicCustomData = 9,
  kTIMGroupTipChangeFlag_MessageReceiveOpt = 10,
  kTIMGroupTipChangeFlag_GroupAddOpt = 11,
  kTIMGroupTipChangeFlag_GroupApproveOpt = 12,
  kTIMGroupTipChangeFlag_EnablePermissionGroup = 13,
  kTIMGroupTipChangeFlag_DefaultPermissions = 14,
}

/** Kinds of group reports, which single users get. */
export enum TIMGroupReportType {
  kTIMGroupReport_None = 0,
  kTIMGroupReport_AddRequest = 1,
  kTIMGroupReport_AddAccept = 2,
  kTIMGroupReport_AddRefuse = 3,
  kTIMGroupReport_BeKicked = 4,
  kTIMGroupReport_Delete = 5,
  kTIMGroupReport_Create = 6,
  kTIMGroupReport_Invite = 7,
  kTIMGroupReport_Quit = 8,
  kTIMGroupReport_GrantAdmin = 9,
  kTIMGroupReport_CancelAdmin = 10,
  kTIMGroupReport_GroupRecycle = 11,
  kTIMGroupReport_InviteReqToInvitee = 12,
  kTIMGroupReport_InviteAccept = 13,
  kTIMGroupReport_InviteRefuse = 14,
  kTIMGroupReport_ReadReport = 15,
  kTIMGroupReport_UserDefine = 16,
  kTIMGroupReport_ShutUpMember = 17,
  kTIMGroupReport_TopicCreate = 18,
  kTIMGroupReport_TopicDelete = 19,
  kTIMGroupReport_GroupMessageRead = 20,
  kTIMGroupReport_GroupMessageRecvOption = 21,
  kTIMGroupReport_BannedFromGroup = 22,
  kTIMGroupReport_UnbannedFromGroup = 23,
  kTIMGroupReport_InviteReqToAdmin = 24,
  kTIMGroupReport_InviteReq = 12,
}

/** Result for one user of an invite or a removal. */
export enum HandleGroupMemberResult {
  kTIMGroupMember_HandledErr = 0,
  kTIMGroupMember_HandledSuc = 1,
  kTIMGroupMember_Included = 2,
  kTIMGroupMember_Invited = 3,
}

/** Kinds of group applications. */
export enum TIMGroupPendencyType {
  kTIMGroupPendency_GroupJoinNeedApprovedByAdmin = 0,
  kTIMGroupPendency_GroupInviteNeedApprovedByInvitee = 1,
  kTIMGroupPendency_GroupInviteNeedApprovedByAdmin = 2,
  kTIMGroupPendency_RequestJoin = 0,
  kTIMGroupPendency_InviteJoin = 1,
  kTIMGroupPendency_ReqAndInvite = 2,
}

/** Whether an application was handled, and by whom. */
export enum TIMGroupPendencyHandle {
  kTIMGroupPendency_NotHandle = 0,
  kTIMGroupPendency_OtherHandle = 1,
  kTIMGroupPendency_OperatorHandle = 2,
}

/** Decision on an application. */
export enum TIMGroupPendencyHandleResult {
  kTIMGroupPendency_Refuse = 0,
  kTIMGroupPendency_Accept = 1,
}

/** Fields that a search for groups looks at (bits). */
export enum TIMGroupSearchFieldKey {
  kTIMGroupSearchFieldKey_GroupId = 1,
  kTIMGroupSearchFieldKey_GroupName = 2,
}

/** Fields that a search for members looks at (bits). */
export enum TIMGroupMemberSearchFieldKey {
  kTIMGroupMemberSearchFieldKey_Identifier = 1,
  kTIMGroupMemberSearchFieldKey_NickName = 2,
  kTIMGroupMemberSearchFieldKey_Remark = 4,
  kTIMGroupMemberSearchFieldKey_NameCard = 8,
}

/** Which group properties an answer shall hold (bits). */
export enum TIMGroupGetInfoFlag {
  kTIMGroupInfoFlag_None = 0,
  kTIMGroupInfoFlag_Name = 1,
  kTIMGroupInfoFlag_CreateTime = 2,
  kTIMGroupInfoFlag_OwnerUin = 4,
  kTIMGroupInfoFlag_Seq = 8,
  kTIMGroupInfoFlag_LastTime = 16,
  kTIMGroupInfoFlag_NextMsgSeq = 32,
  kTIMGroupInfoFlag_LastMsgTime = 64,
  kTIMGroupInfoFlag_AppId = 128,
  kTIMGroupInfoFlag_MemberNum = 256,
  kTIMGroupInfoFlag_MaxMemberNum = 512,
  kTIMGroupInfoFlag_Notification = 1024,
  kTIMGroupInfoFlag_Introduction = 2048,
  kTIMGroupInfoFlag_FaceUrl = 4096,
  kTIMGroupInfoFlag_AddOption = 8192,
  kTIMGroupInfoFlag_GroupType = 16384,
  kTIMGroupInfoFlag_LastMsg = 32768,
  kTIMGroupInfoFlag_OnlineNum = 65536,
  kTIMGroupInfoFlag_Visible = 131072,
  kTIMGroupInfoFlag_Searchable = 262144,
  kTIMGroupInfoFlag_ShutupAll = 524288,
}

/** Which member properties an answer shall hold (bits). */
export enum TIMGroupMemberInfoFlag {
  kTIMGroupMemberInfoFlag_None = 0,
  kTIMGroupMemberInfoFlag_JoinTime = 1,
  kTIMGroupMemberInfoFlag_MsgFlag = 2,
  kTIMGroupMemberInfoFlag_MsgSeq = 4,
  kTIMGroupMemberInfoFlag_MemberRole = 8,
  kTIMGroupMemberInfoFlag_ShutupUntill = 16,
  kTIMGroupMemberInfoFlag_NameCard = 32,
}

/** Whom a mention in a group addresses. */
export enum TIMGroupAtType {
  kTIMGroup_At_Me = 1,
  kTIMGroup_At_All = 2,
  kTIMGroup_At_All_At_ME = 3,
}

/** Which members a read list shall hold. */
export enum TIMGroupMessageReadMembersFilter {
  TIM_GROUP_MESSAGE_READ_MEMBERS_FILTER_READ = 0,
  TIM_GROUP_MESSAGE_READ_MEMBERS_FILTER_UNREAD = 1,
}

/** Which topic properties a change carries (bits). */
export enum TIMCommunityTopicModifyInfoFlag {
  kTIMCommunityTopicModifyInfoFlag_None = 0,
  kTIMCommunityTopicModifyInfoFlag_Name = 1,
  kTIMCommunityTopicModifyInfoFlag_Notification = 2,
  kTIMCommunityTopicModifyInfoFlag_Introduction = 4,
  kTIMCommunityTopicModifyInfoFlag_FaceUrl = 8,
  kTIMCommunityTopicModifyInfoFlag_MuteALl = 256,
  kTIMCommunityTopicModifyInfoFlag_CustomString = 2048,
  kTIMCommunityTopicModifyInfoFlag_Draft = 16384,
  kTIMCommunityTopicModifyInfoFlag_DefaultPermissions = 32768,
}

/** Which properties of a permission group a change carries (bits). */
export enum TIMPermissionGroupModifyInfoFlag {
  kTIMPermissionGroupModifyInfoFlag_None = 0,
  kTIMPermissionGroupModifyInfoFlag_Name = 1,
  kTIMPermissionGroupModifyInfoFlag_GroupPermission = 2,
  kTIMPermissionGroupModifyInfoFlag_CustomData = 4,
}

/** Rights in a community (bits). */
export enum V2TIMCommunityPermissionValue {
  V2TIM_COMMUNITY_PERMISSION_MANAGE_GROUP_INFO = 1,
  V2TIM_COMMUNITY_PERMISSION_MANAGE_GROUP_MEMBER = 2,
  V2TIM_COMMUNITY_PERMISSION_MANAGE_PERMISSION_GROUP_INFO = 4,
  V2TIM_COMMUNITY_PERMISSION_MANAGE_PERMISSION_GROUP_MEMBER = 8,
  V2TIM_COMMUNITY_PERMISSION_MANAGE_TOPIC_IN_COMMUNITY = 16,
  V2TIM_COMMUNITY_PERMISSION_MUTE_MEMBER = 32,
  V2TIM_COMMUNITY_PERMISSION_SEND_MESSAGE = 64,
  V2TIM_COMMUNITY_PERMISSION_AT_ALL = 128,
  V2TIM_COMMUNITY_PERMISSION_GET_HISTORY_MESSAGE = 256,
  V2TIM_COMMUNITY_PERMISSION_REVOKE_OTHER_MEMBER_MESSAGE = 512,
  V2TIM_COMMUNITY_PERMISSION_BAN_MEMBER = 1024,
}

/** Rights in a topic (bits). */
export enum V2TIMTopicPermissionValue {
  V2TIM_TOPIC_PERMISSION_MANAGE_TOPIC = 1,
  V2TIM_TOPIC_PERMISSION_MANAGE_TOPIC_PERMISSION = 2,
  V2TIM_TOPIC_PERMISSION_MUTE_MEMBER = 4,
  V2TIM_TOPIC_PERMISSION_SEND_MESSAGE = 8,
  V2TIM_TOPIC_PERMISSION_GET_HISTORY_MESSAGE = 16,
  V2TIM_TOPIC_PERMISSION_REVOKE_OTHER_MEMBER_MESSAGE = 32,
  V2TIM_TOPIC_PERMISSION_AT_ALL = 64,
}

/** Whether a user is online. */
export enum TIMUserStatusType {
  kTIMUserStatusType_Unkown = 0,
  kTIMUserStatusType_Online = 1,
  kTIMUserStatusType_Offline = 2,
  kTIMUserStatusType_UnLogined = 3,
}

/** Gender in a user profile. */
export enum TIMGenderType {
  kTIMGenderType_Unknown = 0,
  kTIMGenderType_Male = 1,
  kTIMGenderType_Female = 2,
}

/** Who may add a user as a friend. */
export enum TIMProfileAddPermission {
  kTIMProfileAddPermission_Unknown = 0,
  kTIMProfileAddPermission_AllowAny = 1,
  kTIMProfileAddPermission_NeedConfirm = 2,
  kTIMProfileAddPermission_DenyAny = 3,
}

/** Kinds of profile changes. */
export enum TIMProfileChangeType {
  kTIMProfileChange_None = 0,
  kTIMProfileChange_Profile = 1,
}

/** Kinds of message elements. */
export enum TIMElemType {
  kTIMElem_Text = 0,
  kTIMElem_Image = 1,
  kTIMElem_Sound = 2,
  kTIMElem_Custom = 3,
  kTIMElem_File = 4,
  kTIMElem_GroupTips = 5,
  kTIMElem_Face = 6,
  kTIMElem_Location = 7,
  kTIMElem_GroupReport = 8,
  kTIMElem_Video = 9,
  kTIMElem_FriendChange = 10,
  kTIMElem_ProfileChange = 11,
  kTIMElem_Merge = 12,
  kTIMElem_Invalid = -1,
}

/** States of a message. */
export enum TIMMsgStatus {
  kTIMMsg_Sending = 1,
  kTIMMsg_SendSucc = 2,
  kTIMMsg_SendFail = 3,
  kTIMMsg_Deleted = 4,
  kTIMMsg_LocalImported = 5,
  kTIMMsg_Revoked = 6,
  kTIMMsg_Cancel = 7,
}

/** Priorities of a message. */
export enum TIMMsgPriority {
  kTIMMsgPriority_High = 0,
  kTIMMsgPriority_Normal = 1,
  kTIMMsgPriority_Low = 2,
  kTIMMsgPriority_Lowest = 3,
}

/** Platform of a client. */
export enum TIMPlatform {
  kTIMPlatform_Other = 0,
  kTIMPlatform_Windows = 1,
  kTIMPlatform_Android = 2,
  kTIMPlatform_IOS = 3,
  kTIMPlatform_Mac = 4,
  kTIMPlatform_Simulator = 5,
}
