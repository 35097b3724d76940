// Applications and invitations on which this user decides.
import { attempt, el, face, find, notice } from './dom.js';
import { call } from './session.js';
import { changes, groupOf, readGroups, readWaiting, state } from './state.js';

const place = find('#waiting');
const INVITED_HIMSELF = 1;

async function decide(entry, accept) {
  const params = { group_handle_pendency_param_is_accept: accept, group_handle_pendency_param_handle_msg: '', group_handle_pendency_param_pendency: entry };
  try {
    await call('TIMGroupHandlePendency', { params });
    notice(accept ? 'Accepted.' : 'Refused.');
  } finally {
    await Promise.all([readWaiting(), readGroups()]);
  }
}

function card(entry) {
  const { group_pendency_form_identifier: from, group_pendency_to_identifier: to, group_pendency_group_id: id } = entry;
  const name = groupOf(id)?.group_detail_info_group_name ?? id;
  const own = entry.group_pendency_pendency_type === INVITED_HIMSELF;
  const what = own ? [el('b', {}, from), ' invites you into ', el('b', {}, name)] : to ? [el('b', {}, from), ' wants to bring ', el('b', {}, to), ' into ', el('b', {}, name)] : [el('b', {}, from), ' asks to join ', el('b', {}, name)];
  const words = entry.group_pendency_apply_invite_msg;
  const button = (text, accept, kind) => el('button', { type: 'button', class: kind, on: { click: attempt(() => decide(entry, accept)) }, 'aria-label': `${text}: ${from}` }, text);
  return el('li', {}, face(from), el('div', {}, el('p', {}, what), words ? el('q', {}, words) : undefined, el('div', { class: 'buttons' }, button('Accept', true, 'strong'), button('Refuse', false, ''))));
}

changes.addEventListener('waiting', () => {
  const count = find('#waiting-count');
  count.hidden = state.waiting.length === 0;
  count.textContent = String(state.waiting.length);
  place.replaceChildren(...state.waiting.map(card));
  if (state.waiting.length === 0) place.append(el('li', { class: 'empty' }, 'Nothing to decide.'));
});
