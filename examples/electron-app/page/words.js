// Numbers of the SDK in words.

/** The types a group can have, with what a user should know when choosing. */
export const types = [
  { number: 0, name: 'Public', about: 'Found by its id; owner and admins decide who comes in' },
  { number: 1, name: 'Work', about: 'For colleagues: by invitation only, everybody edits' },
  { number: 2, name: 'Meeting', about: 'Everybody comes and goes' },
  { number: 5, name: 'Community', about: 'Up to 100,000 members, open to all' },
  { number: 4, name: 'Live', about: 'For an audience: nobody is a member for longer than his login' },
];
export const typeName = (number) => types.find((type) => type.number === number)?.name ?? 'Broadcast';

export const Role = { member: 200, admin: 300, owner: 400 };
export const roleName = (role) => ({ [Role.admin]: 'Admin', [Role.owner]: 'Owner' })[role] ?? 'Member';

export const membersText = (count) => (count === 1 ? '1 member' : `${count.toLocaleString('en')} members`);

const lengths = [[86_400, 'day'], [3_600, 'hour'], [60, 'minute'], [1, 'second']];

/** A span of seconds in the largest unit that it fills. */
export function span(seconds) {
  if (seconds >= 4_000_000_000) return 'for ever';
  const [size, unit] = lengths.find(([length]) => seconds >= length) ?? lengths.at(-1);
  const count = Math.round(seconds / size);
  return `for ${count} ${unit}${count === 1 ? '' : 's'}`;
}

const list = (names) => (names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ') || 'Somebody');
const changedWhat = { 1: 'name', 2: 'introduction', 3: 'notification', 4: 'picture', 5: 'owner', 6: 'a custom field', 8: 'mute of all', 11: 'who may join', 12: 'who may invite' };

function changed({ group_tips_group_change_info_flag: flag, group_tips_group_change_info_value: value }) {
  return `${changedWhat[flag] ?? 'the settings'}${value ? ` to “${value}”` : ''}`;
}

function muted({ group_tips_member_change_info_identifier: user, group_tips_member_change_info_shutupTime: seconds }) {
  return seconds > 0 ? `muted ${user} ${span(seconds)}` : `gave the word back to ${user}`;
}

/** A group tip as one sentence, and the kind that colours it. */
export function tipWords(tip) {
  const users = list(tip.group_tips_elem_user_array);
  const by = tip.group_tips_elem_op_user || 'The system';
  const invited = tip.group_tips_elem_join_type === 2;
  const words = {
    1: () => ['come', invited ? `${by} brought in ${users}` : `${users} joined`],
    2: () => ['go', `${users} left`],
    3: () => ['go', `${by} removed ${users}`],
    4: () => ['role', `${by} made ${users} admin`],
    5: () => ['role', `${users} is no longer admin`],
    6: () => ['change', `${by} changed ${tip.group_tips_elem_group_change_info_array.map(changed).join(', ')}`],
    7: () => ['mute', `${by} ${tip.group_tips_elem_member_change_info_array.map(muted).join(', ')}`],
    8: () => ['change', `${by} marked ${users}`],
  };
  return words[tip.group_tips_elem_tip_type]?.() ?? ['change', `${by} changed something`];
}

/** A group report, which concerns this user alone, as one sentence and its kind. */
export function reportWords(report) {
  const by = report.group_report_elem_op_user || 'The system';
  const said = report.group_report_elem_msg ? `: “${report.group_report_elem_msg}”` : '';
  const whom = report.group_report_elem_user_data;
  const seconds = report.group_report_elem_shut_up_time;
  const words = {
    1: ['ask', `${by} asks to join${said}`],
    2: ['come', `${by} let you in${said}`],
    3: ['go', `${by} did not let you in${said}`],
    4: ['go', `${by} removed you${said}`],
    5: ['go', 'The group was disbanded'],
    6: ['come', 'You created the group'],
    7: ['come', `${by} brought you in`],
    8: ['go', 'You left'],
    9: ['role', `${by} made you admin`],
    10: ['role', 'You are no longer admin'],
    12: ['ask', `${by} invites you${said}`],
    13: ['come', `${whom} agreed to come`],
    14: ['go', `${whom} will not come${said}`],
    17: ['mute', seconds > 0 ? `${by} muted you ${span(seconds)}` : `${by} gave you the word back`],
    22: ['go', `${by} banned you`],
    23: ['come', `${by} lifted your ban`],
    24: ['ask', `${by} wants to bring in ${whom}${said}`],
  };
  return words[report.group_report_elem_report_type] ?? ['change', 'Something about you changed'];
}

/** States of the connection, in the order of their numbers. */
export const networkWords = ['Connected', 'Offline', 'Connecting…', 'Cannot connect'];
