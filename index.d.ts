// Made by `cargo xtask gen` from the structs and the method table of opentim-wire. Changes belong there.
/* eslint-disable */

/**
 * The SDK's entry point. Calls never throw and never reject; what goes wrong is a `code` in the answer. Order of
 * refusals: -3 and -4 for the argument, 6013 before `TIMInit`, 6014 before `TIMLogin`, 7013 for a method that opentim
 * does not have, then the call's own codes.
 */
declare class TimRender {
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

  /**
   * Opens the data folder. 0, or -1 when that fails: the reason goes to the log and into the desc of later 6013
   * answers. Repeating it does nothing.
   */
  TIMInit(param?: TimRender.initParam | null): Promise<TimRender.BareNumber>;

  /** Ends what TIMInit began, the login too. Always 0. The last one on a data folder releases it. */
  TIMUninit(): Promise<TimRender.BareNumber>;

  /**
   * Logs a user in. Another user who was logged in is logged out first. 7003: bad user id; 70001 to 70016: bad UserSig.
   */
  TIMLogin(param: TimRender.loginParam): Promise<TimRender.commonResult<string>>;

  /** Logs the user out; 0 also when nobody is logged in. */
  TIMLogout(param?: TimRender.logoutParam | null): Promise<TimRender.commonResult<string>>;

  /** 1 when somebody is logged in, else 3. */
  TIMGetLoginStatus(): Promise<TimRender.BareNumber<TimRender.TIMLoginStatus>>;

  /** The logged-in user's id in `json_param`, or empty text. */
  TIMGetLoginUserID(): Promise<TimRender.commonResult<string>>;

  /** The version of opentim, such as "0.1.0". */
  TIMGetSDKVersion(): Promise<TimRender.BareText>;

  /** The time, in unix seconds. */
  TIMGetServerTime(): Promise<TimRender.BareNumber>;

  /** Changes settings; the settings that were understood come back in `json_param` as JSON text. */
  TIMSetConfig(param: TimRender.TIMSetConfigParam): Promise<TimRender.commonResult<string>>;

  /**
   * Other operations, by name: your own server is one. -3 without a name, 7013 for one that opentim does not have.
   */
  callExperimentalAPI(param: TimRender.callExperimentalAPIParam): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of log lines; null drops it. */
  TIMSetLogCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of expired UserSigs, in place of the one this instance had; null drops it. It is called when the
   * UserSig of the login expires, which ends the login: log in with a new one.
   */
  TIMSetUserSigExpiredCallback(param?: TimRender.TIMSetUserSigExpiredCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of logins elsewhere that end this one, in place of the one this instance had; null drops it.
   * Nobody is logged in any more when it is called.
   */
  TIMSetKickedOfflineCallback(param?: TimRender.TIMSetKickedOfflineCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of the connection's state, in place of the one this instance had; null drops it. Each change
   * brings a `TIMNetworkStatus`, a code and a sentence.
   */
  TIMSetNetworkStatusListenerCallback(param?: TimRender.TIMSetNetworkStatusListenerCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of changes of one's own profile, in place of the one this instance had; null drops it. */
  TIMSetSelfInfoUpdatedCallback(param?: TimRender.TIMSetSelfInfoUpdatedCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of subscribed users' profiles, in place of the one this instance had; null drops it.
   */
  TIMSetUserInfoChangedCallback(param?: TimRender.UserInfoChangedCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of changes of users' status, in place of the one this instance had; null drops it. */
  TIMSetUserStatusChangedCallback(param?: TimRender.TIMSetUserStatusChangedCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /** Whether users are online, in the order asked. 6017: none, or more than 500. */
  TIMGetUserStatus(param: TimRender.userStatusParam): Promise<TimRender.commonResult<TimRender.userStatus[]>>;

  /** Sets what one says of one's own status; it lasts while one is online anywhere. 6017: more than 200 bytes. */
  TIMSetSelfStatus(param: TimRender.setSelfStatusParam): Promise<TimRender.commonResult<string>>;

  /**
   * Subscribes to the status of users, for this login. At most 200 in all: who was named first makes room. 6017: none,
   * or more than 200.
   */
  TIMSubscribeUserStatus(param: TimRender.userStatusParam): Promise<TimRender.commonResult<string>>;

  /** Ends such subscriptions; all of them when no ids are given. */
  TIMUnsubscribeUserStatus(param?: Partial<TimRender.userStatusParam> | null): Promise<TimRender.commonResult<string>>;

  /**
   * Subscribes to the profiles of users, for this login. At most 200 in all: who was named first makes room. 6017:
   * none, or more than 200.
   */
  TIMSubscribeUserInfo(param: TimRender.SubscribeUserInfoParam): Promise<TimRender.commonResult<string>>;

  /**
   * Ends such subscriptions; all of them when no ids are given. The C interface has it, the incumbent's Electron
   * wrapper has not.
   */
  TIMUnsubscribeUserInfo(param?: Partial<TimRender.SubscribeUserInfoParam> | null): Promise<TimRender.commonResult<string>>;

  /** Profiles of users, in the order asked. 6017: none, or more than 500. */
  TIMProfileGetUserProfileList(param: TimRender.TIMProfileGetUserProfileListParam): Promise<TimRender.commonResult<TimRender.UserProfile[]>>;

  /** Changes one's own profile: what is given, the rest stays. */
  TIMProfileModifySelfUserProfile(param: TimRender.TIMProfileModifySelfUserProfileParam): Promise<TimRender.commonResult<string>>;

  /** Does nothing. */
  testDoc(param?: any): Promise<TimRender.commonResult<string>>;

  /** Creates a group; the caller becomes its owner. */
  TIMGroupCreate(param: TimRender.CreateGroupParams): Promise<TimRender.commonResult<TimRender.CreateGroupResult>>;

  /**
   * Disbands a group. Only its owner may (10007); nobody may disband a Private group this way. `json_param` is empty
   * text.
   */
  TIMGroupDelete(param: TimRender.DeleteGroupParams): Promise<TimRender.commonResult<string>>;

  /**
   * The groups that the caller is in, without live groups and communities with topics. The argument itself comes back
   * as `user_data`.
   */
  TIMGroupGetJoinedGroupList(user_data?: string | null): Promise<TimRender.JoinedGroupListResult>;

  /** Profiles of up to 50 groups, each with its own code (10010 unknown, 10015 malformed id). */
  TIMGroupGetGroupInfoList(param: TimRender.GetGroupListParams): Promise<TimRender.commonResult<TimRender.GroupInfoResult[]>>;

  /**
   * Takes the listener of what happens in the caller's groups, in place of the one this instance had; null drops it.
   * Each call brings one group tip. It is heard by every instance with this login, also for what the caller does
   * himself.
   */
  TIMSetGroupTipsEventCallback(param?: TimRender.GroupTipsCallbackParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of attributes in the caller's groups, in place of the one this instance had; null
   * drops it. Each call brings all attributes of the group as they are now.
   */
  TIMSetGroupAttributeChangedCallback(param?: TimRender.GroupAttributeCallbackParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of counters in the caller's groups, in place of the one this instance had; null drops
   * it. Each call brings one counter; one that was deleted counts 0.
   */
  TIMSetGroupCounterChangedCallback(param?: TimRender.GroupCounterChangedParam | null): Promise<TimRender.commonResult<string>>;

  /**
   * Joins a group or asks to join it. Code 0 and no `joined_status`: the caller is a member. With `joined_status`
   * "WaitAdminApproval": owner or admins decide. Private groups: 8508; forbidden by the group or banned: 10007; a
   * member already: 10013; full: 10014. `json_param` is empty text.
   */
  TIMGroupJoin(param: TimRender.JoinGroupParams): Promise<TimRender.JoinGroupResult>;

  /**
   * Leaves a group. Only owners of Private groups may (10009 for others); the last one to leave ends the group.
   * `json_param` is empty text.
   */
  TIMGroupQuit(param: TimRender.QuitGroupParams): Promise<TimRender.commonResult<string>>;

  /**
   * Invites up to 20 users. What then happens is the group's approve option. `json_param` is JSON text: an array with a
   * result for each user.
   */
  TIMGroupInviteMember(param: TimRender.InviteMemberParams): Promise<TimRender.commonResult<string>>;

  /**
   * Removes up to 100 members, if wanted for a time. One removes only those below oneself: when none of them is, the
   * call is refused with 10007.
   */
  TIMGroupDeleteMember(param: TimRender.DeleteMemberParams): Promise<TimRender.commonResult<TimRender.DeleteMemberResult[]>>;

  /**
   * Changes what the flag names of a group's profile and options, and nothing else; or its owner. `json_param` is empty
   * text.
   */
  TIMGroupModifyGroupInfo(param: TimRender.ModifyGroupParams): Promise<TimRender.commonResult<string>>;

  /**
   * Members of a group in the order of joining, by pages, or those of up to 500 users who are members. Only members may
   * ask (10007).
   */
  TIMGroupGetMemberInfoList(param: TimRender.GetGroupMemberInfoParams): Promise<TimRender.commonResult<TimRender.GetMemberInfoResult>>;

  /**
   * Changes what the flag names of a member: receive option, role, mute, name card, custom fields. `json_param` is
   * empty text.
   */
  TIMGroupModifyMemberInfo(param: TimRender.ModifyMemberInfoParams): Promise<TimRender.commonResult<string>>;

  /**
   * Sets a mark on members of a live group, or takes it off. Only its owner may (8515); members can then be listed by
   * the mark. `json_param` is empty text.
   */
  TIMGroupMarkGroupMemberList(param: TimRender.MarkGroupMemberListParams): Promise<TimRender.commonResult<string>>;

  /** Applications and invitations that the caller decides on, newest first, by pages; decided ones stay listed. */
  TIMGroupGetPendencyList(param: TimRender.GetPendencyListParams): Promise<TimRender.commonResult<TimRender.GroupPendencyResult>>;

  /** Notes that the caller has read the applications and invitations up to a time. `json_param` is empty text. */
  TIMGroupReportPendencyReaded(param: TimRender.ReportParams): Promise<TimRender.commonResult<string>>;

  /**
   * Accepts or refuses an application or invitation. The first decision counts, a second one is refused with 10024.
   * `json_param` is empty text.
   */
  TIMGroupHandlePendency(param: TimRender.HandlePendencyParams): Promise<TimRender.commonResult<string>>;

  /**
   * Accepts or refuses up to 100 applications and invitations, of one group or several, each answered for itself. Only
   * in opentim.
   */
  opentimGroupHandlePendencyList(param: TimRender.HandlePendencyListParams): Promise<TimRender.commonResult<TimRender.GroupHandlePendencyResult[]>>;

  /** Number of members who are online, in groups of every type. Only members may ask (10007). */
  TIMGroupGetOnlineMemberCount(param: TimRender.GetOnlineMemberCountParams): Promise<TimRender.commonResult<TimRender.GetOnlineMemberCountResult>>;

  /** Searches the groups that the caller is in for up to 5 keywords; a group that holds one of them is found. */
  TIMGroupSearchGroups(param: TimRender.SearchGroupParams): Promise<TimRender.commonResult<TimRender.GroupInfo[]>>;

  /** Searches the members of the caller's groups for up to 5 keywords; a member who holds one of them is found. */
  TIMGroupSearchGroupMembers(param: TimRender.SearchMemberParams): Promise<TimRender.SearchMembersResult>;

  /**
   * Replaces all attributes of a group. What was written by somebody else since the caller last read, wrote or heard of
   * the attributes is not overwritten: 10056, read them and write again. `json_param` is empty text.
   */
  TIMGroupInitGroupAttributes(param: TimRender.InitGroupAttributeParams): Promise<TimRender.commonResult<string>>;

  /**
   * Sets attributes of a group, the others stay. 10056 as in `TIMGroupInitGroupAttributes`. `json_param` is empty text.
   */
  TIMGroupSetGroupAttributes(param: TimRender.InitGroupAttributeParams): Promise<TimRender.commonResult<string>>;

  /**
   * Deletes attributes of a group; all of them when the array of keys is empty. 10050: one of the keys is not there.
   * 10056 as in `TIMGroupInitGroupAttributes`. `json_param` is empty text.
   */
  TIMGroupDeleteGroupAttributes(param: TimRender.DeleteAttributeParams): Promise<TimRender.commonResult<string>>;

  /** Attributes of a group, all unless keys are given, in the order of keys. Only members may ask (10007). */
  TIMGroupGetGroupAttributes(param: TimRender.DeleteAttributeParams): Promise<TimRender.commonResult<TimRender.GroupAttributes[]>>;

  /** Sets counters of a group, the others stay. `json_param` has those that were set. */
  TIMGroupSetGroupCounters(param: TimRender.GroupCounterParams): Promise<TimRender.commonResult<TimRender.GroupCounter[]>>;

  /**
   * Counters of a group, all when the array of keys is empty, in the order of keys. Only members may ask (10007).
   */
  TIMGroupGetGroupCounters(param: TimRender.GetGroupCounterParams): Promise<TimRender.commonResult<TimRender.GroupCounter[]>>;

  /** Adds to a counter, which counts from 0 when it is not there. `json_param` has it with its value now. */
  TIMGroupIncreaseGroupCounter(param: TimRender.IncreaseGroupCounterParam): Promise<TimRender.commonResult<TimRender.GroupCounter[]>>;

  /** Subtracts from a counter, which counts from 0 when it is not there. `json_param` has it with its value now. */
  TIMGroupDecreaseGroupCounter(param: TimRender.IncreaseGroupCounterParam): Promise<TimRender.commonResult<TimRender.GroupCounter[]>>;

  /** Deletes counters of a group, all unless keys are given. `json_param` is empty text. Only in opentim. */
  opentimDeleteGroupCounters(param: TimRender.GetGroupCounterParams): Promise<TimRender.commonResult<string>>;

  /**
   * Makes an invite link: whoever shows its token to `opentimJoinByInviteLink` comes into the group. Owner and admins
   * may make one (10007 for others). Only in opentim.
   */
  opentimCreateInviteLink(param: TimRender.CreateInviteLinkParams): Promise<TimRender.commonResult<TimRender.CreateInviteLinkResult>>;

  /** Makes an invite link worthless. `json_param` is empty text. Only in opentim. */
  opentimRevokeInviteLink(param: TimRender.RevokeInviteLinkParams): Promise<TimRender.commonResult<string>>;

  /**
   * The invite links of a group, without their tokens: all of them for whoever may make links, for other members those
   * that they made. Only in opentim.
   */
  opentimGetInviteLinkList(param: TimRender.GetInviteLinkListParams): Promise<TimRender.commonResult<TimRender.InviteLinkInfo[]>>;

  /**
   * Joins the group that an invite link is for, or asks to join it where the link says so: `joined_status` then is
   * "WaitAdminApproval" as in `TIMGroupJoin`. Only in opentim.
   */
  opentimJoinByInviteLink(param: TimRender.JoinByInviteLinkParams): Promise<TimRender.JoinByLinkAnswer>;

  /**
   * Whether the caller may now do what another method would do, and by which rule. Nothing is changed and nobody is
   * asked. Only in opentim.
   */
  explain(param: TimRender.ExplainParams): Promise<TimRender.commonResult<TimRender.ExplainResult>>;

  /**
   * The communities with topics that the caller is in, in the form of `TIMGroupGetJoinedGroupList`, which does not have
   * them.
   */
  TIMGroupGetJoinedCommunityList(param?: TimRender.GetCommunityListParam | null): Promise<TimRender.commonResult<TimRender.GroupInfo[]>>;

  /**
   * Creates a topic in a community that was created with topics (10007 in others). Owner and admins may, or who has the
   * right (10007). `json_param` is the id of the topic.
   */
  TIMGroupCreateTopicInCommunity(param: TimRender.CreateTopicParam): Promise<TimRender.commonResult<string>>;

  /** Deletes topics, each answered by itself. Owner and admins may, or who has the right (10007). */
  TIMGroupDeleteTopicFromCommunity(param: TimRender.DeleteTopicParam): Promise<TimRender.commonResult<TimRender.TopicOperationResult[]>>;

  /**
   * Changes what the flag names of a topic, and nothing else. Owner and admins may, or who has the right (10007).
   * `json_param` is empty text.
   */
  TIMGroupSetTopicInfo(param: TimRender.SetTopicInfoParam): Promise<TimRender.commonResult<string>>;

  /**
   * Topics of a community, each with its own code; all of them unless ids are given. Only members may ask (10007).
   */
  TIMGroupGetTopicInfoList(param: TimRender.DeleteTopicParam): Promise<TimRender.commonResult<TimRender.GroupTopicInfoResult[]>>;

  /**
   * Creates a permission group in a community with topics. The owner may, or who has the right (10007). `json_param` is
   * the id of the permission group.
   */
  TIMCommunityCreatePermissionGroupInCommunity(param: TimRender.CreatePermissionGroupInCommunityParam): Promise<TimRender.commonResult<string>>;

  /** Deletes permission groups, each answered by itself; their members lose its rights. */
  TIMCommunityDeletePermissionGroupFromCommunity(
    param: TimRender.DeletePermissionGroupFromCommunity,
  ): Promise<TimRender.commonResult<TimRender.PermissionGroupOperationResult[]>>;

  /**
   * Changes what the flag names of a permission group: name, rights in the community, custom text. `json_param` is
   * empty text.
   */
  TIMCommunityModifyPermissionGroupInfoInCommunity(param: TimRender.CreatePermissionGroupInCommunityParam): Promise<TimRender.commonResult<string>>;

  /** The permission groups of a community that the caller is in. */
  TIMCommunityGetJoinedPermissionGroupListInCommunity(
    param: TimRender.GetJoinedPermissionGroupListInCommunityParam,
  ): Promise<TimRender.commonResult<TimRender.PermissionGroupInfoResult[]>>;

  /**
   * The permission groups of a community, each with its own code; all of them unless ids are given. Only members may
   * ask (10007).
   */
  TIMCommunityGetPermissionGroupListInCommunity(
    param: TimRender.GetPermissionGroupListInCommunityParam,
  ): Promise<TimRender.commonResult<TimRender.PermissionGroupInfoResult[]>>;

  /** Adds members of the community to a permission group, each answered by itself. */
  TIMCommunityAddCommunityMembersToPermissionGroup(
    param: TimRender.AddCommunityMembersToPermissionGroupParam,
  ): Promise<TimRender.commonResult<TimRender.PermissionGroupMemberOperationResult[]>>;

  /**
   * Removes members from a permission group, each answered by itself. Who leaves the community leaves its permission
   * groups too.
   */
  TIMCommunityRemoveCommunityMembersFromPermissionGroup(
    param: TimRender.AddCommunityMembersToPermissionGroupParam,
  ): Promise<TimRender.commonResult<TimRender.PermissionGroupMemberOperationResult[]>>;

  /** Members of a permission group by pages of up to 100. Only members of the community may ask (10007). */
  TIMCommunityGetCommunityMemberListInPermissionGroup(
    param: TimRender.GetCommunityMemberListInPermissionGroupParam,
  ): Promise<TimRender.commonResult<TimRender.PermissionGroupMemberInfoResult>>;

  /** Gives a permission group rights in topics, each answered by itself. */
  TIMCommunityAddTopicPermissionToPermissionGroup(
    param: TimRender.AddTopicPermissionToPermissionGroupParam,
  ): Promise<TimRender.commonResult<TimRender.TopicOperationResult[]>>;

  /** Takes its rights in topics from a permission group, each answered by itself. */
  TIMCommunityDeleteTopicPermissionFromPermissionGroup(
    param: TimRender.DeleteTopicPermissionFromPermissionGroupParam,
  ): Promise<TimRender.commonResult<TimRender.TopicOperationResult[]>>;

  /** Changes the rights of a permission group in topics, each answered by itself. */
  TIMCommunityModifyTopicPermissionInPermissionGroup(
    param: TimRender.AddTopicPermissionToPermissionGroupParam,
  ): Promise<TimRender.commonResult<TimRender.TopicOperationResult[]>>;

  /**
   * The rights of a permission group in topics, each with its own code; in all where it has some unless ids are given.
   */
  TIMCommunityGetTopicPermissionInPermissionGroup(
    param: TimRender.DeleteTopicPermissionFromPermissionGroupParam,
  ): Promise<TimRender.commonResult<TimRender.TopicPermissionResult[]>>;

  /** Takes the listener of new topics, in place of the one this instance had; null drops it. */
  TIMSetGroupTopicCreatedCallback(param?: TimRender.TopicCreatedParam | null): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of deleted topics, in place of the one this instance had; null drops it. */
  TIMSetGroupTopicDeletedCallback(param?: TimRender.TopicDeletedParam | null): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of changed topics, in place of the one this instance had; null drops it. */
  TIMSetGroupTopicChangedCallback(param?: TimRender.TopicChangedParam | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of custom data that a back end sends to topics, in place of the one this instance had; null
   * drops it.
   */
  TIMSetCommunityReceiveTopicRESTCustomDataCallback(
    param?: TimRender.CommunityReceiveTopicRESTCustomDataCallbackParam | null,
  ): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of new permission groups, in place of the one this instance had; null drops it. */
  TIMSetCommunityCreatePermissionGroupCallback(
    param?: TimRender.CommunityCreatePermissionGroupCallbackParam | null,
  ): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of deleted permission groups, in place of the one this instance had; null drops it. */
  TIMSetCommunityDeletePermissionGroupCallback(
    param?: TimRender.CommunityDeletePermissionGroupCallbackParam | null,
  ): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of changed permission groups, in place of the one this instance had; null drops it. */
  TIMSetCommunityChangePermissionGroupInfoCallback(
    param?: TimRender.CommunityChangePermissionGroupInfoCallbackParam | null,
  ): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of members added to permission groups, in place of the one this instance had; null drops it.
   */
  TIMSetCommunityAddMembersToPermissionGroupCallback(
    param?: TimRender.AddMembersToPermissionGroupCallbackParam | null,
  ): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of members removed from permission groups, in place of the one this instance had; null drops it.
   */
  TIMSetCommunityRemoveMembersFromPermissionGroupCallback(
    param?: TimRender.RemoveMembersFromPermissionGroupCallbackParam | null,
  ): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of rights in topics that were given, in place of the one this instance had; null drops it.
   */
  TIMSetCommunityAddTopicPermissionCallback(param?: TimRender.AddTopicPermissionCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of rights in topics that were taken, in place of the one this instance had; null drops it.
   */
  TIMSetCommunityDeleteTopicPermissionCallback(param?: TimRender.DeleteTopicPermissionCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of rights in topics that changed, in place of the one this instance had; null drops it. */
  TIMSetCommunityModifyTopicPermissionCallback(param?: TimRender.ModifyTopicPermissionCallbackParam | null): Promise<TimRender.commonResult<string>>;

  /**
   * Adds a listener of new messages: an instance may have several, each function once. Each call brings an array of
   * messages. opentim has those of the system conversation, with one group report each.
   */
  TIMAddRecvNewMsgCallback(param?: TimRender.TIMRecvNewMsgCallbackParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Removes a listener of new messages: the same function, or else those whose source text is the same. Without a
   * function all of this instance.
   */
  TIMRemoveRecvNewMsgCallback(param?: TimRender.TIMRecvNewMsgCallbackParams | null): Promise<TimRender.commonResult<string>>;

  /** The same as `TIMRemoveRecvNewMsgCallback`. */
  deleteRecvNewMsgCallback(param?: TimRender.TIMRecvNewMsgCallbackParams | null): Promise<TimRender.commonResult<string>>;

  /** The same as `TIMAddRecvNewMsgCallback`. */
  recvNewMsgCallback(param?: TimRender.TIMRecvNewMsgCallbackParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of a download's progress. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  downloadCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of uploads' progress. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetMsgElemUploadProgressCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changed message extensions. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetMsgExtensionsChangedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of deleted message extensions. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetMsgExtensionsDeletedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of read receipts. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetMsgReadedReceiptCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of revoked messages. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetMsgRevokeCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changed messages. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetMsgUpdateCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /** Sets how the caller receives the messages of a group. `json_param` and `json_params` are empty text. */
  TIMMsgSetGroupReceiveMessageOpt(param: TimRender.MsgSetGroupReceiveMessageOptParams): Promise<TimRender.commonResult<string>>;

  /** Sends read receipts. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSendMessageReadReceipts(param?: any): Promise<TimRender.commonResult<string>>;

  /** Read receipts of messages. Not in opentim 0.1.0: answers 7013. */
  TIMMsgGetMessageReadReceipts(param?: any): Promise<TimRender.commonResult<string>>;

  /** Members who have or have not read a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgGetGroupMessageReadMemberList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sends one message to several users. Not in opentim 0.1.0: answers 7013. */
  TIMMsgBatchSend(param?: any): Promise<TimRender.commonResult<string>>;

  /** Stops the sending of a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgCancelSend(param?: any): Promise<TimRender.commonResult<string>>;

  /** Clears the messages of a conversation. Not in opentim 0.1.0: answers 7013. */
  TIMMsgClearHistoryMessage(param?: any): Promise<TimRender.commonResult<string>>;

  /** Turns a voice message into text. Not in opentim 0.1.0: answers 7013. */
  TIMMsgConvertVoiceToText(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgDelete(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes extensions of a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgDeleteMessageExtensions(param?: any): Promise<TimRender.commonResult<string>>;

  /** Downloads a part of a message to a file. Not in opentim 0.1.0: answers 7013. */
  TIMMsgDownloadElemToPath(param?: any): Promise<TimRender.commonResult<string>>;

  /** Downloads the messages in a merged one. Not in opentim 0.1.0: answers 7013. */
  TIMMsgDownloadMergerMessage(param?: any): Promise<TimRender.commonResult<string>>;

  /** Finds messages by their place. Not in opentim 0.1.0: answers 7013. */
  TIMMsgFindByMsgLocatorList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Finds messages by their ids. Not in opentim 0.1.0: answers 7013. */
  TIMMsgFindMessages(param?: any): Promise<TimRender.commonResult<string>>;

  /** How the messages of users are received. Not in opentim 0.1.0: answers 7013. */
  TIMMsgGetC2CReceiveMessageOpt(param?: any): Promise<TimRender.commonResult<string>>;

  /** Extensions of a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgGetMessageExtensions(param?: any): Promise<TimRender.commonResult<string>>;

  /** Messages of a conversation. Not in opentim 0.1.0: answers 7013. */
  TIMMsgGetMsgList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Imports messages into a conversation. Not in opentim 0.1.0: answers 7013. */
  TIMMsgImportMsgList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes messages. Not in opentim 0.1.0: answers 7013. */
  TIMMsgListDelete(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes a message that was sent. Not in opentim 0.1.0: answers 7013. */
  TIMMsgModifyMessage(param?: any): Promise<TimRender.commonResult<string>>;

  /** Marks messages as read. Not in opentim 0.1.0: answers 7013. */
  TIMMsgReportReaded(param?: any): Promise<TimRender.commonResult<string>>;

  /** Revokes a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgRevoke(param?: any): Promise<TimRender.commonResult<string>>;

  /** Keeps a message without sending it. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSaveMsg(param?: any): Promise<TimRender.commonResult<string>>;

  /** Searches for messages on the server. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSearchCloudMessages(param?: any): Promise<TimRender.commonResult<string>>;

  /** Searches for messages on this machine. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSearchLocalMessages(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sends a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSendMessage(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sends a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSendMessageV2(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sends a message that answers another. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSendReplyMessage(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets how the messages of users are received. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSetC2CReceiveMessageOpt(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets data of a message that stays on this machine. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSetLocalCustomData(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets extensions of a message. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSetMessageExtensions(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets the token for push notifications. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSetOfflinePushToken(param?: any): Promise<TimRender.commonResult<string>>;

  /** Translates texts. Not in opentim 0.1.0: answers 7013. */
  TIMMsgTranslateText(param?: any): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of conversations. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetConvEventCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of the number of unread messages. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetConvTotalUnreadMessageCountChangedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of the number of unread messages by filter. It is accepted; it stays silent, because nothing of
   * this kind happens yet.
   */
  TIMSetConvUnreadMessageCountChangedByFilterCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of new conversation groups. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetConvConversationGroupCreatedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of deleted conversation groups. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetConvConversationGroupDeletedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of renamed conversation groups. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetConvConversationGroupNameChangedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of conversations added to groups. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetConvConversationsAddedToGroupCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of conversations removed from groups. It is accepted; it stays silent, because nothing of this
   * kind happens yet.
   */
  TIMSetConvConversationsDeletedFromGroupCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /** Adds conversations to a conversation group. Not in opentim 0.1.0: answers 7013. */
  TIMConvAddConversationsToGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Removes a draft. Not in opentim 0.1.0: answers 7013. */
  TIMConvCancelDraft(param?: any): Promise<TimRender.commonResult<string>>;

  /** Marks conversations as read. Not in opentim 0.1.0: answers 7013. */
  TIMConvCleanConversationUnreadMessageCount(param?: any): Promise<TimRender.commonResult<string>>;

  /** Creates a conversation. Not in opentim 0.1.0: answers 7013. */
  TIMConvCreate(param?: any): Promise<TimRender.commonResult<string>>;

  /** Creates a conversation group. Not in opentim 0.1.0: answers 7013. */
  TIMConvCreateConversationGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes a conversation. Not in opentim 0.1.0: answers 7013. */
  TIMConvDelete(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes a conversation group. Not in opentim 0.1.0: answers 7013. */
  TIMConvDeleteConversationGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes conversations. Not in opentim 0.1.0: answers 7013. */
  TIMConvDeleteConversationList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Removes conversations from a conversation group. Not in opentim 0.1.0: answers 7013. */
  TIMConvDeleteConversationsFromGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Conversations by their ids. Not in opentim 0.1.0: answers 7013. */
  TIMConvGetConvInfo(param?: any): Promise<TimRender.commonResult<string>>;

  /** All conversations. Not in opentim 0.1.0: answers 7013. */
  TIMConvGetConvList(param?: any): Promise<TimRender.commonResult<string>>;

  /** The conversation groups. Not in opentim 0.1.0: answers 7013. */
  TIMConvGetConversationGroupList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Conversations by filter. Not in opentim 0.1.0: answers 7013. */
  TIMConvGetConversationListByFilter(param?: any): Promise<TimRender.commonResult<string>>;

  /** Number of unread messages. Not in opentim 0.1.0: answers 7013. */
  TIMConvGetTotalUnreadMessageCount(param?: any): Promise<TimRender.commonResult<string>>;

  /** Number of unread messages by filter. Not in opentim 0.1.0: answers 7013. */
  TIMConvGetUnreadMessageCountByFilter(param?: any): Promise<TimRender.commonResult<string>>;

  /** Marks conversations. Not in opentim 0.1.0: answers 7013. */
  TIMConvMarkConversation(param?: any): Promise<TimRender.commonResult<string>>;

  /** Pins a conversation. Not in opentim 0.1.0: answers 7013. */
  TIMConvPinConversation(param?: any): Promise<TimRender.commonResult<string>>;

  /** Renames a conversation group. Not in opentim 0.1.0: answers 7013. */
  TIMConvRenameConversationGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets custom data of conversations. Not in opentim 0.1.0: answers 7013. */
  TIMConvSetConversationCustomData(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets a draft. Not in opentim 0.1.0: answers 7013. */
  TIMConvSetDraft(param?: any): Promise<TimRender.commonResult<string>>;

  /** Subscribes to a number of unread messages. Not in opentim 0.1.0: answers 7013. */
  TIMConvSubscribeUnreadMessageCountByFilter(param?: any): Promise<TimRender.commonResult<string>>;

  /** Ends such a subscription. Not in opentim 0.1.0: answers 7013. */
  TIMConvUnsubscribeUnreadMessageCountByFilter(param?: any): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of new friends. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetOnAddFriendCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of lost friends. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetOnDeleteFriendCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of friends' profiles. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetUpdateFriendProfileCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of friend requests. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetFriendAddRequestCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of deleted friend requests. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetFriendApplicationListDeletedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of read friend requests. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMSetFriendApplicationListReadCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of users put on the block list. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetFriendBlackListAddedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of users taken from the block list. It is accepted; it stays silent, because nothing of this
   * kind happens yet.
   */
  TIMSetFriendBlackListDeletedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /** Asks a user to become a friend. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipAddFriend(param?: any): Promise<TimRender.commonResult<string>>;

  /** Puts users on the block list. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipAddToBlackList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Whether users are friends. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipCheckFriendType(param?: any): Promise<TimRender.commonResult<string>>;

  /** Creates a group of friends. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipCreateFriendGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Ends friendships. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipDeleteFriend(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes groups of friends. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipDeleteFriendGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Takes users from the block list. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipDeleteFromBlackList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes friend requests. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipDeletePendency(param?: any): Promise<TimRender.commonResult<string>>;

  /** The block list. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipGetBlackList(param?: any): Promise<TimRender.commonResult<string>>;

  /** The groups of friends. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipGetFriendGroupList(param?: any): Promise<TimRender.commonResult<string>>;

  /** All friends. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipGetFriendProfileList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Friends by their ids. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipGetFriendsInfo(param?: any): Promise<TimRender.commonResult<string>>;

  /** The friend requests. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipGetPendencyList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Accepts or refuses a friend request. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipHandleFriendAddRequest(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes a group of friends. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipModifyFriendGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes what is kept of a friend. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipModifyFriendProfile(param?: any): Promise<TimRender.commonResult<string>>;

  /** Marks friend requests as read. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipReportPendencyReaded(param?: any): Promise<TimRender.commonResult<string>>;

  /** Searches for friends. Not in opentim 0.1.0: answers 7013. */
  TIMFriendshipSearchFriends(param?: any): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of invitations. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMOnInvited(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of accepted invitations. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMOnAccepted(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of refused invitations. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMOnRejected(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of cancelled invitations. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMOnCancelled(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of invitations that nobody answered in time. It is accepted; it stays silent, because nothing of
   * this kind happens yet.
   */
  TIMOnTimeout(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changed invitations. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMOnModified(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /** Invites a user. Not in opentim 0.1.0: answers 7013. */
  TIMInvite(param?: any): Promise<TimRender.commonResult<string>>;

  /** Invites members of a group. Not in opentim 0.1.0: answers 7013. */
  TIMInviteInGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Accepts an invitation. Not in opentim 0.1.0: answers 7013. */
  TIMAcceptInvite(param?: any): Promise<TimRender.commonResult<string>>;

  /** Refuses an invitation. Not in opentim 0.1.0: answers 7013. */
  TIMRejectInvite(param?: any): Promise<TimRender.commonResult<string>>;

  /** Cancels an invitation. Not in opentim 0.1.0: answers 7013. */
  TIMCancelInvite(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes an invitation. Not in opentim 0.1.0: answers 7013. */
  TIMSignalingModifyInvitation(param?: any): Promise<TimRender.commonResult<string>>;

  /** The invitation in a message. Not in opentim 0.1.0: answers 7013. */
  TIMGetSignalingInfo(param?: any): Promise<TimRender.commonResult<string>>;
}

declare namespace TimRender {
  export { TimRender, TimRender as default };

  /**
   * Options of `new TimRender()`. null, undefined and missing mean "not given"; other names than these are refused.
   */
  export interface TimRenderOptions {
    /** Number of the app: 1 to 2^53 - 1; 1400000000 unless given. */
    sdkappid?: number;
    /** Data folder, made when it is absent; `.opentim` in the user's home unless given. */
    dataDir?: string;
    /** Key that UserSigs are checked with; else that in OPENTIM_SECRET_KEY, else the data folder's own. */
    secretKey?: string;
    /**
     * Address of a server, as `wss://chat.example.com` or `ws://127.0.0.1:8090`; the path is `/gateway` unless given,
     * http and https stand for ws and wss. Groups are on the server then; dataDir keeps how far users have been told,
     * and the lists of their groups. Unless server or dataDir is given, that in OPENTIM_SERVER counts.
     */
    server?: string;
    /**
     * File with certificates (PEM) of an authority of your own, which the server's certificate is checked with as well;
     * only with a server over TLS (wss).
     */
    ca?: string;
    /**
     * Name of the account slot, 1 to 32 bytes of printable ASCII: instances of one process with the same settings share
     * one login, another name is a second one.
     */
    instance?: string;
    /**
     * Numbers of a data folder's groups: `open` (sizes and caps, unless given) or `tencent` (the incumbent's quotas and
     * call rates too: 8511 to 8514, 9506, 10006, 10036, 10037). A server has its own. Give all instances of a login the
     * same.
     */
    profile?: 'open' | 'tencent';
    /** Choices where the incumbent's documents disagree. Give all instances of a login the same ones. */
    policy?: PolicyOptions;
    /**
     * `1.x` for an app that was written for version 1 of the incumbent's Electron wrapper: every answer has a member
     * `data` with its older form beside (JSON as text, older spellings, roles 1 to 3), and events hold those roles.
     * Older spellings are taken with and without it.
     */
    compat?: '1.x';
  }

  /**
   * Choices where the incumbent's documents disagree: the same names and words as `[policy]` in the server's
   * configuration. What is not given stays as recommended; docs/permissions.md says what each does.
   */
  export interface PolicyOptions {
    /** Members of a Meeting hear of each other's coming and going; true unless given. */
    meeting_tips?: boolean;
    /** Members hear when mute-all, join or invite option change; false unless given. */
    option_tips?: boolean;
    /** Owners may disband live groups; true unless given. */
    live_owner_disbands?: boolean;
    /** Owners may edit live groups; true unless given. */
    live_owner_edits?: boolean;
    /** Admins may edit Meetings and communities; true unless given. */
    admins_edit?: boolean;
    /** What an invitation into a Public group or Meeting meets: `disabled` (unless given), `approval` or `free`. */
    invite_default?: string;
    /** The same in communities: `free` unless given. */
    community_invite_default?: string;
    /** Invited users must agree themselves in Public groups and Meetings; false unless given. */
    invitee_consent?: boolean;
    /** Admins may appoint and dismiss admins; false unless given. */
    admins_appoint?: boolean;
    /** Admins may kick; true unless given. */
    admins_kick?: boolean;
    /** A client may be in several live groups at once; false unless given. */
    many_live_groups?: boolean;
    /** Members write attributes, not only owner and admins; true unless given. */
    members_write_attributes?: boolean;
    /** Members write counters, not only owner and admins; true unless given. */
    members_write_counters?: boolean;
  }

  /** Options of `TimRender.genTestUserSig()`; other names than these are refused. */
  export interface GenTestUserSigOptions {
    /** Number of the app: 1 to 2^53 - 1; 1400000000 unless given. */
    sdkappid?: number;
    /** User id: required; 1 to 32 bytes of printable ASCII (0x20 to 0x7e), not only blanks. */
    userID: string;
    /** Lifetime in seconds; 604800 (a week) unless given. */
    expire?: number;
    /** Key to sign with; else that in OPENTIM_SECRET_KEY, else that of the data folder. */
    secretKey?: string;
    /** Data folder whose own key signs; `.opentim` in the user's home unless given. */
    dataDir?: string;
  }

  /** Argument of `TIMInit`; it may be left out. */
  export interface initParam {
    /** Data folder, if the constructor was given none. -1 when it is not a directory. */
    config_path?: string;
    /** true writes log lines of every level to standard error. */
    electron_log?: boolean;
  }

  /** Argument of `TIMLogin`. */
  export interface loginParam {
    /** User id: required; 1 to 32 bytes of printable ASCII (0x20 to 0x7e), not only blanks (7003). */
    userID: string;
    /** UserSig that was signed for this user and app: required. */
    userSig: string;
    /** Handed back untouched as `user_data`. */
    userData?: string;
  }

  /** Argument of `TIMLogout`; it may be left out. */
  export interface logoutParam {
    /** Handed back untouched as `user_data`. */
    userData?: string;
  }

  /** Argument of `TIMSetConfig`. */
  export interface TIMSetConfigParam {
    /** The settings: required. */
    json_config: JSONCongfig;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
  }

  /**
   * Settings. Those that are not given stay as they are; unknown keys are ignored. They count for the whole process.
   */
  export interface JSONCongfig {
    /** Lowest level that goes to standard error; 0: none. Warnings (5) unless set. */
    set_config_log_level?: TIMLogLevel;
    /** Lowest level that goes to the log listener; 0: none. Infos (4) unless set. */
    set_config_callback_log_level?: TIMLogLevel;
    /** false: nothing goes to standard error. */
    set_config_is_log_output_console?: boolean;
    /** Options of the user. */
    set_config_user_config?: UserConfig;
    /** Data for the server: at most 64 bytes of UTF-8. */
    set_config_user_define_data?: string;
    /** Proxy for media. */
    set_config_http_proxy_info?: HttpProxyInfo;
    /** Proxy for everything. */
    set_config_socks5_proxy_info?: Socks5ProxyInfo;
    /** Proxy by automatic configuration. */
    set_config_pac_proxy_info?: PACProxyInfo;
    /** Only the local name service. */
    set_config_is_only_local_dns_source?: boolean;
  }

  /** Options of a user. opentim accepts them; none of them changes anything yet. */
  export interface UserConfig {
    /** true: no local database. */
    user_config_is_is_disable_storage?: boolean;
    /** Deprecated: events of read receipts. */
    user_config_is_read_receipt?: boolean;
    /** Deprecated: group tips do not count as unread. */
    user_config_is_ignore_grouptips_unread?: boolean;
    /** Deprecated: the server drops the read state. */
    user_config_is_sync_report?: boolean;
  }

  /** An HTTP proxy. opentim accepts it; nothing goes over it, since nothing goes over a network. */
  export interface HttpProxyInfo {
    /** Host; empty: none. */
    http_proxy_info_ip: string;
    /** Port, 1 to 65535; 0: none. */
    http_proxy_info_port: number;
    /** User name. */
    http_proxy_info_username?: string;
    /** Password. */
    http_proxy_info_password?: string;
  }

  /** A SOCKS5 proxy. opentim accepts it; nothing goes over it, since nothing goes over a network. */
  export interface Socks5ProxyInfo {
    /** Host; empty: none. */
    socks5_proxy_info_ip: string;
    /** Port, 1 to 65535; 0: none. */
    socks5_proxy_info_port: number;
    /** User name. */
    socks5_proxy_info_username?: string;
    /** Password. */
    socks5_proxy_info_password?: string;
  }

  /**
   * A proxy by automatic configuration. opentim accepts it; nothing goes over it, since nothing goes over a network.
   */
  export interface PACProxyInfo {
    /** User name. */
    pac_proxy_info_username?: string;
    /** Password. */
    pac_proxy_info_password?: string;
  }

  /** Argument of `callExperimentalAPI`. */
  export interface callExperimentalAPIParam {
    /** The operation: required. */
    json_param: callExperimentalAPIJsonParam;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
  }

  /** An operation by name. */
  export interface callExperimentalAPIJsonParam {
    /**
     * Name of the operation: required. opentim has `internal_operation_set_custom_server_info`, and
     * `internal_operation_set_ui_platform` and `internal_operation_write_log`, which change nothing.
     */
    request_internal_operation: string;
    /** For `internal_operation_set_ui_platform`: number of the platform. */
    request_set_ui_platform_param?: number;
    /**
     * For `internal_operation_set_custom_server_info`: the server, also as JSON text. To be set before `TIMInit`
     * (7014); it counts for all instances with the same settings and in place of their option `server`.
     */
    request_set_custom_server_info_param?: CustomServerInfo;
  }

  /** Your own server, by its addresses. */
  export interface CustomServerInfo {
    /** Its addresses, 1 to 32: required. The first that answers is used. */
    longconnection_address_array: Array<ServerAddress>;
    /** Accepted; opentim has one kind of connection. */
    shortconnection_address_array?: Array<ServerAddress>;
    /** Accepted; opentim protects connections with TLS. */
    server_public_key?: string;
  }

  /** An address of a server; its path is `/gateway`. */
  export interface ServerAddress {
    /** IP address or name of the host: required. */
    server_address_ip: string;
    /** Port, 1 to 65535: required. */
    server_address_port: number | string;
    /** true: `server_address_ip` is an IPv6 address. It is recognized without this, too. */
    server_address_is_ipv6?: boolean;
    /** Whether the server speaks TLS; with port 443 unless given. Only in opentim. */
    server_address_is_tls?: boolean;
  }

  /** Argument of `TIMGroupCreate`. */
  export interface CreateGroupParams {
    /** The group. */
    params: GroupParams;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** A new group. null, undefined and NaN mean "not given"; unknown keys are ignored. */
  export interface GroupParams {
    /** Name: required; 1 to 30 bytes of UTF-8 (8502 when longer), at least one visible character (10004). */
    create_group_param_group_name: string;
    /**
     * Own id: 1 to 48 bytes of printable ASCII, not starting with `@TGS#` (8501); a community's own id must start with
     * `@TGS#_`. One is made when it is absent or empty. Taken: 10021, or 10025 when the caller owns that group.
     */
    create_group_param_group_id?: string;
    /** Type: 0 Public (default), 1 Private (Work), 2 ChatRoom (Meeting), 3 BChatRoom, 4 AVChatRoom, 5 Community. */
    create_group_param_group_type?: TIMGroupType;
    /** Community only: true for one with topics. Other types ignore it. */
    create_group_param_is_support_topic?: boolean;
    /**
     * First members besides the creator: at most 500 (10005); with the creator not more than the cap (8507). Leave it
     * out for AVChatRoom (10007). Repeated members are merged.
     */
    create_group_param_group_member_array?: Array<GroupMemberInfo>;
    /** Notification: at most 300 bytes of UTF-8 (8504). */
    create_group_param_notification?: string;
    /** Introduction: at most 240 bytes of UTF-8 (8503). */
    create_group_param_introduction?: string;
    /** Address of the avatar: at most 100 bytes of UTF-8 (8505). */
    create_group_param_face_url?: string;
    /**
     * What an application to join meets: 0 nobody may apply, 1 owner or admin decides, 2 joins at once. Public: 1
     * unless given; Community: 2 unless given; fixed for the other types, which ignore it.
     */
    create_group_param_add_option?: TIMGroupAddOption;
    /**
     * What an invitation by a member meets: 0 nobody may invite, 1 owner or admin decides, 2 joins at once. Private and
     * Community: 2 unless given; Public and ChatRoom: 0 unless given; AVChatRoom and BChatRoom ignore it.
     */
    create_group_param_approve_option?: TIMGroupAddOption;
    /**
     * Most members: 1 to the cap of the type (Private 200, Public 2000, ChatRoom 6000, Community 100000), which is also
     * the default; 0 means "not given". AVChatRoom and BChatRoom have no cap and ignore it.
     */
    create_group_param_max_member_num?: number;
    /** Custom fields: at most 10 keys. */
    create_group_param_custom_info?: Array<GroupInfoCustomString>;
    /** Community with topics only: permission groups rule instead of the admin role. Others ignore it. */
    create_group_param_enable_permission_group?: boolean;
    /**
     * Community with permission groups only: rights of members who are in none, as bits
     * (V2TIMCommunityPermissionValue). A 64-bit number; a BigInt is taken too.
     */
    create_group_param_default_permissions?: number | bigint;
  }

  /** A custom field of a group. */
  export interface GroupInfoCustomString {
    /**
     * Key: 1 to 16 printable ASCII characters (0x20 to 0x7e), kept exactly as sent; at most 10 keys per group, each
     * once.
     */
    group_info_custom_string_info_key: string;
    /**
     * Value: at most 512 bytes of UTF-8, control characters included. In a change an empty one deletes the field.
     */
    group_info_custom_string_info_value: string;
  }

  /**
   * A member of a group. A call that names members reads the id, the role, the name card and the custom fields; the
   * other fields are answers and are ignored in a call.
   */
  export interface GroupMemberInfo {
    /** User id: required; 1 to 32 bytes of printable ASCII (0x20 to 0x7e), not only blanks. */
    group_member_info_identifier: string;
    /** Group id. Answer only. */
    group_member_info_group_id?: string;
    /** When he joined, in unix seconds. Answer only. */
    group_member_info_join_time?: number;
    /**
     * Role: 200 member (default), 300 admin, 400 owner; 0 and 1 (member), 2 (admin) and 3 (owner) are taken too. Owner
     * only for the creator himself (8509 otherwise); Private groups have no admins (10007). Answers hold 200, 300 or
     * 400.
     */
    group_member_info_member_role?: TIMGroupMemberRole;
    /** How he receives messages. Answer only. */
    group_member_info_msg_flag?: TIMReceiveMessageOpt;
    /** Number of the newest message he has; 0 as long as opentim has no messages. Answer only. */
    group_member_info_msg_seq?: number;
    /**
     * Until when he is muted, in unix seconds: not how long. 0 when he is not, 4294967295 when he is for ever. Answer
     * only.
     */
    group_member_info_shutup_time?: number;
    /** His name in the group: at most 50 bytes of UTF-8 (8506). */
    group_member_info_name_card?: string;
    /** His nickname, or empty. Answer only. */
    group_member_info_nick_name?: string;
    /** The reader's remark on him, if they are friends; empty as long as opentim has no friends. Answer only. */
    group_member_info_friend_remark?: string;
    /** Address of his avatar, or empty. Answer only. */
    group_member_info_face_url?: string;
    /** Custom fields: at most 5 keys. Members of live groups have none. */
    group_member_info_custom_info?: Array<GroupMemberInfoCustemString>;
    /** Whether he is online. No answer of opentim holds it. */
    group_member_info_is_online?: boolean;
  }

  /** A custom field of a member. */
  export interface GroupMemberInfoCustemString {
    /**
     * Key: 1 to 16 printable ASCII characters (0x20 to 0x7e), kept exactly as sent; at most 5 keys per member, each
     * once.
     */
    group_member_info_custom_string_info_key: string;
    /** Value: at most 64 bytes of UTF-8, control characters included. In a change an empty one deletes the field. */
    group_member_info_custom_string_info_value: string;
  }

  /** Result of `TIMGroupCreate`. */
  export interface CreateGroupResult {
    /** Id of the new group, the chosen one or a made one. */
    create_group_result_groupid: string;
  }

  /** Argument of `TIMGroupDelete`. */
  export interface DeleteGroupParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    groupId: string;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupGetGroupInfoList`. */
  export interface GetGroupListParams {
    /** Ids of the groups: 1 to 50 (10004 when more); each is answered by itself. */
    groupIds: Array<string>;
    /** Handed back untouched as `user_data`. */
    data?: string;
  }

  /** The answer for one group. */
  export interface GroupInfoResult {
    /** 0, or why this group cannot be shown: 10010 unknown or disbanded, 10015 malformed id. */
    get_groups_info_result_code: number;
    /** Empty, or the reason in words. */
    get_groups_info_result_desc: string;
    /** The group; it holds only `group_detail_info_group_id` when the code is not 0. */
    get_groups_info_result_info: GroupDetailInfo;
  }

  /** A group in short, with the caller's own membership. */
  export interface GroupBaseInfo {
    /** Id of the group. */
    group_base_info_group_id: string;
    /** Name. */
    group_base_info_group_name: string;
    /** Type. */
    group_base_info_group_type: TIMGroupType;
    /** Address of the avatar, or empty. */
    group_base_info_face_url: string;
    /** Version of the profile: grows with every change of it. */
    group_base_info_info_seq: number;
    /** Number of the newest message; 0 as long as opentim has no messages. */
    group_base_info_latest_seq: number;
    /** Number of the newest message the caller has read. */
    group_base_info_readed_seq: number;
    /** How the caller receives messages. */
    group_base_info_msg_flag: TIMReceiveMessageOpt;
    /** Nobody but owner and admins may speak. */
    group_base_info_is_shutup_all: boolean;
    /** The caller's own membership. */
    group_base_info_self_info: GroupSelfInfo;
  }

  /** A group in full. */
  export interface GroupDetailInfo {
    /** Id of the group. */
    group_detail_info_group_id: string;
    /** Type. */
    group_detail_info_group_type: TIMGroupType;
    /** A community with topics. */
    group_detail_info_is_support_topic: boolean;
    /** Name. */
    group_detail_info_group_name: string;
    /** Notification, or empty. Empty also for a Private group that the caller is not in. */
    group_detail_info_notification: string;
    /** Introduction, or empty. */
    group_detail_info_introduction: string;
    /** Address of the avatar, or empty. */
    group_detail_info_face_url: string;
    /** When it was created, in unix seconds. */
    group_detail_info_create_time: number;
    /** Version of the profile: grows with every change of it. */
    group_detail_info_info_seq: number;
    /** When the profile last changed, in unix seconds. */
    group_detail_info_last_info_time: number;
    /** Number of the newest message; 0 as long as opentim has no messages. */
    group_detail_info_next_msg_seq: number;
    /** When the newest message was sent, in unix seconds; 0 as long as opentim has no messages. */
    group_detail_info_last_msg_time: number;
    /** Members now; in live groups those who have joined and are online. */
    group_detail_info_member_num: number;
    /** Most members; 0: unlimited. */
    group_detail_info_max_member_num: number;
    /** What an application to join meets: 0 nobody may apply, 1 owner or admin decides, 2 joins at once. */
    group_detail_info_add_option: TIMGroupAddOption;
    /** What an invitation by a member meets: 0 nobody may invite, 1 owner or admin decides, 2 joins at once. */
    group_detail_info_approve_option: TIMGroupAddOption;
    /**
     * 1: everybody may see it. Unless set 0 for Private groups and 1 for others. Kept for apps; opentim itself does not
     * ask for it.
     */
    group_detail_info_visible: number;
    /**
     * 1: everybody may find it. Unless set 0 for Private groups and 1 for others. Kept for apps; opentim itself does
     * not ask for it.
     */
    group_detail_info_searchable: number;
    /** Nobody but owner and admins may speak. */
    group_detail_info_is_shutup_all: boolean;
    /** User id of the owner, or empty: an ownerless group. */
    group_detail_info_owner_identifier: string;
    /** Custom fields. Empty also for a Private group that the caller is not in. */
    group_detail_info_custom_info: Array<GroupInfoCustomString>;
    /** Permission groups rule instead of the admin role. */
    group_detail_info_enable_permission_group: boolean;
    /** Rights of members who are in no permission group, as bits (V2TIMCommunityPermissionValue). */
    group_detail_info_default_permissions: number;
    /** Deprecated, always 0: use `TIMGroupGetOnlineMemberCount`. */
    group_detail_info_online_member_num: number;
    /** @deprecated A misspelling; no answer holds it. */
    group_detail_info_owener_identifier?: string;
  }

  /** The caller's own membership. */
  export interface GroupSelfInfo {
    /** When he joined, in unix seconds. */
    group_self_info_join_time: number;
    /** His role: 200 member, 300 admin, 400 owner. */
    group_self_info_role: TIMGroupMemberRole;
    /** Messages he has not read; as long as opentim has no messages what an import has set, else 0. */
    group_self_info_unread_num: number;
    /** How he receives messages. */
    group_self_info_msg_flag: TIMReceiveMessageOpt;
  }

  /** Argument of `TIMGroupModifyGroupInfo`. */
  export interface ModifyGroupParams {
    /** What changes. */
    params: GroupModifyInfoParam;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /**
   * What changes of a group. Only what the flag names is looked at; several calls at once with different flags all take
   * effect.
   */
  export interface GroupModifyInfoParam {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_modify_info_param_group_id: string;
    /**
     * The fields that count, as a sum: 1 name, 2 notification, 4 introduction, 8 face_url, 16 add_option, 32
     * max_member_num, 64 visible, 128 searchable, 256 is_shutup_all, 512 custom_info, 4096 approve_option, 8192
     * enable_permission_group, 16384 default_permissions; 2147483648 or -2147483648 owner, and that one only alone
     * (10004). Each must be given.
     */
    group_modify_info_param_modify_flag: number;
    /** Flag 1: name, 1 to 30 bytes of UTF-8 (8502 when longer), at least one visible character (10004). */
    group_modify_info_param_group_name?: string;
    /** Flag 2: notification, at most 300 bytes of UTF-8 (8504). */
    group_modify_info_param_notification?: string;
    /** Flag 4: introduction, at most 240 bytes of UTF-8 (8503). */
    group_modify_info_param_introduction?: string;
    /** Flag 8: address of the avatar, at most 100 bytes of UTF-8 (8505). */
    group_modify_info_param_face_url?: string;
    /**
     * Flag 16: what an application to join meets, 0 nobody may apply, 1 owner or admin decides, 2 joins at once. Public
     * groups and communities only (10007).
     */
    group_modify_info_param_add_option?: TIMGroupAddOption;
    /**
     * Flag 32: most members, from those there are to the cap of the type (10004). AVChatRoom and BChatRoom ignore it.
     */
    group_modify_info_param_max_member_num?: number;
    /** Flag 64: 1 everybody may see it, 0 only members. Kept and shown; opentim itself does not ask for it. */
    group_modify_info_param_visible?: number;
    /** Flag 128: 1 everybody may find it, 0 only members. Kept and shown; opentim itself does not ask for it. */
    group_modify_info_param_searchable?: number;
    /** Flag 256: nobody but owner and admins may speak. */
    group_modify_info_param_is_shutup_all?: boolean;
    /**
     * Flag 2147483648 or -2147483648: user id of a member who becomes the owner; the owner before is an ordinary member
     * then.
     */
    group_modify_info_param_owner?: string;
    /** Flag 512: custom fields by key, an empty value deletes; others stay. At most 10 keys per group. */
    group_modify_info_param_custom_info?: Array<GroupInfoCustomString>;
    /**
     * Flag 4096: what an invitation meets, 0 nobody may invite, 1 owner or admin decides, 2 joins at once. Not in
     * AVChatRoom and BChatRoom (10007).
     */
    group_modify_info_param_approve_option?: TIMGroupAddOption;
    /** Flag 8192: permission groups rule instead of the admin role. Communities with topics only (10007). */
    group_modify_info_param_enable_permission_group?: boolean;
    /** Flag 16384: rights of members in no permission group, as bits. Communities with topics only (10007). */
    group_modify_info_param_default_permissions?: number | bigint;
  }

  /** Argument of `TIMGroupSearchGroups`. */
  export interface SearchGroupParams {
    /** What to search for. */
    searchParams: GroupSearchParams;
    /** Handed back untouched as `user_data`. */
    data?: string;
  }

  /** What to search groups for. */
  export interface GroupSearchParams {
    /** Keywords: required; at least 1 and at most 5, none of them blank (10004). */
    group_search_params_keyword_list: Array<string>;
    /** Fields to look into: 1 group id, 2 group name; both unless given. */
    group_search_params_field_list?: Array<number>;
  }

  /** Argument of `TIMMsgSetGroupReceiveMessageOpt`. */
  export interface MsgSetGroupReceiveMessageOptParams {
    /** Id of the group or topic: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /**
     * How the caller receives its messages: 0 receive and notify, 1 do not receive, 2 receive quietly, 3 receive
     * quietly except mentions. Required (10004).
     */
    opt: TIMReceiveMessageOpt;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupJoin`. */
  export interface JoinGroupParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    groupId: string;
    /** Words for those who decide: at most 300 bytes of UTF-8 (10004). */
    helloMsg?: string;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupQuit`. */
  export interface QuitGroupParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    groupId: string;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupInviteMember`. */
  export interface InviteMemberParams {
    /** Whom to invite where. */
    params: GroupInviteMemberParam;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Whom to invite where. */
  export interface GroupInviteMemberParam {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_invite_member_param_group_id: string;
    /** User ids: required; at least 1 (8510) and at most 20 (10005). Repeated ones count once. */
    group_invite_member_param_identifier_array: Array<string>;
    /** Words for those who decide: at most 300 bytes of UTF-8 (10004). */
    group_invite_member_param_user_data?: string;
  }

  /** What became of an invited user. `TIMGroupInviteMember` answers with an array of these as JSON text. */
  export interface GroupInviteMemberResult {
    /** User id. */
    group_invite_member_result_identifier: string;
    /**
     * 0 refused: banned, or no room; 1 member now; 2 member already; 3 somebody has to agree first; 4 he is in as many
     * groups as he may.
     */
    group_invite_member_result_result: HandleGroupMemberResult;
  }

  /** Argument of `TIMGroupDeleteMember`. */
  export interface DeleteMemberParams {
    /** Whom to remove from where. */
    params: GroupDeleteMemberParam;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Whom to remove from where. */
  export interface GroupDeleteMemberParam {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_delete_member_param_group_id: string;
    /** User ids: required; at least 1 (8510) and at most 100 (10005). Repeated ones count once. */
    group_delete_member_param_identifier_array: Array<string>;
    /** Why, for those who are removed: at most 1000 bytes of UTF-8 (10004). */
    group_delete_member_param_user_data?: string;
    /**
     * Seconds during which they cannot come back; 4294967295: for ever; 0 (default): they can. Not in communities
     * (10007).
     */
    group_delete_member_param_duration?: number;
  }

  /** What became of a user who was to be removed. */
  export interface DeleteMemberResult {
    /** User id. */
    group_delete_member_result_identifier: string;
    /** 0 refused: the owner, oneself, or somebody not below the caller; 1 removed; 2 was no member. */
    group_delete_member_result_result: HandleGroupMemberResult;
  }

  /** Argument of `TIMGroupGetMemberInfoList`. */
  export interface GetGroupMemberInfoParams {
    /** Which members of which group are wanted. */
    params: GroupGetMemberInfoListParam;
    /** Handed back untouched as `user_data`. */
    data?: string;
  }

  /** Which members of which group are wanted. */
  export interface GroupGetMemberInfoListParam {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_get_members_info_list_param_group_id: string;
    /** User ids: at most 500 (10005); those who are members are answered. By pages when it is absent or empty. */
    group_get_members_info_list_param_identifier_array?: Array<string>;
    /** Filter. */
    group_get_members_info_list_param_option?: GroupMemberInfoOption;
    /**
     * Where the page begins: 0 (default) first, then the `next_seq` of the answer before. A page has up to 100 members;
     * a live group answers with the newest 1000 at once.
     */
    group_get_members_info_list_param_next_seq?: number;
  }

  /** Which members are wanted. */
  export interface GroupMemberInfoOption {
    /**
     * A sum of 1 owner, 2 admins, 4 members; 0 (default) means all. In AVChatRoom also the number of a mark, from 1000:
     * those who carry it.
     */
    group_member_get_info_option_role_flag?: number;
    /** Deprecated and ignored: answers are complete. */
    group_member_get_info_option_info_flag?: number;
    /** Deprecated and ignored: answers are complete. */
    group_member_get_info_option_custom_array?: Array<string>;
  }

  /** Members. */
  export interface GetMemberInfoResult {
    /** Where the next page begins; 0: there is none. */
    group_get_member_info_list_result_next_seq: number;
    /**
     * Members in the order of joining (in live groups the newest first), or in the order of the ids that were asked
     * for.
     */
    group_get_member_info_list_result_info_array: Array<GroupMemberInfo>;
  }

  /** Argument of `TIMGroupModifyMemberInfo`. */
  export interface ModifyMemberInfoParams {
    /** What changes. */
    params: GroupModifyMemberInfoParam;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** What changes of a member. Only what the flag names is looked at. */
  export interface GroupModifyMemberInfoParam {
    /**
     * Id of the group, or of a topic to mute somebody in it alone: required; printable ASCII, at most 96 bytes (10015).
     */
    group_modify_member_info_group_id: string;
    /** User id of the member: required (10004 when he is none). */
    group_modify_member_info_identifier: string;
    /**
     * The fields that count, as a sum: 1 msg_flag, 2 member_role, 4 shutup_time, 8 name_card, 16 custom_info. Required;
     * each that it names must be given.
     */
    group_modify_member_info_modify_flag: number;
    /** Flag 1: how he receives messages, 0 to 3. Only oneself may (10007). */
    group_modify_member_info_msg_flag?: TIMReceiveMessageOpt;
    /**
     * Flag 2: 200 member or 300 admin; 0 and 1 (member) and 2 (admin) are taken too. Only the owner may. Private groups
     * have no admins (10007). Ownership is handed over with `TIMGroupModifyGroupInfo`.
     */
    group_modify_member_info_member_role?: TIMGroupMemberRole;
    /** Flag 4: seconds from now for which he may not speak; 0 gives the word back, 4294967295 means for ever. */
    group_modify_member_info_shutup_time?: number;
    /** Flag 8: his name in the group, at most 50 bytes of UTF-8 (8506). */
    group_modify_member_info_name_card?: string;
    /** Flag 16: custom fields by key, an empty value deletes; others stay. At most 5 keys per member. */
    group_modify_member_info_custom_info?: Array<GroupMemberInfoCustemString>;
  }

  /** Argument of `TIMGroupMarkGroupMemberList`. */
  export interface MarkGroupMemberListParams {
    /** Id of a live group: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** User ids: required; at least 1 and at most 500 (10005). */
    member_array: Array<string>;
    /** The mark: required; a number from 1000 (10004). At most 10 marks in a group. */
    mark_type: number;
    /** true sets the mark, false takes it off: required. */
    enable_mark: boolean;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupGetOnlineMemberCount`. */
  export interface GetOnlineMemberCountParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    groupId: string;
    /** Handed back untouched as `user_data`. */
    data?: string;
  }

  /** Result of `TIMGroupGetOnlineMemberCount`. */
  export interface GetOnlineMemberCountResult {
    /** Members who are online. */
    group_get_online_member_count_result: number;
  }

  /** Argument of `TIMGroupSearchGroupMembers`. */
  export interface SearchMemberParams {
    /** What to search for. */
    searchParams: MemberSearchParams;
    /** Handed back untouched as `user_data`. */
    data?: string;
  }

  /** What to search members for. */
  export interface MemberSearchParams {
    /** Ids of the groups, which the caller must be in; all his groups when it is absent or empty. */
    group_search_member_params_groupid_list?: Array<string>;
    /** Keywords: required; at least 1 and at most 5, none of them blank (10004). */
    group_search_member_params_keyword_list: Array<string>;
    /**
     * Fields to look into: 1 user id, 2 nickname, 4 remark, 8 name card; all unless given. opentim has no remarks, so
     * nobody is found by one.
     */
    group_search_member_params_field_list?: Array<number>;
    /** Only in opentim: the `next_cursor` of an answer that had more members than fit into it. */
    opentim_cursor?: string;
  }

  /** Members of one group who were found. */
  export interface SearchMemberResult {
    /** Id of the group: the only entry of the array. */
    group_search_member_result_groupid: Array<string>;
    /** The members. */
    group_search_member_result_member_info_list: Array<GroupMemberInfo>;
  }

  /** Argument of `TIMGroupGetPendencyList`. */
  export interface GetPendencyListParams {
    /** The page. */
    params: GroupPendencyOption;
    /** Handed back untouched as `user_data`. */
    data?: string;
  }

  /** Which page of applications and invitations is wanted. */
  export interface GroupPendencyOption {
    /** 0 (default) for the newest ones, then the `next_start_time` of the answer before. */
    group_pendency_option_start_time?: number;
    /** About how many: 20 unless given, 1000 at most. */
    group_pendency_option_max_limited?: number;
  }

  /** Applications and invitations that the caller decides on. */
  export interface GroupPendencyResult {
    /** Start time of the next page; 0: there is none. */
    group_pendency_result_next_start_time: number;
    /** How far the caller has read, as he reported it, in unix milliseconds; 0: never. */
    group_pendency_result_read_time_seq: number;
    /** How many newer ones nobody has handled. */
    group_pendency_result_unread_num: number;
    /** The entries, newest first. */
    group_pendency_result_pendency_array: Array<GroupPendency>;
  }

  /**
   * An application or invitation. Give it to `TIMGroupHandlePendency` as it was listed; that call reads the group, both
   * users, the time and the type.
   */
  export interface GroupPendency {
    /** Id of the group. */
    group_pendency_group_id: string;
    /** User id of who made it: who asks to join, or who invites. */
    group_pendency_form_identifier: string;
    /** His nickname, or empty. */
    group_pendency_from_nick_name?: string;
    /** Address of his avatar, or empty. */
    group_pendency_from_face_url?: string;
    /** User id of the invited user; empty when somebody asks to join himself. */
    group_pendency_to_identifier: string;
    /** When it was made, in unix milliseconds. */
    group_pendency_add_time: number;
    /**
     * 0 somebody asks to join, 1 an invitation that the invited user decides on, 2 an invitation that owner or admin
     * decides on.
     */
    group_pendency_pendency_type: number;
    /** 0 not handled, 1 by somebody else (or too old), 2 by the reader. */
    group_pendency_handled: number;
    /** 0 refused, 1 accepted. Counts only when it was handled. */
    group_pendency_handle_result: number;
    /** Words of who made it. */
    group_pendency_apply_invite_msg: string;
    /** Empty: opentim has none. */
    group_pendency_form_user_defined_data: string;
    /** Words of who decided. */
    group_pendency_approval_msg: string;
    /** Empty: opentim has none. */
    group_pendency_to_user_defined_data: string;
    /** Empty: opentim needs none to know an entry again. */
    group_pendency_key: string;
    /** Empty: opentim needs none to know an entry again. */
    group_pendency_authentication: string;
    /** User id of the reader. */
    group_pendency_self_identifier: string;
  }

  /** Argument of `TIMGroupReportPendencyReaded`. */
  export interface ReportParams {
    /**
     * The time up to which the caller has read: required; unix seconds, or unix milliseconds as in
     * `group_pendency_add_time`. An earlier one than before changes nothing.
     */
    timeStamp: number;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupHandlePendency`. */
  export interface HandlePendencyParams {
    /** The decision. */
    params: GroupHandlePendencyParam;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** A decision. */
  export interface GroupHandlePendencyParam {
    /** true accepts, false (default) refuses. */
    group_handle_pendency_param_is_accept?: boolean;
    /** Words for who made the entry: at most 300 bytes of UTF-8 (10004). */
    group_handle_pendency_param_handle_msg?: string;
    /** The entry as `TIMGroupGetPendencyList` gave it: required. */
    group_handle_pendency_param_pendency: GroupPendency;
  }

  /** Argument of `opentimGroupHandlePendencyList`. */
  export interface HandlePendencyListParams {
    /** The decision. */
    params: GroupHandlePendencyListParam;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** One decision on several entries. */
  export interface GroupHandlePendencyListParam {
    /** true accepts, false (default) refuses. */
    group_handle_pendency_list_param_is_accept?: boolean;
    /** Words for those who made the entries: at most 300 bytes of UTF-8 (10004). */
    group_handle_pendency_list_param_handle_msg?: string;
    /**
     * The entries as `TIMGroupGetPendencyList` gave them: required; at least 1 (10004) and at most 100 (10005), of one
     * group or several.
     */
    group_handle_pendency_list_param_pendency_array: Array<GroupPendency>;
  }

  /** What became of one entry. */
  export interface GroupHandlePendencyResult {
    /** Id of the group. */
    group_handle_pendency_result_group_id: string;
    /** User id of who would join by it. */
    group_handle_pendency_result_identifier: string;
    /** 0 refused, 1 done, 2 handled before. */
    group_handle_pendency_result_result: HandleGroupMemberResult;
    /** 0, or why it was refused: 10024 handled before, 10007, 10010, 10014 and so on. */
    group_handle_pendency_result_code: number;
    /** Empty, or the reason in words. */
    group_handle_pendency_result_desc: string;
  }

  /** Argument of `TIMGroupGetJoinedCommunityList`. */
  export interface GetCommunityListParam {
    /** Handed back untouched. */
    user_data?: string;
  }

  /** Argument of `TIMGroupCreateTopicInCommunity`. */
  export interface CreateTopicParam {
    /** Id of a community with topics: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** The topic. */
    json_topic_info: GroupTopicInfo;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupSetTopicInfo`. */
  export interface SetTopicInfoParam {
    /** What changes of which topic. */
    json_topic_info: GroupTopicInfo;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /**
   * A topic of a community. null, undefined and NaN mean "not given". A change looks only at what its flag names.
   */
  export interface GroupTopicInfo {
    /**
     * Id: that of the community, `@TOPIC#_`, and a part of its own; printable ASCII, at most 96 bytes (10004). One is
     * made for a new topic when it is absent or empty; a change needs it.
     */
    group_topic_info_topic_id?: string;
    /**
     * Flag 1: name, 1 to 30 bytes of UTF-8 (8502 when longer), at least one visible character (10004). A new topic
     * needs it.
     */
    group_topic_info_topic_name?: string;
    /** Flag 4: introduction, at most 240 bytes of UTF-8 (8503). */
    group_topic_info_introduction?: string;
    /** Flag 2: notification, at most 300 bytes of UTF-8 (8504). */
    group_topic_info_notification?: string;
    /** Flag 8: address of the avatar, at most 100 bytes of UTF-8 (8505). */
    group_topic_info_topic_face_url?: string;
    /** Flag 256: nobody but owner and admins, or who has the right, may speak. A new topic is open. */
    group_topic_info_is_all_muted?: boolean;
    /** Flag 2048: text of the app's own, at most 3000 bytes of UTF-8 (10004). */
    group_topic_info_custom_string?: string;
    /**
     * The fields that a change takes, as a sum: 1 name, 2 notification, 4 introduction, 8 face_url, 256 is_all_muted,
     * 2048 custom_string. Each must be given.
     */
    group_modify_info_param_modify_flag?: number;
    /**
     * Until when the caller is muted in it, in unix seconds: 0 when he is not, 4294967295 when he is for ever. Answer
     * only; absent in events.
     */
    group_topic_info_self_mute_time?: number;
    /**
     * How the caller receives its messages; as in the community until he chooses. Answer only; absent in events. Change
     * it with `TIMMsgSetGroupReceiveMessageOpt`.
     */
    group_topic_info_recv_opt?: TIMReceiveMessageOpt;
    /** Draft of a message; empty as long as opentim has no messages. Answer only. */
    group_topic_info_draft_text?: string;
    /** Messages the caller has not read; 0 as long as opentim has no messages. Answer only. */
    group_topic_info_unread_count?: number;
    /** The newest message in it; absent as long as opentim has no messages. */
    group_topic_info_last_message?: Message;
    /** When it was created, in unix seconds. Answer only. */
    topic_create_time?: number;
  }

  /** Argument of `TIMGroupDeleteTopicFromCommunity` and `TIMGroupGetTopicInfoList`. */
  export interface DeleteTopicParam {
    /** Id of a community with topics: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /**
     * Ids of topics, at most 200 (10004); each is answered by itself. A question with an empty array is for all topics.
     */
    json_topic_id_array: Array<string>;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** What became of one topic. */
  export interface TopicOperationResult {
    /** 0: done. Else why not: 110002 there is no such topic, 10004 malformed id. */
    group_topic_operation_result_error_code: number;
    /** Empty, or the reason in words. */
    group_topic_operation_result_error_message: string;
    /** Id of the topic as it was given. */
    group_topic_operation_result_topic_id: string;
  }

  /** The answer for one topic. */
  export interface GroupTopicInfoResult {
    /** 0, or why this topic cannot be shown: 110002 there is none, 10004 malformed id. */
    group_topic_info_result_error_code: number;
    /** Empty, or the reason in words. */
    group_topic_info_result_error_message: string;
    /** The topic; it holds only `group_topic_info_topic_id` when the code is not 0. */
    group_topic_info_result_topic_info: GroupTopicInfo;
  }

  /**
   * Argument of `TIMCommunityCreatePermissionGroupInCommunity` and `TIMCommunityModifyPermissionGroupInfoInCommunity`.
   */
  export interface CreatePermissionGroupInCommunityParam {
    /** The permission group. */
    json_permission_group_info: PermissionGroupInfo;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /**
   * A permission group of a community: its members have its rights besides the default ones. A change looks only at
   * what its flag names.
   */
  export interface PermissionGroupInfo {
    /** Id of the community: required; printable ASCII, at most 96 bytes (10015). */
    community_group_id: string;
    /**
     * Id: starts with `@PMG#_`; printable ASCII, at most 96 bytes (10004). One is made for a new permission group when
     * it is absent or empty; a change needs it.
     */
    permission_group_id?: string;
    /**
     * Flag 1: name, at most 30 bytes of UTF-8, at least one visible character (10004). A new permission group needs it.
     */
    permission_group_name?: string;
    /** Flag 4: text of the app's own, at most 3000 bytes of UTF-8 (10004). */
    permission_custom_data?: string;
    /**
     * Flag 2: rights in the community as bits (V2TIMCommunityPermissionValue): 1 profile of the community, 2 members, 4
     * permission groups, 8 members of permission groups, 16 topics, 32 mute, 64 speak, 128 mention all, 256 history,
     * 512 recall messages of others, 1024 ban.
     */
    group_permission?: number | bigint;
    /** Members in it. Answer only; absent in events. */
    permission_group_member_count?: number;
    /**
     * The fields that a change takes, as a sum: 1 permission_group_name, 2 group_permission, 4 permission_custom_data.
     * Each must be given.
     */
    permission_group_modify_info_flag?: number;
  }

  /** Argument of `TIMCommunityDeletePermissionGroupFromCommunity`. */
  export interface DeletePermissionGroupFromCommunity {
    /** Id of the community: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Ids of permission groups, at most 100 (10004); each is answered by itself. */
    json_permission_group_id_array: Array<string>;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** What became of one permission group. */
  export interface PermissionGroupOperationResult {
    /** 0: done. Else why not, 10004: there is none, or a malformed id. */
    permission_group_operation_result_error_code: number;
    /** Empty, or the reason in words. */
    permission_group_operation_result_error_message: string;
    /** Id of the permission group as it was given. */
    permission_group_operation_result_id: string;
  }

  /** Argument of `TIMCommunityGetJoinedPermissionGroupListInCommunity`. */
  export interface GetJoinedPermissionGroupListInCommunityParam {
    /** Id of the community: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Handed back untouched. */
    user_data?: string;
  }

  /** Argument of `TIMCommunityGetPermissionGroupListInCommunity`. */
  export interface GetPermissionGroupListInCommunityParam {
    /** Id of the community: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Ids of permission groups, at most 100 (10004); each is answered by itself. All when it is absent or empty. */
    json_permission_group_id_array?: Array<string>;
    /** Handed back untouched. */
    user_data?: string;
  }

  /** The answer for one permission group. */
  export interface PermissionGroupInfoResult {
    /** 0, or why it cannot be shown, 10004: there is none, or a malformed id. */
    permission_group_info_result_error_code: number;
    /** Empty, or the reason in words. */
    permission_group_info_result_error_message: string;
    /** The permission group; it holds only the ids when the code is not 0. */
    permission_group_info_result: PermissionGroupInfo;
  }

  /**
   * Argument of `TIMCommunityAddCommunityMembersToPermissionGroup` and
   * `TIMCommunityRemoveCommunityMembersFromPermissionGroup`.
   */
  export interface AddCommunityMembersToPermissionGroupParam {
    /** Id of the community: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Id of the permission group: required; starts with `@PMG#_` (10004). */
    permission_group_id: string;
    /** User ids: required; at least 1 and at most 100 (10005). Repeated ones count once. */
    json_member_id_array: Array<string>;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** What became of one member. */
  export interface PermissionGroupMemberOperationResult {
    /** User id. */
    permission_group_member_operation_result_identifier: string;
    /**
     * 0: done. Else why not: 10013 he is in the permission group already; 10004 he is not in it, or not in the
     * community.
     */
    permission_group_member_operation_result_error_code: number;
  }

  /** Argument of `TIMCommunityGetCommunityMemberListInPermissionGroup`. */
  export interface GetCommunityMemberListInPermissionGroupParam {
    /** Id of the community: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Id of the permission group: required; starts with `@PMG#_` (10004). */
    permission_group_id: string;
    /** Where the page begins: empty text first, then the `next_cursor` of the answer before. */
    next_cursor: string;
    /** Handed back untouched. */
    user_data?: string;
  }

  /** Members of a permission group. */
  export interface PermissionGroupMemberInfoResult {
    /** Where the next page begins; empty: there is none. */
    permission_group_member_info_result_next_cursor: string;
    /** The members, in the order of their ids. */
    permission_group_member_info_result_array: Array<GroupMemberInfo>;
  }

  /**
   * Argument of `TIMCommunityAddTopicPermissionToPermissionGroup` and
   * `TIMCommunityModifyTopicPermissionInPermissionGroup`.
   */
  export interface AddTopicPermissionToPermissionGroupParam {
    /** Id of the community: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Id of the permission group: required; starts with `@PMG#_` (10004). */
    permission_group_id: string;
    /** Topics with the rights in them: required; at most 1000 (10004), each is answered by itself. */
    json_topic_permission_map: Array<TopicPermissionMap>;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Rights in one topic. */
  export interface TopicPermissionMap {
    /** Id of the topic. */
    topic_permission_key: string;
    /**
     * The rights as bits (V2TIMTopicPermissionValue): 1 the topic itself, 2 rights in it, 4 mute, 8 speak, 16 history,
     * 32 recall messages of others, 64 mention all.
     */
    topic_permission_value: number | bigint;
  }

  /**
   * Argument of `TIMCommunityDeleteTopicPermissionFromPermissionGroup` and
   * `TIMCommunityGetTopicPermissionInPermissionGroup`.
   */
  export interface DeleteTopicPermissionFromPermissionGroupParam {
    /** Id of the community: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Id of the permission group: required; starts with `@PMG#_` (10004). */
    permission_group_id: string;
    /**
     * Ids of topics: required; at most 1000 (10004), each is answered by itself. A question with an empty array is for
     * all topics in which the permission group has rights of its own.
     */
    json_topic_id_array: Array<string>;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** The rights of a permission group in one topic. */
  export interface TopicPermissionResult {
    /** 0, or why they cannot be shown: 110002 there is no such topic, 10004 malformed id. */
    topic_permission_result_error_code: number;
    /** Empty, or the reason in words. */
    topic_permission_result_error_message: string;
    /** Id of the topic as it was given. */
    topic_permission_result_topic_id: string;
    /** The rights as bits (V2TIMTopicPermissionValue); 0: none of its own. */
    topic_permission_result_topic_permission: number | bigint;
    /** Id of the community. */
    topic_permission_result_group_id: string;
    /** Id of the permission group. */
    topic_permission_result_permission_group_id: string;
  }

  /** Argument of `TIMGroupInitGroupAttributes` and `TIMGroupSetGroupAttributes`. */
  export interface InitGroupAttributeParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    groupId: string;
    /** The attributes: required; each key once (10004). */
    attributes: Array<GroupAttributes>;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupDeleteGroupAttributes` and `TIMGroupGetGroupAttributes`. */
  export interface DeleteAttributeParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    groupId: string;
    /**
     * Their keys, each of which must be there to be deleted (10050). An empty array stands for all of them, as does
     * nothing where they are read.
     */
    attributesKey?: Array<string>;
    /** Handed back untouched as `user_data`. */
    data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupSetGroupCounters`. */
  export interface GroupCounterParams {
    /** Which counters of which group. */
    params: GroupCountersParam;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Which counters of which group. */
  export interface GroupCountersParam {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** The counters: required; each key once (10004). */
    json_group_counter_array: Array<GroupCounter>;
  }

  /** Argument of `TIMGroupGetGroupCounters` and `opentimDeleteGroupCounters`. */
  export interface GetGroupCounterParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /**
     * Their keys; an empty array, or nothing where they are deleted, stands for all of them. Keys that are not there
     * are passed over.
     */
    json_group_counter_key_array?: Array<string>;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `TIMGroupIncreaseGroupCounter` and `TIMGroupDecreaseGroupCounter`. */
  export interface IncreaseGroupCounterParam {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Key of the counter; one that is not there counts from 0. */
    group_counter_key: string;
    /** By how much: required; written as every value of a counter. The result must be one, too (10004). */
    group_counter_value: number | string | bigint;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `opentimCreateInviteLink`. */
  export interface CreateInviteLinkParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** The link lets nobody in after so many seconds; it does not end unless given. */
    expire_seconds?: number;
    /** So many users come in by it, not more; as many as like unless given. */
    max_uses?: number;
    /**
     * true: whoever shows it asks to join, and owner or admins decide. Else he is a member at once, unless owner or
     * admins decide on invitations of the group and the maker of the link does not.
     */
    need_approval?: boolean;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Result of `opentimCreateInviteLink`. */
  export interface CreateInviteLinkResult {
    /** Id of the link, by which it is revoked. */
    link_id: string;
    /** What is to be shown to `opentimJoinByInviteLink`. It is told only here: nobody can find it out later. */
    token: string;
    /** Id of the group. */
    group_id: string;
  }

  /** Argument of `opentimRevokeInviteLink`. */
  export interface RevokeInviteLinkParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Id of the link: required. */
    link_id: string;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Argument of `opentimGetInviteLinkList`. */
  export interface GetInviteLinkListParams {
    /** Id of the group: required; printable ASCII, at most 96 bytes (10015). */
    group_id: string;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
  }

  /** An invite link as those see it who may make links. */
  export interface InviteLinkInfo {
    /** Its id, by which it is revoked. */
    link_id: string;
    /** Id of the group. */
    group_id: string;
    /** User id of who made it. */
    creator: string;
    /** When it was made, in unix seconds. */
    create_time: number;
    /** From then on it lets nobody in, in unix seconds; 0: it does not end. */
    expire_time: number;
    /** So many users come in by it; 0: as many as like. */
    max_uses: number;
    /** So many have. */
    use_count: number;
    /** Whoever shows it asks to join, and owner or admins decide. */
    need_approval: boolean;
  }

  /** Argument of `opentimJoinByInviteLink`. */
  export interface JoinByInviteLinkParams {
    /** The link's token: required. It names the group. */
    token: string;
    /** Words for those who decide: at most 300 bytes of UTF-8 (10004). */
    message?: string;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** Result of `opentimJoinByInviteLink`. */
  export interface JoinByInviteLinkResult {
    /** Id of the group. */
    group_id: string;
  }

  /** Argument of `explain`. */
  export interface ExplainParams {
    /** Name of a method that changes a group: required. */
    method: string;
    /** The argument that it would be called with: required. */
    params: any;
    /** Handed back untouched as `user_data`. */
    user_data?: string;
  }

  /** Result of `explain`. */
  export interface ExplainResult {
    /** The call would be done as things are now. */
    allowed: boolean;
    /** The code that it would be refused with; 0: it would be done. */
    code: number;
    /** What would be wrong with it, and what to mend; or empty. */
    desc: string;
    /** The rights that were looked at, in order. Empty when it would be refused before that. */
    rules: Array<ExplainedRule>;
  }

  /** A right that was looked at. */
  export interface ExplainedRule {
    /**
     * What the caller wants to do: `disband`, `edit_profile`, `kick` ...; docs/permissions.md has the table of them.
     */
    action: string;
    /** He may. */
    allowed: boolean;
    /** Type of the group. */
    group_type: TIMGroupType;
    /** Where he stands: `outsider`, `member`, `admin`, `owner` or `app`. */
    place: string;
    /** From where on it is allowed: the same words, or `nobody`. */
    needed: string;
    /** Where permission groups rule: the bit of the right in the community that gives it to a member. */
    permission_bit?: number;
    /** The same in the topic that it is about. */
    topic_permission_bit?: number;
  }

  /** An attribute of a group. */
  export interface GroupAttributes {
    /**
     * The key: at most 32 bytes of UTF-8 (10045), at least one visible character (10004). A group holds 16 keys
     * (10047).
     */
    group_attribute_key: string;
    /**
     * The value: at most 4000 bytes of UTF-8 (10046); keys and values of a group have at most 16000 bytes together
     * (10048).
     */
    group_attribute_value: string;
  }

  /** A counter of a group. */
  export interface GroupCounter {
    /**
     * The key: at most 128 bytes of UTF-8, at least one visible character (10004). A group holds 20 keys (10063).
     */
    group_counter_key: string;
    /**
     * The value: a whole number from -2^63 to 2^63 - 1 (10004). Up to 2^53 - 1 on either side of 0, where JavaScript
     * numbers are exact, answers and events hold a number, beyond that decimal text. Given are decimal text or a
     * BigInt, or up to there a number.
     */
    group_counter_value: number | string | bigint;
  }

  /** Argument of `TIMProfileGetUserProfileList`. */
  export interface TIMProfileGetUserProfileListParam {
    /** Whose profiles are wanted. */
    json_get_user_profile_list_param: jsonGetUserProfileListParam;
    /** Handed back untouched. */
    user_data?: string;
  }

  /** Whose profiles are wanted. */
  export interface jsonGetUserProfileListParam {
    /**
     * User ids: 1 to 500 (6017); the own one may be among them. Who has no profile is answered with empty fields.
     */
    friendship_getprofilelist_param_identifier_array: Array<string>;
    /** Deprecated and ignored: answers are never old. */
    friendship_getprofilelist_param_force_update?: boolean;
  }

  /** Argument of `TIMProfileModifySelfUserProfile`. */
  export interface TIMProfileModifySelfUserProfileParam {
    /** What changes. */
    json_modify_self_user_profile_param: UserProfileItem;
    /** Handed back untouched. */
    user_data?: string;
    /**
     * An id of the caller's own for this call: 1 to 64 characters of printable ASCII without spaces. A call that is
     * repeated under it within three days is done once and answered the same; other arguments under the same id are
     * refused (10004).
     */
    operation_id?: string;
  }

  /** What changes of the own profile; what is absent stays as it is. */
  export interface UserProfileItem {
    /** Nickname: at most 500 bytes of UTF-8 (6017). */
    user_profile_item_nick_name?: string;
    /** 0 unknown, 1 male, 2 female. */
    user_profile_item_gender?: number;
    /** Address of the avatar: at most 500 bytes. */
    user_profile_item_face_url?: string;
    /** What the user says of himself: at most 500 bytes. */
    user_profile_item_self_signature?: string;
    /** Who may become his friend: 0 to 3, as in `TIMProfileAddPermission`. */
    user_profile_item_add_permission?: number;
    /** Where he is: at most 500 bytes; a number is kept as text. */
    user_profile_item_location?: string | number;
    /** His language, as the app numbers it. */
    user_profile_item_language?: number;
    /** His birthday, as the app writes it into a number. */
    user_profile_item_birthday?: number;
    /** His level, as the app numbers it. */
    user_profile_item_level?: number;
    /** His role, as the app numbers it. */
    user_profile_item_role?: number;
    /** Custom fields that change; the others stay. At most 20, keys of at most 32 bytes, values of at most 500. */
    user_profile_item_custom_string_array?: Array<UserProfileCustemStringInfo>;
  }

  /** A custom field of a profile. */
  export interface UserProfileCustemStringInfo {
    /** Key: `Tag_Profile_Custom_` and a name of the app; a change may leave the beginning out. */
    user_profile_custom_string_info_key: string;
    /** Value; a change with empty text deletes the field. */
    user_profile_custom_string_info_value: string;
  }

  /** Argument of `TIMSubscribeUserInfo` and `TIMUnsubscribeUserInfo`. */
  export interface SubscribeUserInfoParam {
    /**
     * User ids. Subscribed to: 1 to 200 (6017), and 200 in all: who was named first makes room. Subscriptions ended: up
     * to 200; all when it is absent or empty.
     */
    json_user_id_list: Array<string>;
    /** Handed back untouched. */
    user_data?: string;
  }

  /** Argument of `TIMGetUserStatus`, `TIMSubscribeUserStatus` and `TIMUnsubscribeUserStatus`. */
  export interface userStatusParam {
    /**
     * User ids. Asked for: 1 to 500 (6017). Subscribed to: 1 to 200 (6017), and 200 in all: who was named first makes
     * room. Subscriptions ended: up to 200; all when it is absent or empty.
     */
    id_array: Array<string>;
    /** Handed back untouched. */
    user_data?: string;
  }

  /** Whether a user is online. */
  export interface userStatus {
    /** User id. */
    user_status_identifier: string;
    /** 1 online: he is logged in somewhere; 2 offline: nowhere. opentim does not tell 3 (logged out) from 2. */
    user_status_status_type: number;
    /** What he says of it himself, or empty. It lasts while he is online. */
    user_status_custom_status: string;
    /** Empty: opentim does not show where he is logged in. */
    user_status_online_devices: Array<string>;
  }

  /** Argument of `TIMSetSelfStatus`. */
  export interface setSelfStatusParam {
    /** The status. */
    status: selfStatus;
    /** Handed back untouched. */
    user_data?: string;
  }

  /** The part of the own status that can be set. */
  export interface selfStatus {
    /** Required: at most 200 bytes of UTF-8 (6017); empty text takes it back. */
    user_status_custom_status: string;
  }

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

  /**
   * First argument of a listener: the array of all its values, the user data last. Its text is that of the first value, so that
   * `JSON.parse(all)` and `JSON.parse(all[0])` are the same. The values from the second on follow as further arguments: listeners
   * that take one array and listeners that take single values both run.
   */
  export type ListenerArguments<Values extends [any, ...any[]]> = Values & Values[0];

  /** Argument of `TIMSetGroupTipsEventCallback`. */
  export interface GroupTipsCallbackParams {
    /** The listener; it gets a `GroupTipsElem` as JSON text. null or undefined drops the one there was. */
    callback?: ((all: ListenerArguments<[json_group_tip: string, user_data: any]>, user_data: any) => void) | null;
    /** Handed to the listener with each call. */
    data?: any;
  }

  /** Argument of `TIMAddRecvNewMsgCallback` and `TIMRemoveRecvNewMsgCallback`. */
  export interface TIMRecvNewMsgCallbackParams {
    /** The listener; it gets an array of `Message` as JSON text. */
    callback?: ((all: ListenerArguments<[json_msg_array: string, user_data: any]>, user_data: any) => void) | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetNetworkStatusListenerCallback`. */
  export interface TIMSetNetworkStatusListenerCallbackParam {
    /**
     * The listener; it gets the state of the connection, the code of why it changed (0: no fault) and a sentence. The state is
     * `all[0]`: what is declared as the first of single values is the array here too, as in the incumbent's windows.
     */
    callback?:
      | ((
          all: ListenerArguments<[status: TIMNetworkStatus, code: number, desc: string, user_data: any]>,
          code: number,
          desc: string,
          user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    userData?: any;
  }

  /** Argument of `TIMSetKickedOfflineCallback`. */
  export interface TIMSetKickedOfflineCallbackParam {
    /** The listener; its array has nothing but the user data. */
    callback?: ((all: ListenerArguments<[user_data: any]>) => void) | null;
    /** Handed to the listener with each call. */
    userData?: any;
  }

  /** Argument of `TIMSetUserSigExpiredCallback`. */
  export interface TIMSetUserSigExpiredCallbackParam {
    /** The listener; its array has nothing but the user data. */
    callback?: ((all: ListenerArguments<[user_data: any]>) => void) | null;
    /** Handed to the listener with each call. */
    userData?: any;
  }

  /** Argument of `TIMSetGroupAttributeChangedCallback`. */
  export interface GroupAttributeCallbackParams {
    /** The listener; it gets the group and all its attributes, as an array of `GroupAttributes` in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, json_group_attribute_array: string, user_data: any]>,
          json_group_attribute_array: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    data?: any;
  }

  /** Argument of `TIMSetGroupCounterChangedCallback`. */
  export interface GroupCounterChangedParam {
    /** The listener; it gets the group, one counter, and its value now: decimal text beyond 2^53 - 1. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, group_counter_key: string, group_counter_new_value: number | string, user_data: any]>,
          group_counter_key: string, group_counter_new_value: number | string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetGroupTopicCreatedCallback`. */
  export interface TopicCreatedParam {
    /** The listener; it gets the community and the new topic's id. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, topic_id: string, user_data: any]>,
          topic_id: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetGroupTopicDeletedCallback`. */
  export interface TopicDeletedParam {
    /** The listener; it gets the community and an array of topic ids in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, topic_id_array: string, user_data: any]>,
          topic_id_array: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetGroupTopicChangedCallback`. */
  export interface TopicChangedParam {
    /** The listener; it gets the community and the topic as it is now, as a `GroupTopicInfo` in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, topic_info: string, user_data: any]>,
          topic_info: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityReceiveTopicRESTCustomDataCallback`. */
  export interface CommunityReceiveTopicRESTCustomDataCallbackParam {
    /** The listener; it gets the topic and what the app's back end sent to it. */
    callback?:
      | ((
          all: ListenerArguments<[topic_id: string, custom_data: string, user_data: any]>,
          custom_data: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityCreatePermissionGroupCallback`. */
  export interface CommunityCreatePermissionGroupCallbackParam {
    /** The listener; it gets the community and the permission group in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, permission_group_info: string, user_data: any]>,
          permission_group_info: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityDeletePermissionGroupCallback`. */
  export interface CommunityDeletePermissionGroupCallbackParam {
    /** The listener; it gets the community and an array of permission group ids in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, permission_group_id_array: string, user_data: any]>,
          permission_group_id_array: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityChangePermissionGroupInfoCallback`. */
  export interface CommunityChangePermissionGroupInfoCallbackParam {
    /** The listener; it gets the community and the permission group in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, permission_group_info: string, user_data: any]>,
          permission_group_info: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityAddMembersToPermissionGroupCallback`. */
  export interface AddMembersToPermissionGroupCallbackParam {
    /** The listener; it gets the community, and the permission group with who was added, in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, json_result: string, user_data: any]>,
          json_result: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityRemoveMembersFromPermissionGroupCallback`. */
  export interface RemoveMembersFromPermissionGroupCallbackParam {
    /** The listener; it gets the community, and the permission group with who was removed, in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, json_result: string, user_data: any]>,
          json_result: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityAddTopicPermissionCallback`. */
  export interface AddTopicPermissionCallbackParam {
    /** The listener; it gets the community, and the permission group with its rights in topics, in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, json_result: string, user_data: any]>,
          json_result: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityDeleteTopicPermissionCallback`. */
  export interface DeleteTopicPermissionCallbackParam {
    /** The listener; it gets the community, and the permission group with its rights in topics, in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, json_result: string, user_data: any]>,
          json_result: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetCommunityModifyTopicPermissionCallback`. */
  export interface ModifyTopicPermissionCallbackParam {
    /** The listener; it gets the community, and the permission group with its rights in topics, in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[group_id: string, json_result: string, user_data: any]>,
          json_result: string, user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetSelfInfoUpdatedCallback`. */
  export interface TIMSetSelfInfoUpdatedCallbackParam {
    /** The listener; it gets the profile as it is now, in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[json_user_profile: string, user_data: any]>,
          user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetUserInfoChangedCallback`. */
  export interface UserInfoChangedCallbackParam {
    /** The listener; it gets an array of profiles in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[json_user_info_array: string, user_data: any]>,
          user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /** Argument of `TIMSetUserStatusChangedCallback`. */
  export interface TIMSetUserStatusChangedCallbackParam {
    /** The listener; it gets an array of users with their status in JSON text. */
    callback?:
      | ((
          all: ListenerArguments<[json_user_status_array: string, user_data: any]>,
          user_data: any,
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    user_data?: any;
  }

  /**
   * Something that happened in a group, as its members are told. Every array is there; it has an entry wherever the
   * tip's type is about such an entry, and is empty otherwise.
   */
  export interface GroupTipsElem {
    /**
     * 1 members joined, 2 a member quit, 3 members were removed, 4 a member became admin, 5 he is no admin any more, 6
     * the group's profile changed, 7 members were muted or may speak again, 8 marks of members changed.
     */
    group_tips_elem_tip_type: number;
    /** Type 1: 1 they applied or joined by themselves, 2 they were invited or added. Else 0. */
    group_tips_elem_join_type: number;
    /** User id of who did it. */
    group_tips_elem_op_user: string;
    /** Id of the group. */
    group_tips_elem_group_id: string;
    /** Name of the group. */
    group_tips_elem_group_name: string;
    /**
     * User ids of those it was done to. A change of the owner: the new owner, or the former one when there is none now.
     */
    group_tips_elem_user_array: Array<string>;
    /** Type 6: what changed. At least one entry. */
    group_tips_elem_group_change_info_array: Array<GroupTipGroupChangeInfo>;
    /** Type 7: who was muted for how long. At least one entry. */
    group_tips_elem_member_change_info_array: Array<GroupTipMemberChangeInfo>;
    /** Type 8: the mark. One entry. */
    group_tips_elem_member_mark_info_array: Array<GroupTipMemberMarkChangeInfo>;
    /** Who did it, as a user. */
    group_tips_elem_op_user_info: UserProfile;
    /** Who did it, as a member; without a role when he is none. */
    group_tips_elem_op_group_memberinfo: GroupMemberInfo;
    /** Those in `group_tips_elem_user_array`, in its order, as users. */
    group_tips_elem_changed_user_info_array: Array<UserProfile>;
    /** The same as members. Of many, the later ones have only id and role. */
    group_tips_elem_changed_group_memberinfo_array: Array<GroupMemberInfo>;
    /** Members after it. */
    group_tips_elem_member_num: number;
    /** Where the operator called from: "RESTAPI", "Web", or "Unknown". */
    group_tips_elem_platform: string;
    /** When it happened, in unix seconds. */
    group_tips_elem_time: number;
  }

  /** One change of a group's profile. */
  export interface GroupTipGroupChangeInfo {
    /**
     * What changed: 1 name, 2 introduction, 3 notification, 4 avatar, 5 owner, 6 a custom field, 8 mute of all, 11
     * option of applications, 12 option of invitations, 13 permission groups on or off, 14 default permissions.
     */
    group_tips_group_change_info_flag: number;
    /**
     * The new value of flags 1 to 6 (5: the new owner's user id); empty when there is none any more, and for the other
     * flags.
     */
    group_tips_group_change_info_value: string;
    /** Flag 6: key of the custom field. Else empty. */
    group_tips_group_change_info_key: string;
    /** Flags 8 and 13: the new value. Else false. */
    group_tips_group_change_info_bool_value: boolean;
    /** Flags 11 and 12: the new option, as in `TIMGroupAddOption`. Else 0. */
    group_tips_group_change_info_int_value: number;
    /** Flag 14: the new rights as bits. Else 0. */
    group_tips_group_change_info_uint64_value: number;
  }

  /** A member who was muted, or may speak again. */
  export interface GroupTipMemberChangeInfo {
    /** User id of the member. */
    group_tips_member_change_info_identifier: string;
    /** For how many seconds he is muted from the time of the tip; 0: he may speak again. */
    group_tips_member_change_info_shutupTime: number;
  }

  /** A mark that was set on members of a live group, or taken off. */
  export interface GroupTipMemberMarkChangeInfo {
    /** true: set; false: taken off. */
    group_tips_member_mark_change_info_enableMark: boolean;
    /** The mark, from 1000. */
    group_tips_member_mark_change_info_markType: number;
    /** User ids of the members. */
    group_tips_member_mark_change_info_userIDList: Array<string>;
  }

  /**
   * What changed in a permission group, as JSON text the second value of its listeners. One array is there, the one
   * that the listener is about.
   */
  export interface PermissionGroupCallback {
    /** Id of the permission group. */
    permission_group_id: string;
    /** User ids of those who were added or removed. */
    member_id_list?: Array<string>;
    /** Topics in which it was given rights, or has other ones, with the rights it has now. */
    topic_permission_map?: Array<TopicPermissionMap>;
    /** Ids of the topics in which it has no rights of its own any more. */
    topic_id_list?: Array<string>;
  }

  /** A message. opentim has those of the system conversation, which hold one group report each. */
  export interface Message {
    /** Its elements: one. */
    message_elem_array: Array<GroupReportElem>;
    /** "@TIM#SYSTEM". */
    message_conv_id: string;
    /** 3: the system conversation. */
    message_conv_type: number;
    /** "@TIM#SYSTEM". */
    message_sender: string;
    /** The sender as a user. */
    message_sender_profile: UserProfile;
    /** When it was sent, in unix seconds. */
    message_client_time: number;
    /** The same. */
    message_server_time: number;
    /** false. */
    message_is_from_self: boolean;
    /** 2: sent. */
    message_status: number;
    /** Its id; no other message has it. */
    message_msg_id: string;
    /** Its number among the user's notices, from 1 without gaps; 0: one of a live group, which is not kept. */
    message_seq: number;
    /** Tells messages of the same number apart. */
    message_rand: number;
  }

  /** The only element of a message that is a group report: something about a group that this user alone is told. */
  export interface GroupReportElem {
    /** 8: a group report. */
    elem_type: number;
    /**
     * 1 somebody applies, 2 the own application was accepted, 3 refused, 4 removed, 5 the group was disbanded, 6 the
     * own group was created, 7 put into a group, 8 quit, 9 became admin, 10 no admin any more, 12 invited: the own
     * consent is wanted, 13 an invitee agreed, 14 an invitee will not join, 17 muted, 21 the own receive option
     * changed, 22 banned, 23 no longer banned, 24 a member invites somebody: owner or admin decides.
     */
    group_report_elem_report_type: number;
    /** Id of the group. */
    group_report_elem_group_id: string;
    /** Name of the group; of a group that ended its last one. */
    group_report_elem_group_name: string;
    /** User id of who caused it, or empty: the system did. */
    group_report_elem_op_user: string;
    /** His words, or empty. */
    group_report_elem_msg: string;
    /** Types 13, 14 and 24: user id of the invitee. Else empty. */
    group_report_elem_user_data: string;
    /** Who caused it, as a user. */
    group_report_elem_op_user_info: UserProfile;
    /** Who caused it, as a member; without a role when he is none. */
    group_report_elem_op_group_memberinfo: GroupMemberInfo;
    /** Empty: reports do not say where they were caused. */
    group_report_elem_platform: string;
    /** Type 17: for how many seconds; 0: may speak again. Else 0. */
    group_report_elem_shut_up_time: number;
    /** Type 21: the new option. Else 0. */
    group_report_elem_group_message_receive_option: TIMReceiveMessageOpt;
  }

  /** A user. Of the people in events and lists only id, nickname and avatar are shown. */
  export interface UserProfile {
    /** User id. */
    user_profile_identifier: string;
    /** Nickname, or empty. */
    user_profile_nick_name: string;
    /** Address of the avatar, or empty. */
    user_profile_face_url: string;
    /** 0 unknown, 1 male, 2 female. */
    user_profile_gender?: number;
    /** Empty: opentim has no friends. */
    user_profile_friend_remark?: string;
    /** What he says of himself, or empty. */
    user_profile_self_signature?: string;
    /**
     * Who may become his friend: 0 unknown, 1 anybody, 2 after a confirmation, 3 nobody. opentim keeps it for the app.
     */
    user_profile_add_permission?: number;
    /** Where he is, or empty. */
    user_profile_location?: string;
    /** His language, as the app numbers it. */
    user_profile_language?: number;
    /** His birthday, as the app writes it into a number. */
    user_profile_birthday?: number;
    /** His level, as the app numbers it. */
    user_profile_level?: number;
    /** His role, as the app numbers it. */
    user_profile_role?: number;
    /** Custom fields. */
    user_profile_custom_string_array?: Array<UserProfileCustemStringInfo>;
  }

  /** Type of a group: 0 Public, 1 Private (Work), 2 ChatRoom (Meeting), 3 BChatRoom, 4 AVChatRoom, 5 Community. */
  export type TIMGroupType = 0 | 1 | 2 | 3 | 4 | 5 | (number & {});

  /** What an application or an invitation meets: 0 nobody may, 1 owner or admin decides, 2 joins at once. */
  export type TIMGroupAddOption = 0 | 1 | 2 | (number & {});

  /**
   * Role of a member: 200 member, 300 admin, 400 owner. Calls also take 0 and 1 (member), 2 (admin) and 3 (owner);
   * answers never hold them.
   */
  export type TIMGroupMemberRole = 0 | 1 | 2 | 3 | 200 | 300 | 400 | (number & {});

  /**
   * How messages are received: 0 receive and notify, 1 do not receive, 2 receive quietly, 3 receive quietly except
   * mentions.
   */
  export type TIMReceiveMessageOpt = 0 | 1 | 2 | 3 | (number & {});

  /**
   * What became of one of several users: 0 refused, 1 done, 2 nothing to do, 3 somebody has to agree first, 4 he is in
   * as many groups as he may.
   */
  export type HandleGroupMemberResult = 0 | 1 | 2 | 3 | 4 | (number & {});

  /** 1 logged in, 2 logging in, 3 logged out, 4 logging out. opentim gives 1 or 3. */
  export type TIMLoginStatus = 1 | 2 | 3 | 4 | (number & {});

  /** State of the connection: 0 connected, 1 disconnected, 2 connecting, 3 the attempt failed. */
  export type TIMNetworkStatus = 0 | 1 | 2 | 3 | (number & {});

  /** 0 off, 1 test, 2 verbose, 3 debug, 4 info, 5 warning, 6 error, 7 assert. */
  export type TIMLogLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | (number & {});
}

export = TimRender;
