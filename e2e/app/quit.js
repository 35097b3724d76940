'use strict';
// Ends while pages and the main process have calls under way. What was acknowledged is noted, and must be in the folder.

const { app } = require('electron');
const { appendFileSync, writeFileSync } = require('fs');
const TimRender = require('opentim');
const TimMain = require('opentim/main');
const { accountOf, dataDir, openWindow, sdkappid, secretKey, withNode } = require('./desk.js');

const { ACKNOWLEDGED, REPORT } = process.env;
const settings = { sdkappid, secretKey, dataDir: dataDir('quit') };
const params = { create_group_param_group_name: 'made while the end came' };

async function main() {
  await app.whenReady();
  const timMain = new TimMain(settings);
  const opened = openWindow('node-page.html', withNode);
  timMain.enable(opened.contents);
  await opened.load();
  await opened.run(`start(${JSON.stringify(accountOf('paula'))})`);
  await opened.run('listen()');

  const tim = new TimRender({ ...settings, instance: 'main' });
  await tim.TIMInit();
  await tim.TIMLogin(accountOf('peter'));
  writeFileSync(REPORT, '{}');
  let count = 0;
  const create = async () => {
    const { code, json_param } = await tim.TIMGroupCreate({ params });
    if (code === 0) appendFileSync(ACKNOWLEDGED, `${json_param.create_group_result_groupid}\n`);
    if ((count += 1) === 20) app.quit();
  };
  await opened.run('leaveCalls(200)');
  await Promise.all(Array.from({ length: 2_000 }, create));
}

app.on('window-all-closed', () => {});
main();
