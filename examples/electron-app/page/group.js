// The group that is chosen: its head, and its members with what this user may do to them.
import { confirm, question } from './dialogs.js';
import { attempt, el, face, find, notice } from './dom.js';
import { call } from './session.js';
import { changes, chosenGroup, ownRole, readGroups, state } from './state.js';
import { membersText, Role, roleName, span, typeName } from './words.js';

const place = find('#group');
const LIVE = 4;
const WORK = 1;

const nothing = () =>
  el('div', { class: 'nothing' }, el('div', { class: 'mark', 'aria-hidden': true }, el('i'), el('i'), el('i')), el('h1', {}, 'No group is open'), el('p', { class: 'quiet' }, 'Choose one on the left, make one with Ctrl+N, or join one with Ctrl+J.'));

const modify = (group, fields) =>
  call('TIMGroupModifyGroupInfo', { params: { group_modify_info_param_group_id: group.group_detail_info_group_id, ...fields } });

const rename = (group) =>
  question('Rename the group', 'Rename', [{ name: 'name', label: 'Name', value: group.group_detail_info_group_name }], ({ name }) =>
    modify(group, { group_modify_info_param_modify_flag: 1, group_modify_info_param_group_name: name.trim() }),
  );

const invitationResults = ['was refused', '', 'was in already', 'has to be agreed to first', 'is in as many groups as he may be'];

const invite = (group) =>
  question('Bring somebody in', 'Invite', [{ name: 'users', label: 'User names', placeholder: 'bob, carol' }], async ({ users }) => {
    const params = {
      group_invite_member_param_group_id: group.group_detail_info_group_id,
      group_invite_member_param_identifier_array: users.split(/[,\s]+/).filter(Boolean),
    };
    const results = JSON.parse(await call('TIMGroupInviteMember', { params }));
    const others = results.filter((result) => result.group_invite_member_result_result !== 1);
    const words = others.map((one) => `${one.group_invite_member_result_identifier} ${invitationResults[one.group_invite_member_result_result]}`);
    notice(words.join(', ') || 'They are in.');
  });

async function leave(group, method, title, action) {
  const groupId = group.group_detail_info_group_id;
  const done = await confirm(title, action, () => call(method, { groupId }));
  if (!done) return;
  state.liveGroups.delete(groupId);
  await readGroups();
}

function head(group, role) {
  const { group_detail_info_group_name: name, group_detail_info_group_id: id, group_detail_info_group_type: type } = group;
  const button = (text, work, properties = {}) => el('button', { type: 'button', ...properties, on: { click: attempt(work) } }, text);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    notice('The id is in the clipboard.');
  };
  const isOwner = role === Role.owner;
  const edits = role !== Role.member || type === WORK;
  const actions = [
    type !== LIVE && button('Invite', () => invite(group), { class: 'strong' }),
    edits && button('Rename', () => rename(group)),
    (!isOwner || type === WORK) && button('Leave', () => leave(group, 'TIMGroupQuit', `Leave “${name}”?`, 'Leave')),
    isOwner && type !== WORK && button('Disband', () => leave(group, 'TIMGroupDelete', `Disband “${name}” for everybody?`, 'Disband'), { class: 'danger' }),
  ];
  const about = [el('span', { class: 'chip' }, typeName(type)), el('span', {}, membersText(group.group_detail_info_member_num)), button(id, copy, { class: 'id', title: 'Copy the id' })];
  const words = el('div', { class: 'words' }, el('h1', {}, name), el('p', { class: 'about' }, about));
  const introduction = group.group_detail_info_introduction && el('p', { class: 'introduction' }, group.group_detail_info_introduction);
  return el('header', { class: 'head' }, face(name, true), words, el('div', { class: 'actions' }, actions), introduction || undefined);
}

/** What this user may do to a member, as `[text, work]`. */
function actionsFor(group, role, member) {
  const { group_member_info_identifier: user, group_member_info_member_role: theirs, group_member_info_shutup_time: until } = member;
  const above = role > theirs && user !== state.user;
  const change = (flag, fields) => () =>
    call('TIMGroupModifyMemberInfo', {
      params: { group_modify_member_info_group_id: state.chosen, group_modify_member_info_identifier: user, group_modify_member_info_modify_flag: flag, ...fields },
    });
  const kind = group.group_detail_info_group_type;
  const isOwner = role === Role.owner;
  const muted = until * 1000 > Date.now();
  const remove = () =>
    call('TIMGroupDeleteMember', {
      params: { group_delete_member_param_group_id: state.chosen, group_delete_member_param_identifier_array: [user] },
    });
  const handOver = () =>
    confirm(`Hand the group over to ${user}?`, 'Hand over', () => modify(group, { group_modify_info_param_modify_flag: 2147483648, group_modify_info_param_owner: user }));
  return [
    above && isOwner && kind !== WORK && kind !== LIVE && theirs !== Role.admin && ['Make admin', change(2, { group_modify_member_info_member_role: Role.admin })],
    above && isOwner && theirs === Role.admin && ['Dismiss admin', change(2, { group_modify_member_info_member_role: Role.member })],
    above && kind !== WORK && (muted ? ['Unmute', change(4, { group_modify_member_info_shutup_time: 0 })] : ['Mute 10 min', change(4, { group_modify_member_info_shutup_time: 600 })]),
    above && isOwner && kind !== LIVE && ['Make owner', handOver],
    above && (isOwner || kind !== WORK) && ['Remove', remove],
  ].filter(Boolean);
}

function memberRow(group, role, member) {
  const { group_member_info_identifier: user, group_member_info_member_role: theirs, group_member_info_name_card: card } = member;
  const rest = member.group_member_info_shutup_time - Date.now() / 1000;
  const chips = [
    el('span', { class: `chip role-${theirs}` }, roleName(theirs)),
    rest > 0 && el('span', { class: 'chip muted' }, `Muted ${span(rest)}`),
    user === state.user && el('span', { class: 'chip you' }, 'You'),
  ];
  const buttons = actionsFor(group, role, member).map(([text, work]) =>
    el('button', { type: 'button', class: text === 'Remove' ? 'danger' : '', on: { click: attempt(work) }, 'aria-label': `${text}: ${user}` }, text),
  );
  const name = el('span', { class: 'who' }, el('b', {}, card || user), card ? el('small', {}, user) : undefined);
  return el('li', { data: { member: user } }, face(user), name, el('span', { class: 'chips' }, chips), el('span', { class: 'acts' }, buttons));
}

function show() {
  const group = chosenGroup();
  if (!group) return place.replaceChildren(nothing());
  const role = ownRole(group);
  const members = el('ul', { class: 'members', 'aria-label': 'Members' }, state.members.map((member) => memberRow(group, role, member)));
  place.replaceChildren(head(group, role), el('h2', {}, 'Members'), members);
}

for (const part of ['groups', 'members']) changes.addEventListener(part, show);
