// The page: login screen, then the desk, until the login ends.
import { face, find, notice } from './dom.js';
import { emptyFeed } from './feed.js';
import './group.js';
import { loginScreen } from './login.js';
import { events, logOut, renewLogin } from './session.js';
import './sidebar.js';
import { forget, readGroups, readMembers, readWaiting, state } from './state.js';
import './waiting.js';
import { networkWords } from './words.js';

function showNetwork(status) {
  const place = find('#network');
  place.textContent = networkWords[status] ?? '';
  place.dataset.status = String(status);
}

/** Resolves why the login ends: an empty text when the user wants it. */
function loginEnds() {
  return new Promise((resolve) => {
    find('#log-out').onclick = async () => {
      await logOut();
      resolve('');
    };
    events.addEventListener('kicked', () => resolve('You have logged in elsewhere, so this login has ended.'), { once: true });
  });
}

async function stay(user) {
  state.user = user;
  showNetwork(0); // who could log in is connected
  find('#my-name').textContent = user;
  find('#my-face').replaceWith(Object.assign(face(user), { id: 'my-face' }));
  emptyFeed();
  find('#desk').hidden = false;
  await Promise.all([readGroups(), readMembers(), readWaiting()]);
}

events.addEventListener('network', ({ detail }) => showNetwork(detail));
events.addEventListener('expired', () => renewLogin(state.user).catch((error) => notice('', error)));

for (let reason = ''; ; ) {
  const user = await loginScreen(reason);
  const ends = loginEnds();
  await stay(user).catch((error) => notice('', error));
  reason = await ends;
  forget();
}
