// The login screen.
import { el, find, showProblem } from './dom.js';
import { desk, logIn } from './session.js';

const form = find('#login-form');
const problem = form.querySelector('.problem');
const where = () => new FormData(form).get('where');

function showAddress() {
  find('#login-address').hidden = where() !== 'server';
}

/** Shows the screen, with a reason if there is one, and resolves the user once he is logged in. */
export async function loginScreen(reason) {
  const settings = await desk('settings');
  form.user.value ||= settings.user;
  form.server.value ||= settings.server;
  form.where.value ||= settings.server ? 'server' : 'folder';
  find('#login-folder').replaceChildren(el('span', { title: settings.dataDir }, settings.dataDir));
  showAddress();
  showProblem(problem, reason && { message: reason });
  find('#desk').hidden = true;
  find('#login').hidden = false;
  form.user.focus();
  return new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      const user = form.user.value.trim();
      const button = form.querySelector('button');
      button.disabled = true;
      showProblem(problem);
      try {
        await logIn(user, where() === 'server' ? form.server.value.trim() : '');
        find('#login').hidden = true;
        resolve(user);
      } catch (error) {
        showProblem(problem, error);
      } finally {
        button.disabled = false;
      }
    };
  });
}

form.addEventListener('change', showAddress);
