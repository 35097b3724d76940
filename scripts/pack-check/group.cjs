'use strict';
// Runs in the scratch application: the first thing that anybody does with the package. Ends by itself.
const assert = require('node:assert/strict');
const TimRender = require('opentim');

const [dataDir, version] = process.argv.slice(2);

async function main() {
  const tim = new TimRender({ dataDir });
  assert.equal(await tim.TIMGetSDKVersion(), version);
  assert.equal(await tim.TIMInit(), 0);
  const login = await tim.TIMLogin({ userID: 'peter', userSig: TimRender.genTestUserSig({ dataDir, userID: 'peter', expire: 3600 }) });
  assert.equal(login.code, 0, JSON.stringify(login));
  const created = await tim.TIMGroupCreate({ params: { create_group_param_group_name: 'made from the tarball' } });
  assert.equal(created.code, 0, JSON.stringify(created));
  assert.match(created.json_param.create_group_result_groupid, /^@TGS#/);
  assert.equal(await tim.TIMUninit(), 0);
}

main();
