'use strict';
// A small program of Node or of Electron's main process: creates a group in its own process and, in Electron, one in a sandboxed
// window. Writes what it saw to a file.

const { writeFileSync } = require('fs');
const { join } = require('path');
const TimRender = require('opentim');
const TimMain = require('opentim/main');

const { REPORT, DATA_DIR } = process.env;
const sdkappid = 1400000000;
const secretKey = 'the key of the end-to-end test';
const params = { create_group_param_group_name: 'made in a bundle' };

async function createHere() {
  const tim = new TimRender({ sdkappid, secretKey, dataDir: join(DATA_DIR, 'here') });
  await tim.TIMInit();
  await tim.TIMLogin({ userID: 'peter', userSig: TimRender.genTestUserSig({ sdkappid, secretKey, userID: 'peter', expire: 3600 }) });
  const created = await tim.TIMGroupCreate({ params });
  await tim.TIMUninit();
  return created;
}

async function createInWindow({ app, BrowserWindow }) {
  await app.whenReady();
  const main = new TimMain({ sdkappid, secretKey, dataDir: join(DATA_DIR, 'window') });
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, preload: join(__dirname, 'preload.js') } });
  main.enable(window.webContents);
  await window.loadFile(join(__dirname, 'page.html'));
  const account = { userID: 'paula', userSig: TimRender.genTestUserSig({ sdkappid, secretKey, userID: 'paula', expire: 3600 }) };
  const seen = await window.webContents.executeJavaScript(`create(${JSON.stringify({ account, params })})`);
  main.destroy();
  return seen;
}

async function run() {
  const electron = process.versions.electron ? require('electron') : undefined;
  const report = { folder: __dirname };
  try {
    report.here = await createHere();
    if (electron) report.window = await createInWindow(electron);
  } catch (error) {
    report.error = String((error && error.stack) || error);
  }
  writeFileSync(REPORT, JSON.stringify(report));
  if (electron) electron.app.quit();
}

run();
