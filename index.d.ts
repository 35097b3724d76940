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

  /** Ends this instance; its later calls answer 7014. The last instance on a data folder releases it. */
  close(): void;

  /**
   * Opens the data folder. 0, or -1 when that fails: the reason goes to the log and into the desc of later 6013
   * answers. Repeating it does nothing.
   */
  TIMInit(param?: TimRender.initParam | null): Promise<number>;

  /** Ends what TIMInit began, the login too. Always 0. The last one on a data folder releases it. */
  TIMUninit(): Promise<number>;

  /**
   * Logs a user in. Another user who was logged in is logged out first. 7003: bad user id; 70001 to 70016: bad UserSig.
   */
  TIMLogin(param: TimRender.loginParam): Promise<TimRender.commonResult<string>>;

  /** Logs the user out; 0 also when nobody is logged in. */
  TIMLogout(param?: TimRender.logoutParam | null): Promise<TimRender.commonResult<string>>;

  /** 1 when somebody is logged in, else 3. */
  TIMGetLoginStatus(): Promise<TimRender.TIMLoginStatus>;

  /** The logged-in user's id in `json_param`, or empty text. */
  TIMGetLoginUserID(): Promise<TimRender.commonResult<string>>;

  /** The version of opentim, such as "0.1.0". */
  TIMGetSDKVersion(): Promise<string>;

  /** The time, in unix seconds. */
  TIMGetServerTime(): Promise<number>;

  /** Changes settings; the settings that were understood come back in `json_param` as JSON text. */
  TIMSetConfig(param: TimRender.TIMSetConfigParam): Promise<TimRender.commonResult<string>>;

  /** Other operations, by name. -3 without a name, 7013 for one that opentim does not have. */
  callExperimentalAPI(param: TimRender.callExperimentalAPIParam): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of log lines; null drops it. */
  TIMSetLogCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of expired UserSigs. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetUserSigExpiredCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of logins elsewhere that end this one. It is accepted; it stays silent, because nothing of this
   * kind happens yet.
   */
  TIMSetKickedOfflineCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of the connection's state. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMSetNetworkStatusListenerCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of one's own profile. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetSelfInfoUpdatedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of subscribed users' profiles. It is accepted; it stays silent, because nothing of
   * this kind happens yet.
   */
  TIMSetUserInfoChangedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of users' status. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetUserStatusChangedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /** Status of users. Not in opentim 0.1.0: answers 7013. */
  TIMGetUserStatus(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets one's own status. Not in opentim 0.1.0: answers 7013. */
  TIMSetSelfStatus(param?: any): Promise<TimRender.commonResult<string>>;

  /** Subscribes to the status of users. Not in opentim 0.1.0: answers 7013. */
  TIMSubscribeUserStatus(param?: any): Promise<TimRender.commonResult<string>>;

  /** Ends such a subscription. Not in opentim 0.1.0: answers 7013. */
  TIMUnsubscribeUserStatus(param?: any): Promise<TimRender.commonResult<string>>;

  /** Subscribes to the profiles of users. Not in opentim 0.1.0: answers 7013. */
  TIMSubscribeUserInfo(param?: any): Promise<TimRender.commonResult<string>>;

  /** Profiles of users. Not in opentim 0.1.0: answers 7013. */
  TIMProfileGetUserProfileList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes one's own profile. Not in opentim 0.1.0: answers 7013. */
  TIMProfileModifySelfUserProfile(param?: any): Promise<TimRender.commonResult<string>>;

  /** Does nothing. Not in opentim 0.1.0: answers 7013. */
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
  TIMGroupGetJoinedGroupList(user_data?: string | null): Promise<TimRender.commonResult<TimRender.GroupInfo[]>>;

  /** Profiles of up to 50 groups, each with its own code (10010 unknown, 10015 malformed id). */
  TIMGroupGetGroupInfoList(param: TimRender.GetGroupListParams): Promise<TimRender.commonResult<TimRender.GroupInfoResult[]>>;

  /** Takes the listener of group tips. It is accepted; it stays silent, because nothing of this kind happens yet. */
  TIMSetGroupTipsEventCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of attributes. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMSetGroupAttributeChangedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changes of counters. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMSetGroupCounterChangedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /** Joins a group or applies to join it. Not in opentim 0.1.0: answers 7013. */
  TIMGroupJoin(param?: any): Promise<TimRender.commonResult<string>>;

  /** Leaves a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupQuit(param?: any): Promise<TimRender.commonResult<string>>;

  /** Invites users to a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupInviteMember(param?: any): Promise<TimRender.commonResult<string>>;

  /** Removes members from a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupDeleteMember(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes the profile of a group, or its owner. Not in opentim 0.1.0: answers 7013. */
  TIMGroupModifyGroupInfo(param?: any): Promise<TimRender.commonResult<string>>;

  /** Members of a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupGetMemberInfoList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes a member's role, name card, mute or custom fields. Not in opentim 0.1.0: answers 7013. */
  TIMGroupModifyMemberInfo(param?: any): Promise<TimRender.commonResult<string>>;

  /** Applications and invitations that wait for an answer. Not in opentim 0.1.0: answers 7013. */
  TIMGroupGetPendencyList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Marks applications and invitations as read. Not in opentim 0.1.0: answers 7013. */
  TIMGroupReportPendencyReaded(param?: any): Promise<TimRender.commonResult<string>>;

  /** Accepts or refuses an application or invitation. Not in opentim 0.1.0: answers 7013. */
  TIMGroupHandlePendency(param?: any): Promise<TimRender.commonResult<string>>;

  /** Number of members who are online. Not in opentim 0.1.0: answers 7013. */
  TIMGroupGetOnlineMemberCount(param?: any): Promise<TimRender.commonResult<string>>;

  /** Searches for groups by keywords. Not in opentim 0.1.0: answers 7013. */
  TIMGroupSearchGroups(param?: any): Promise<TimRender.commonResult<string>>;

  /** Searches for members by keywords. Not in opentim 0.1.0: answers 7013. */
  TIMGroupSearchGroupMembers(param?: any): Promise<TimRender.commonResult<string>>;

  /** Replaces all attributes of a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupInitGroupAttributes(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets attributes of a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupSetGroupAttributes(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes attributes of a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupDeleteGroupAttributes(param?: any): Promise<TimRender.commonResult<string>>;

  /** Attributes of a group, all unless keys are given. Not in opentim 0.1.0: answers 7013. */
  TIMGroupGetGroupAttributes(param?: any): Promise<TimRender.commonResult<string>>;

  /** Sets counters of a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupSetGroupCounters(param?: any): Promise<TimRender.commonResult<string>>;

  /** Counters of a group. Not in opentim 0.1.0: answers 7013. */
  TIMGroupGetGroupCounters(param?: any): Promise<TimRender.commonResult<string>>;

  /** Adds to a counter. Not in opentim 0.1.0: answers 7013. */
  TIMGroupIncreaseGroupCounter(param?: any): Promise<TimRender.commonResult<string>>;

  /** Subtracts from a counter. Not in opentim 0.1.0: answers 7013. */
  TIMGroupDecreaseGroupCounter(param?: any): Promise<TimRender.commonResult<string>>;

  /** The communities with topics that the caller is in. Not in opentim 0.1.0: answers 7013. */
  TIMGroupGetJoinedCommunityList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Creates a topic. Not in opentim 0.1.0: answers 7013. */
  TIMGroupCreateTopicInCommunity(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes topics. Not in opentim 0.1.0: answers 7013. */
  TIMGroupDeleteTopicFromCommunity(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes the profile of a topic. Not in opentim 0.1.0: answers 7013. */
  TIMGroupSetTopicInfo(param?: any): Promise<TimRender.commonResult<string>>;

  /** Profiles of topics. Not in opentim 0.1.0: answers 7013. */
  TIMGroupGetTopicInfoList(param?: any): Promise<TimRender.commonResult<string>>;

  /** Creates a permission group. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityCreatePermissionGroupInCommunity(param?: any): Promise<TimRender.commonResult<string>>;

  /** Deletes permission groups. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityDeletePermissionGroupFromCommunity(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes a permission group. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityModifyPermissionGroupInfoInCommunity(param?: any): Promise<TimRender.commonResult<string>>;

  /** The permission groups that the caller is in. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityGetJoinedPermissionGroupListInCommunity(param?: any): Promise<TimRender.commonResult<string>>;

  /** The permission groups of a community, all unless ids are given. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityGetPermissionGroupListInCommunity(param?: any): Promise<TimRender.commonResult<string>>;

  /** Adds members to a permission group. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityAddCommunityMembersToPermissionGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Removes members from a permission group. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityRemoveCommunityMembersFromPermissionGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Members of a permission group. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityGetCommunityMemberListInPermissionGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Gives a permission group rights in topics. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityAddTopicPermissionToPermissionGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Takes rights in topics from a permission group. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityDeleteTopicPermissionFromPermissionGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Changes the rights of a permission group in topics. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityModifyTopicPermissionInPermissionGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** The rights of a permission group in topics. Not in opentim 0.1.0: answers 7013. */
  TIMCommunityGetTopicPermissionInPermissionGroup(param?: any): Promise<TimRender.commonResult<string>>;

  /** Takes the listener of new topics. It is accepted; it stays silent, because nothing of this kind happens yet. */
  TIMSetGroupTopicCreatedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of deleted topics. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetGroupTopicDeletedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changed topics. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMSetGroupTopicChangedCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of custom data that a back end sends to topics. It is accepted; it stays silent, because nothing
   * of this kind happens yet.
   */
  TIMSetCommunityReceiveTopicRESTCustomDataCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of new permission groups. It is accepted; it stays silent, because nothing of this kind happens
   * yet.
   */
  TIMSetCommunityCreatePermissionGroupCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of deleted permission groups. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetCommunityDeletePermissionGroupCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of changed permission groups. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetCommunityChangePermissionGroupInfoCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of members added to permission groups. It is accepted; it stays silent, because nothing of this
   * kind happens yet.
   */
  TIMSetCommunityAddMembersToPermissionGroupCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of members removed from permission groups. It is accepted; it stays silent, because nothing of
   * this kind happens yet.
   */
  TIMSetCommunityRemoveMembersFromPermissionGroupCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of rights in topics that were given. It is accepted; it stays silent, because nothing of this
   * kind happens yet.
   */
  TIMSetCommunityAddTopicPermissionCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of rights in topics that were taken. It is accepted; it stays silent, because nothing of this
   * kind happens yet.
   */
  TIMSetCommunityDeleteTopicPermissionCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Takes the listener of rights in topics that changed. It is accepted; it stays silent, because nothing of this kind
   * happens yet.
   */
  TIMSetCommunityModifyTopicPermissionCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /** Adds a listener of new messages. It is accepted; it stays silent, because nothing of this kind happens yet. */
  TIMAddRecvNewMsgCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Removes a listener of new messages. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  TIMRemoveRecvNewMsgCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /**
   * Removes a listener of new messages. It is accepted; it stays silent, because nothing of this kind happens yet.
   */
  deleteRecvNewMsgCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

  /** Takes a listener of new messages. It is accepted; it stays silent, because nothing of this kind happens yet. */
  recvNewMsgCallback(param?: TimRender.ListenerParams | null): Promise<TimRender.commonResult<string>>;

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

  /** Sets how the messages of a group are received. Not in opentim 0.1.0: answers 7013. */
  TIMMsgSetGroupReceiveMessageOpt(param?: any): Promise<TimRender.commonResult<string>>;

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

  /** Options of `new TimRender()`. null, undefined and missing mean "not given"; unknown keys are ignored. */
  export interface TimRenderOptions {
    /** Number of the app: 1 to 2^53 - 1; 1400000000 unless given. */
    sdkappid?: number;
    /** Data folder, made when it is absent; `.opentim` in the user's home unless given. */
    dataDir?: string;
    /** Key that UserSigs are checked with; else that in OPENTIM_SECRET_KEY, else the data folder's own. */
    secretKey?: string;
    /** Address of a server. Not built yet: `TIMInit` gives -1. */
    server?: string;
    /**
     * Name of the account slot: instances of one process with the same settings share one login, another name is a
     * second one.
     */
    instance?: string;
  }

  /** Options of `TimRender.genTestUserSig()`. */
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
     * Name of the operation: required. opentim has `internal_operation_set_ui_platform` and
     * `internal_operation_write_log`, which change nothing.
     */
    request_internal_operation: string;
    /** For `internal_operation_set_ui_platform`: number of the platform. */
    request_set_ui_platform_param?: number;
  }

  /** Argument of `TIMGroupCreate`. */
  export interface CreateGroupParams {
    /** The group. */
    params: GroupParams;
    /** Handed back untouched as `user_data`. */
    data?: string;
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
    /** Value: at most 512 bytes of UTF-8, control characters included. */
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
    /** Number of the newest message he has. Answer only. */
    group_member_info_msg_seq?: number;
    /** Until when he is muted, in unix seconds; 0 when he is not. Answer only. */
    group_member_info_shutup_time?: number;
    /** His name in the group: at most 50 bytes of UTF-8 (8506). */
    group_member_info_name_card?: string;
    /** His nickname. Answer only. */
    group_member_info_nick_name?: string;
    /** The reader's remark on him, if they are friends. Answer only. */
    group_member_info_friend_remark?: string;
    /** Address of his avatar. Answer only. */
    group_member_info_face_url?: string;
    /** Custom fields: at most 5 keys. Members of live groups have none. */
    group_member_info_custom_info?: Array<GroupMemberInfoCustemString>;
    /** Whether he is online. Answer only. */
    group_member_info_is_online?: boolean;
  }

  /** A custom field of a member. */
  export interface GroupMemberInfoCustemString {
    /**
     * Key: 1 to 16 printable ASCII characters (0x20 to 0x7e), kept exactly as sent; at most 5 keys per member, each
     * once.
     */
    group_member_info_custom_string_info_key: string;
    /** Value: at most 64 bytes of UTF-8, control characters included. */
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
    /** Members now. Live groups count only owner and admins. */
    group_detail_info_member_num: number;
    /** Most members; 0: unlimited. */
    group_detail_info_max_member_num: number;
    /** What an application to join meets: 0 nobody may apply, 1 owner or admin decides, 2 joins at once. */
    group_detail_info_add_option: TIMGroupAddOption;
    /** What an invitation by a member meets: 0 nobody may invite, 1 owner or admin decides, 2 joins at once. */
    group_detail_info_approve_option: TIMGroupAddOption;
    /** 1 when a search by the exact id finds it for everybody, 0 for Private groups. */
    group_detail_info_visible: number;
    /** The same as `group_detail_info_visible`. */
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
    /** Messages he has not read; 0 as long as opentim has no messages. */
    group_self_info_unread_num: number;
    /** How he receives messages. */
    group_self_info_msg_flag: TIMReceiveMessageOpt;
  }

  /** Answer of a call. A call never throws and never rejects: look at `code`. */
  export interface commonResult<T> {
    /** 0: done. Else why not; nothing has changed then. */
    code: number;
    /** Empty, or what was wrong and what to mend. */
    desc: string;
    /** The result: parsed where it is data, else text. Empty text when `code` is not 0. */
    json_param: T;
    /** Not used by any call of opentim; here for code that reads it. */
    json_params?: any;
    /** What the call was given to hand back, untouched; empty text if nothing. */
    user_data: string;
  }

  /** The same as `commonResult`. */
  export type CommonResult<T> = commonResult<T>;

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

  /** A joined group: both views of it in one object. */
  export interface GroupInfo extends GroupBaseInfo, GroupDetailInfo {}

  /** The same as `GroupInfoCustomString`. */
  export type GroupInfoCustemString = GroupInfoCustomString;

  /** The same as `GroupMemberInfoCustemString`. */
  export type GroupMemberInfoCustomString = GroupMemberInfoCustemString;

  /** The same as `GroupInfoResult`. */
  export type GetGroupInfoResult = GroupInfoResult;

  /** The same as `GroupParams`. */
  export type CreateGroupParam = GroupParams;

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

  /** 1 logged in, 2 logging in, 3 logged out, 4 logging out. opentim gives 1 or 3. */
  export type TIMLoginStatus = 1 | 2 | 3 | 4 | (number & {});

  /** 0 off, 1 test, 2 verbose, 3 debug, 4 info, 5 warning, 6 error, 7 assert. */
  export type TIMLogLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | (number & {});
}

export = TimRender;
