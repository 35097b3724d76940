// The one TimRender of this page: calls that throw what they are refused with, and events.
import TimRender from '../../../dist/renderer.page.mjs'; // with a bundler: 'opentim/renderer'

const sdk = new TimRender();

/** What came: `tip` and `report` with the element as detail, `network`, `kicked` and `expired`. */
export const events = new EventTarget();
const happens = (type, detail) => events.dispatchEvent(new CustomEvent(type, { detail }));

export class Refused extends Error {
  constructor(code, words) {
    super(words);
    this.code = code;
  }
}

/** Calls a method and gives its `json_param`, or the whole answer; throws `Refused`. */
export async function call(method, argument, whole = false) {
  const answer = await sdk[method](argument);
  if (answer.code !== 0) throw new Refused(answer.code, answer.desc);
  return whole ? answer : answer.json_param;
}

/** Asks the main process for what only it can do. */
export async function desk(what, value) {
  const { value: answer, error } = await window.desk.ask(what, value);
  if (error) throw new Error(error);
  return answer;
}

async function listen() {
  await call('TIMSetGroupTipsEventCallback', { callback: ([tip]) => happens('tip', JSON.parse(tip)) });
  await call('TIMAddRecvNewMsgCallback', { callback: newMessages });
  await call('TIMSetNetworkStatusListenerCallback', { callback: ([status]) => happens('network', status) });
  await call('TIMSetKickedOfflineCallback', { callback: () => happens('kicked') });
  await call('TIMSetUserSigExpiredCallback', { callback: () => happens('expired') });
}

function newMessages([text]) {
  const elements = JSON.parse(text).flatMap((message) => message.message_elem_array);
  for (const element of elements) happens('report', element);
}

/** Opens the folder, or the way to the server when one is named, and logs in. */
export async function logIn(userID, server) {
  await desk('connect', server);
  const code = await sdk.TIMInit();
  if (code !== 0) {
    const reason = server ? 'the server cannot be reached' : 'the folder cannot be opened; is it open in another process?';
    throw new Refused(code, `${reason} The log of the main process says more.`);
  }
  await listen();
  await renewLogin(userID);
}

/** Logs in with a fresh UserSig. */
export async function renewLogin(userID) {
  await call('TIMLogin', { userID, userSig: await desk('sign', userID) });
}

export async function logOut() {
  await sdk.TIMLogout();
  await sdk.TIMUninit();
}
