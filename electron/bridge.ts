/**
 * What a window and the main process say to each other. Argument and reply cross as JSON text, so that nothing is parsed on
 * the way: the window writes and reads it, the engine in the main process does the rest.
 */

/** IPC channel of the calls. `preload.ts` repeats it, because a sandboxed preload cannot import. */
export const CHANNEL = 'opentim:call';

/** IPC channel on which a window says which events it listens to. `preload.ts` repeats it. */
export const HEAR_CHANNEL = 'opentim:hear';

/** IPC channel on which events come to a window: the name of the event and its values. `preload.ts` repeats it. */
export const EVENT_CHANNEL = 'opentim:event';

/** The methods that take the one listener of an event: the event, and where the user data of the listener is. */
export const SETTERS = {
  TIMSetLogCallback: { event: 'log', data: 'user_data' },
  TIMSetGroupTipsEventCallback: { event: 'groupTips', data: 'data' },
  TIMSetNetworkStatusListenerCallback: { event: 'networkStatus', data: 'userData' },
  TIMSetKickedOfflineCallback: { event: 'kickedOffline', data: 'userData' },
  TIMSetUserSigExpiredCallback: { event: 'userSigExpired', data: 'userData' },
  TIMSetGroupAttributeChangedCallback: { event: 'groupAttributes', data: 'data' },
  TIMSetGroupCounterChangedCallback: { event: 'groupCounters', data: 'user_data' },
  TIMSetGroupTopicCreatedCallback: { event: 'topicCreated', data: 'user_data' },
  TIMSetGroupTopicDeletedCallback: { event: 'topicDeleted', data: 'user_data' },
  TIMSetGroupTopicChangedCallback: { event: 'topicChanged', data: 'user_data' },
  TIMSetCommunityReceiveTopicRESTCustomDataCallback: { event: 'topicCustomData', data: 'user_data' },
  TIMSetCommunityCreatePermissionGroupCallback: { event: 'permissionGroupCreated', data: 'user_data' },
  TIMSetCommunityDeletePermissionGroupCallback: { event: 'permissionGroupDeleted', data: 'user_data' },
  TIMSetCommunityChangePermissionGroupInfoCallback: { event: 'permissionGroupChanged', data: 'user_data' },
  TIMSetCommunityAddMembersToPermissionGroupCallback: { event: 'permissionMembersAdded', data: 'user_data' },
  TIMSetCommunityRemoveMembersFromPermissionGroupCallback: { event: 'permissionMembersRemoved', data: 'user_data' },
  TIMSetCommunityAddTopicPermissionCallback: { event: 'topicRightsAdded', data: 'user_data' },
  TIMSetCommunityDeleteTopicPermissionCallback: { event: 'topicRightsDeleted', data: 'user_data' },
  TIMSetCommunityModifyTopicPermissionCallback: { event: 'topicRightsModified', data: 'user_data' },
  TIMSetSelfInfoUpdatedCallback: { event: 'selfInfo', data: 'user_data' },
  TIMSetUserInfoChangedCallback: { event: 'userInfo', data: 'user_data' },
  TIMSetUserStatusChangedCallback: { event: 'userStatus', data: 'user_data' },
} as const;

/** Everything that a window can listen to. */
export const EVENTS = [...Object.values(SETTERS).map(({ event }) => event), 'newMessages'] as const;
export type EventName = (typeof EVENTS)[number];

/** Stands before the name of a method or an event where a page's instance asked for the older generation (`compat`). */
const OLDER = '1.x:';

/** The name that crosses for `name`. */
export const spoken = (name: string, older: boolean): string => (older ? OLDER + name : name);

/** What a name that crossed means; it may be anything. */
export function heard(crossed: unknown): { name: unknown; older: boolean } {
  const older = typeof crossed === 'string' && crossed.startsWith(OLDER);
  return { name: older ? (crossed as string).slice(OLDER.length) : crossed, older };
}

/** Name of the global through which a page reaches the preload. `preload.ts` repeats it. */
export const BRIDGE_KEY = '__opentim';

/** Answer of the main process: the reply text of the engine, or why the call did not reach it (`older`: all windows speak so). */
export type Answer = { ok: true; text: string } | { ok: false; code: number; desc: string; older?: boolean };

/** What the preload puts into the page. */
export interface Bridge {
  call(method: string, argText: string | undefined): Promise<Answer>;
  /** Says which events the page wants from now on. */
  hear(events: readonly string[]): Promise<unknown>;
  /** Hands events to `taker`, in place of the one before. */
  onEvent(taker: (event: unknown, values: unknown) => void): void;
}

/** Codes that the wrapper itself gives; everything else comes from the engine. */
export const Code = {
  /** The argument cannot be written as JSON. */
  JSON: -3,
  /** The argument is of a wrong kind or too long. */
  PARAM: -4,
  /** The call did not reach the engine, or its answer was lost. */
  INTERNAL: 7012,
  /** Too many calls of one window are under way. */
  TOO_MANY: 9507,
  /** No such method. */
  UNSUPPORTED: 7013,
  /** The window may not call. */
  FORBIDDEN: 7014,
} as const;

/** The text of anything thrown, whatever it is and whatever it does when it is looked at. */
export function textOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? thrown.message : String((thrown as { message?: unknown } | null)?.message ?? thrown);
  } catch {
    return 'an unreadable error';
  }
}
