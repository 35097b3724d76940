// Bundled for the sandboxed page.
import TimRender from 'opentim/renderer';

const tim = new TimRender();
globalThis.listen = async () => {
  await tim.TIMSetGroupTipsEventCallback({ callback: (tip) => globalThis.pass('tip', String(tip)) });
  await tim.TIMAddRecvNewMsgCallback({ callback: (messages) => globalThis.pass('messages', String(messages)) });
};
globalThis.call = async (method, argument) =>
  JSON.stringify(await tim[method](argument === null ? undefined : JSON.parse(argument)));
