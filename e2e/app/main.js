'use strict';
// An Electron application that uses opentim in every place it can and writes what it saw to a file.

const { join } = require('path');
const TimRender = require('opentim');
const TimMain = require('opentim/main');
const { accountOf, dataDir, openWindow, sdkappid, secretKey, tell, withNode } = require('./desk.js');

const longName = 'n'.repeat(1000);

async function inMain() {
  const tim = new TimRender({ sdkappid, secretKey, dataDir: dataDir('main') });
  const create = (create_group_param_group_name, data) =>
    tim.TIMGroupCreate({ params: { create_group_param_group_name, create_group_param_group_type: 0 }, data });
  return {
    init: await tim.TIMInit(),
    login: await tim.TIMLogin({ ...accountOf('peter'), userData: 'login data' }),
    created: await create('made in main', 'data of the call: é 群'),
    refused: await create(longName, 'data of the refused call'),
    logout: await tim.TIMLogout(),
    uninit: await tim.TIMUninit(),
  };
}

const runScenario = (opened, name) => opened.run(`scenario(${JSON.stringify({ name, longName, ...accountOf('paula') })})`);

/** The secure window hears of a change that the window with Node makes; then it is closed, and the other one goes on. */
async function hearing(report, timMain, { secure, node }) {
  const id = report.node.heard.id;
  const rename = (name) => {
    const params = { group_modify_info_param_group_id: id, group_modify_info_param_modify_flag: 1, group_modify_info_param_group_name: name };
    return node.run(`new (require('opentim/renderer'))().TIMGroupModifyGroupInfo(${JSON.stringify({ params })})`);
  };
  await secure.run('listen()');
  await rename('between windows');
  report.between = await secure.run('heardNames(1)');
  const other = openWindow('secure.html', {});
  timMain.enable(other.window.webContents);
  await other.load();
  await other.run('listen()');
  const closed = new Promise((done) => other.window.once('closed', done));
  other.window.destroy();
  await closed;
  report.gone = await rename('after the end of a window');
}

async function inWindows(report) {
  // There before TimMain, so without the preload: the page reaches the main process through its own Node.
  const early = openWindow('node.html', withNode);
  await early.load();

  const timMain = new TimMain({ sdkappid, secretKey, dataDir: dataDir('windows') });
  report.second = (() => {
    try {
      return String(new TimMain());
    } catch (error) {
      return error.message;
    }
  })();

  const secure = openWindow('secure.html', { preload: join(__dirname, 'own-preload.js') });
  await secure.load();
  report.notEnabled = await secure.run(`__opentim.call('TIMGetLoginStatus')`);
  timMain.enable(secure.window.webContents);
  report.secure = await runScenario(secure, 'made in a secure window');
  report.own = await secure.run('own');
  report.globals = await secure.run('[typeof require, typeof process, typeof module]');
  report.foreignMethod = await secure.run(`__opentim.call('close')`);
  report.tooLong = await secure.run(`__opentim.call('TIMGroupCreate', 'x'.repeat(16 * 1024 * 1024 + 1))`);

  const node = openWindow('node.html', withNode);
  timMain.enable(node.window.webContents);
  await node.load();
  report.node = await runScenario(node, 'made in a window with Node');
  report.sameClass = await node.run('sameClass');

  timMain.enable(early.window.webContents);
  report.earlyBridge = await early.run('typeof __opentim');
  report.early = await runScenario(early, 'made in an early window');

  await hearing(report, timMain, { secure, node });

  timMain.destroy();
  timMain.destroy();
  report.afterDestroy = await secure.run(`scenario({})`).then((all) => all.created);
}

tell(async (report) => {
  report.main = await inMain();
  await inWindows(report);
});
