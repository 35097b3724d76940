// Bundled for the window.
import TimRender from 'opentim/renderer';

globalThis.create = async ({ account, params }) => {
  const tim = new TimRender();
  await tim.TIMInit();
  await tim.TIMLogin(account);
  return { created: await tim.TIMGroupCreate({ params }), own: globalThis.own, node: typeof globalThis.process };
};
