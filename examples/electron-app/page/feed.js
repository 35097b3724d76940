// What happens, newest first.
import { el, find } from './dom.js';
import { events } from './session.js';
import { choose, groupOf, state } from './state.js';
import { reportWords, tipWords } from './words.js';

const MOST = 200;
const place = find('#feed');
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

function add([kind, words], group, name) {
  place.querySelector('.empty')?.remove();
  const open = () => groupOf(group) && void choose(group);
  const line = el('li', { class: `event ${kind}` }, el('time', {}, clock.format(new Date())), el('p', {}, words), el('button', { type: 'button', class: 'plain', on: { click: open } }, name || group));
  place.prepend(line);
  while (place.children.length > MOST) place.lastElementChild.remove();
}

export function emptyFeed() {
  place.replaceChildren(el('li', { class: 'empty' }, 'What happens in your groups appears here at once.'));
}

events.addEventListener('tip', ({ detail: tip }) => add(tipWords(tip), tip.group_tips_elem_group_id, tip.group_tips_elem_group_name));
events.addEventListener('report', ({ detail: report }) => {
  if (state.user) add(reportWords(report), report.group_report_elem_group_id, report.group_report_elem_group_name);
});
