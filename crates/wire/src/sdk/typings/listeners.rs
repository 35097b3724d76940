//! What the listeners of events get.

use super::interfaces::interface;
use crate::sdk::event::{
    GroupReportElem, GroupTipGroupChangeInfo, GroupTipMemberChangeInfo, GroupTipMemberMarkChangeInfo, GroupTipsElem, Message,
    UserProfile,
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

pub(super) fn write(out: &mut String) {
    out.push_str(BY_HAND);
    interface::<GroupTipsElem>(out);
    interface::<GroupTipGroupChangeInfo>(out);
    interface::<GroupTipMemberChangeInfo>(out);
    interface::<GroupTipMemberMarkChangeInfo>(out);
    interface::<Message>(out);
    interface::<GroupReportElem>(out);
    interface::<UserProfile>(out);
}
