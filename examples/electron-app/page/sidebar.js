// The list of groups.
import { createGroup, question } from './dialogs.js';
import { attempt, el, face, find, notice } from './dom.js';
import { call } from './session.js';
import { changes, choose, ownRole, readGroups, state } from './state.js';
import { membersText, Role, typeName } from './words.js';

const list = find('#groups');
const filter = find('#filter');

function row(group) {
  const { group_detail_info_group_id: id, group_detail_info_group_name: name } = group;
  const kind = `${typeName(group.group_detail_info_group_type)} · ${membersText(group.group_detail_info_member_num)}`;
  const role = ownRole(group);
  const mark = role === Role.member ? undefined : el('span', { class: 'dot', title: role === Role.owner ? 'You own this group' : 'You are admin' });
  const select = { type: 'button', 'aria-current': id === state.chosen && 'true', data: { group: id }, on: { click: attempt(() => choose(id)) } };
  return el('li', {}, el('button', select, face(name), el('span', { class: 'who' }, el('b', {}, name), el('small', {}, kind)), mark));
}

function show() {
  const words = filter.value.trim().toLowerCase();
  const matching = state.groups.filter((group) => group.group_detail_info_group_name.toLowerCase().includes(words));
  const focused = document.activeElement?.dataset?.group;
  list.replaceChildren(...matching.map(row));
  if (focused) list.querySelector(`[data-group="${CSS.escape(focused)}"]`)?.focus();
  if (matching.length === 0) {
    list.append(el('li', { class: 'empty' }, words ? 'No group has that in its name.' : 'No groups yet. Make one, or join one by its id.'));
  }
}

const newGroup = attempt(async () => {
  const made = await createGroup();
  if (!made) return;
  if (made.live) state.liveGroups.add(made.id);
  await readGroups();
  await choose(made.id);
});

const joinGroup = attempt(async () => {
  const fields = [
    { name: 'id', label: 'Id of the group', placeholder: '@TGS#…' },
    { name: 'words', label: 'A word to who decides', optional: true },
  ];
  const joined = await question('Join a group', 'Join', fields, async ({ id, words }) => {
    const groupId = id.trim();
    const { joined_status } = await call('TIMGroupJoin', { groupId, helloMsg: words }, true);
    return { groupId, waits: joined_status === 'WaitAdminApproval' };
  });
  if (!joined) return;
  if (joined.waits) return notice('You are in as soon as the owner or an admin agrees.');
  state.liveGroups.add(joined.groupId);
  await readGroups();
  await choose(joined.groupId);
});

filter.addEventListener('input', show);
changes.addEventListener('groups', show);
find('#new-group').addEventListener('click', newGroup);
find('#join-group').addEventListener('click', joinGroup);

// Arrow keys walk through the list.
list.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  const next = step && event.target.closest('li')?.[step]?.querySelector('button');
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || !state.user || document.querySelector('dialog[open]')) return;
  const action = { n: newGroup, j: joinGroup, k: () => filter.select() }[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
