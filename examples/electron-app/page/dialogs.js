// The two dialogs: a new group, and a question with some fields.
import { el, find, showProblem } from './dom.js';
import { call } from './session.js';
import { types } from './words.js';

/** Shows a dialog until `work` has succeeded (resolves its result) or it is cancelled (resolves undefined). */
function ask(dialog, work) {
  const form = dialog.querySelector('form');
  const problem = dialog.querySelector('.problem');
  showProblem(problem);
  dialog.showModal();
  return new Promise((resolve) => {
    const close = (result) => {
      dialog.close();
      resolve(result);
    };
    dialog.querySelector('[value=cancel]').onclick = () => close();
    dialog.oncancel = () => resolve(undefined); // Escape
    form.onsubmit = async (event) => {
      event.preventDefault();
      showProblem(problem);
      try {
        close((await work(Object.fromEntries(new FormData(form)))) ?? true);
      } catch (error) {
        showProblem(problem, error);
      }
    };
  });
}

const create = find('#create-dialog');

create.querySelector('.types div').append(
  ...types.map(({ number, name }) =>
    el('label', {}, el('input', { type: 'radio', name: 'type', value: String(number), checked: number === 0 }), el('span', {}, name)),
  ),
);
create.addEventListener('change', () => {
  const chosen = Number(new FormData(create.querySelector('form')).get('type'));
  create.querySelector('.types small').textContent = types.find(({ number }) => number === chosen).about;
  create.querySelector('.members-field').hidden = chosen === 4; // nobody can be brought into a live group
});

const names = (text) => [...new Set(text.split(/[,\s]+/).filter(Boolean))];

/** Asks for a new group and creates it; resolves its id and type. */
export function createGroup() {
  create.querySelector('form').reset();
  create.dispatchEvent(new Event('change'));
  return ask(create, async ({ name, type, members, introduction }) => {
    const live = type === '4';
    const params = {
      create_group_param_group_name: name.trim(),
      create_group_param_group_type: Number(type),
      create_group_param_introduction: introduction.trim(),
      ...(live ? {} : { create_group_param_group_member_array: names(members).map((user) => ({ group_member_info_identifier: user })) }),
    };
    const { create_group_result_groupid: id } = await call('TIMGroupCreate', { params });
    return { id, live };
  });
}

/**
 * Asks a question with text fields (`{ name, label, value, placeholder }`; an area when `long`) and hands what was written to
 * `work`; resolves what that gives.
 */
export function question(title, action, fields, work) {
  const dialog = find('#ask-dialog');
  dialog.querySelector('h2').textContent = title;
  const button = dialog.querySelector('[value=ok]');
  button.textContent = action;
  const inputs = fields.map(({ label, name, value = '', placeholder = '', optional = false }) =>
    el('label', {}, label, el('input', { name, value, placeholder, required: !optional, autocomplete: 'off', spellcheck: 'false' })),
  );
  dialog.querySelector('.fields').replaceChildren(...inputs);
  return ask(dialog, work);
}

/** Asks whether to go on. */
export const confirm = (title, action, work) => question(title, action, [], work);
