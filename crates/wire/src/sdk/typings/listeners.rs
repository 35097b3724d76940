//! What the listeners of events get.

use super::interfaces::interface;
use crate::sdk::event::{
    GroupReportElem, GroupTipGroupChangeInfo, GroupTipMemberChangeInfo, GroupTipMemberMarkChangeInfo, GroupTipsElem, Message,
    PermissionGroupCallback, UserProfile,
};

const BY_HAND: &str = "
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
";

/// A listener whose callback gets single values.
struct Listener {
    /// Name of the argument's interface.
    params: &'static str,
    /// The method that takes it.
    method: &'static str,
    /// What it gets.
    gets: &'static str,
    /// Its values before the user data, with their types.
    values: &'static [(&'static str, &'static str)],
    /// Where the user data is.
    data: &'static str,
}

const fn listener(
    params: &'static str,
    method: &'static str,
    gets: &'static str,
    values: &'static [(&'static str, &'static str)],
) -> Listener {
    Listener { params, method, gets, values, data: "user_data" }
}

const IN_COMMUNITY: &[(&str, &str)] = &[("group_id", "string"), ("json_result", "string")];
const PERMISSION_GROUP: &[(&str, &str)] = &[("group_id", "string"), ("permission_group_info", "string")];

const LISTENERS: &[Listener] = &[
    Listener {
        params: "GroupAttributeCallbackParams",
        method: "TIMSetGroupAttributeChangedCallback",
        gets: "the group and all its attributes, as an array of `GroupAttributes` in JSON text",
        values: &[("group_id", "string"), ("json_group_attribute_array", "string")],
        data: "data",
    },
    listener(
        "GroupCounterChangedParam",
        "TIMSetGroupCounterChangedCallback",
        "the group, one counter, and its value now: decimal text beyond 2^53 - 1",
        &[("group_id", "string"), ("group_counter_key", "string"), ("group_counter_new_value", "number | string")],
    ),
    listener(
        "TopicCreatedParam",
        "TIMSetGroupTopicCreatedCallback",
        "the community and the new topic's id",
        &[("group_id", "string"), ("topic_id", "string")],
    ),
    listener(
        "TopicDeletedParam",
        "TIMSetGroupTopicDeletedCallback",
        "the community and an array of topic ids in JSON text",
        &[("group_id", "string"), ("topic_id_array", "string")],
    ),
    listener(
        "TopicChangedParam",
        "TIMSetGroupTopicChangedCallback",
        "the community and the topic as it is now, as a `GroupTopicInfo` in JSON text",
        &[("group_id", "string"), ("topic_info", "string")],
    ),
    listener(
        "CommunityReceiveTopicRESTCustomDataCallbackParam",
        "TIMSetCommunityReceiveTopicRESTCustomDataCallback",
        "the topic and what the app's back end sent to it",
        &[("topic_id", "string"), ("custom_data", "string")],
    ),
    listener(
        "CommunityCreatePermissionGroupCallbackParam",
        "TIMSetCommunityCreatePermissionGroupCallback",
        "the community and the permission group in JSON text",
        PERMISSION_GROUP,
    ),
    listener(
        "CommunityDeletePermissionGroupCallbackParam",
        "TIMSetCommunityDeletePermissionGroupCallback",
        "the community and an array of permission group ids in JSON text",
        &[("group_id", "string"), ("permission_group_id_array", "string")],
    ),
    listener(
        "CommunityChangePermissionGroupInfoCallbackParam",
        "TIMSetCommunityChangePermissionGroupInfoCallback",
        "the community and the permission group in JSON text",
        PERMISSION_GROUP,
    ),
    listener(
        "AddMembersToPermissionGroupCallbackParam",
        "TIMSetCommunityAddMembersToPermissionGroupCallback",
        "the community, and the permission group with who was added, in JSON text",
        IN_COMMUNITY,
    ),
    listener(
        "RemoveMembersFromPermissionGroupCallbackParam",
        "TIMSetCommunityRemoveMembersFromPermissionGroupCallback",
        "the community, and the permission group with who was removed, in JSON text",
        IN_COMMUNITY,
    ),
    listener(
        "AddTopicPermissionCallbackParam",
        "TIMSetCommunityAddTopicPermissionCallback",
        "the community, and the permission group with its rights in topics, in JSON text",
        IN_COMMUNITY,
    ),
    listener(
        "DeleteTopicPermissionCallbackParam",
        "TIMSetCommunityDeleteTopicPermissionCallback",
        "the community, and the permission group with its rights in topics, in JSON text",
        IN_COMMUNITY,
    ),
    listener(
        "ModifyTopicPermissionCallbackParam",
        "TIMSetCommunityModifyTopicPermissionCallback",
        "the community, and the permission group with its rights in topics, in JSON text",
        IN_COMMUNITY,
    ),
    listener(
        "TIMSetSelfInfoUpdatedCallbackParam",
        "TIMSetSelfInfoUpdatedCallback",
        "the profile as it is now, in JSON text",
        &[("json_user_profile", "string")],
    ),
    listener(
        "UserInfoChangedCallbackParam",
        "TIMSetUserInfoChangedCallback",
        "an array of profiles in JSON text",
        &[("json_user_info_array", "string")],
    ),
    listener(
        "TIMSetUserStatusChangedCallbackParam",
        "TIMSetUserStatusChangedCallback",
        "an array of users with their status in JSON text",
        &[("json_user_status_array", "string")],
    ),
];

impl Listener {
    fn write(&self, out: &mut String) {
        let typed = |values: &[(&str, &str)]| -> String {
            values.iter().map(|(name, kind)| format!("{name}: {kind}, ")).collect::<String>() + "user_data: any"
        };
        let (all, rest) = (typed(self.values), typed(self.values.get(1..).unwrap_or_default()));
        out.push_str(&format!(
            "
  /** Argument of `{}`. */
  export interface {} {{
    /** The listener; it gets {}. */
    callback?:
      | ((
          all: ListenerArguments<[{all}]>,
          {rest},
        ) => void)
      | null;
    /** Handed to the listener with each call. */
    {}?: any;
  }}
",
            self.method, self.params, self.gets, self.data
        ));
    }
}

pub(super) fn write(out: &mut String) {
    out.push_str(BY_HAND);
    LISTENERS.iter().for_each(|listener| listener.write(out));
    interface::<GroupTipsElem>(out);
    interface::<GroupTipGroupChangeInfo>(out);
    interface::<GroupTipMemberChangeInfo>(out);
    interface::<GroupTipMemberMarkChangeInfo>(out);
    interface::<PermissionGroupCallback>(out);
    interface::<Message>(out);
    interface::<GroupReportElem>(out);
    interface::<UserProfile>(out);
}
