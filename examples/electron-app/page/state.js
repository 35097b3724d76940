// What the page knows, read anew from the engine when an event says that it has changed.
import { call, events } from './session.js';

export const state = {
  /** Who is logged in. */
  user: '',
  /** Joined groups as `TIMGroupGetJoinedGroupList` gives them, and live groups that were entered here. */
  groups: [],
  /** Live groups are in no joined list; they are kept here as long as the login lasts. */
  liveGroups: new Set(),
  /** Id of the group that is shown. */
  chosen: '',
  /** Its members. */
  members: [],
  /** Applications that wait for this user. */
  waiting: [],
};

/** Says that a part of the state is new: `groups`, `members` or `waiting`. */
export const changes = new EventTarget();
const changed = (part) => changes.dispatchEvent(new Event(part));

/** The group of that id. */
export const groupOf = (id) => state.groups.find((group) => group.group_detail_info_group_id === id);
export const chosenGroup = () => groupOf(state.chosen);

/** This user's role in a group. */
export function ownRole(group) {
  if (group.group_base_info_self_info) return group.group_base_info_self_info.group_self_info_role;
  return group.group_detail_info_owner_identifier === state.user ? 400 : 200;
}

const byName = (one, other) => one.group_detail_info_group_name.localeCompare(other.group_detail_info_group_name);

async function liveOnes() {
  const groupIds = [...state.liveGroups];
  if (groupIds.length === 0) return [];
  const found = await call('TIMGroupGetGroupInfoList', { groupIds });
  const there = found.filter((result) => result.get_groups_info_result_code === 0);
  return there.map((result) => result.get_groups_info_result_info);
}

export async function readGroups() {
  const joined = await call('TIMGroupGetJoinedGroupList');
  const ids = new Set(joined.map((group) => group.group_detail_info_group_id));
  const live = (await liveOnes()).filter((group) => !ids.has(group.group_detail_info_group_id));
  state.groups = [...joined, ...live].sort(byName);
  if (state.chosen && !chosenGroup()) state.chosen = '';
  changed('groups');
}

export async function readMembers() {
  const id = state.chosen;
  let members = [];
  if (id) {
    const params = { group_get_members_info_list_param_group_id: id, group_get_members_info_list_param_next_seq: 0 };
    members = (await call('TIMGroupGetMemberInfoList', { params })).group_get_member_info_list_result_info_array;
  }
  if (id !== state.chosen) return; // another group was chosen meanwhile
  const rank = (member) => -member.group_member_info_member_role;
  state.members = members.sort((one, other) => rank(one) - rank(other));
  changed('members');
}

export async function readWaiting() {
  const params = { group_pendency_option_start_time: 0, group_pendency_option_max_limited: 100 };
  const { group_pendency_result_pendency_array: all } = await call('TIMGroupGetPendencyList', { params });
  state.waiting = all.filter((entry) => entry.group_pendency_handled === 0);
  changed('waiting');
}

export async function choose(id) {
  state.chosen = id;
  state.members = [];
  changed('groups');
  await readMembers();
}

/** Forgets everything of a login. */
export function forget() {
  Object.assign(state, { user: '', groups: [], chosen: '', members: [], waiting: [] });
  state.liveGroups.clear();
}

const readers = { groups: readGroups, members: readMembers, waiting: readWaiting };
const wanted = new Set();
let timer;

/** Reads parts again soon, once for many events that come together. */
function readSoon(...parts) {
  parts.forEach((part) => wanted.add(part));
  timer ??= setTimeout(async () => {
    timer = undefined;
    const now = [...wanted];
    wanted.clear();
    if (state.user) await Promise.allSettled(now.map((part) => readers[part]()));
  }, 60);
}

events.addEventListener('tip', ({ detail }) => {
  readSoon('groups', ...(detail.group_tips_elem_group_id === state.chosen ? ['members'] : []));
});
events.addEventListener('report', () => readSoon('groups', 'members', 'waiting'));
// What happened while the connection was away is not told afterwards.
events.addEventListener('network', ({ detail }) => detail === 0 && readSoon('groups', 'members', 'waiting'));
