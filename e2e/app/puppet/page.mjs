// Bundled for the sandboxed page.
import TimRender from 'opentim/renderer';
import listeners from './listeners.json';

// Tips and messages are one text; other listeners have several values, the last of which is their user data.
const textOf = (what, all) => (what === 'tip' || what === 'messages' ? String(all) : JSON.stringify(all.slice(0, -1)));
const tim = new TimRender();
globalThis.listen = async () => {
  for (const [method, what] of Object.entries(listeners)) {
    await tim[method]({ callback: (all) => globalThis.pass(what, textOf(what, all)) });
  }
};
globalThis.call = async (method, argument) =>
  JSON.stringify(await tim[method](argument === null ? undefined : JSON.parse(argument)));
