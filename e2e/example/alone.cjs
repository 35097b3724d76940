'use strict';
// The example on a folder: one user in the window, the others in this process beside it.

const { join } = require('path');
const TimRender = require('../..');

process.argv.push('--data', join(process.env.DATA_DIR, 'groups'), '--profile', join(process.env.DATA_DIR, 'profile'));
require('../../examples/electron-app/main.js');
const { openDesk, tell } = require('./drive.cjs');

const sdkappid = 1400000000;
const dataDir = join(process.env.DATA_DIR, 'groups');

async function user(userID) {
  const tim = new TimRender({ sdkappid, dataDir, instance: userID });
  await tim.TIMInit();
  await tim.TIMLogin({ userID, userSig: TimRender.genTestUserSig({ sdkappid, dataDir, userID, expire: 3600 }) });
  return tim;
}

const paramsOfMute = (id, user, seconds) => ({
  group_modify_member_info_group_id: id,
  group_modify_member_info_identifier: user,
  group_modify_member_info_modify_flag: 4,
  group_modify_member_info_shutup_time: seconds,
});

/** Alice makes the groups; the first one is left open. */
async function groups(desk, report) {
  await desk.create({ name: 'ü'.repeat(30), members: '' });
  report.refused = await desk.has('#create-dialog .problem', '8502');
  await desk.press('#create-dialog [value=cancel]');
  await desk.create({ name: 'Gardeners', members: 'bob, carol, dave', introduction: 'Seeds to swap, beds to share, and who waters what while you are away.' });
  await desk.has('.head h1', 'Gardeners');
  report.members = await desk.until('.members li', (texts) => texts.length === 4);
}

tell(async (report) => {
  const desk = await openDesk();
  report.globals = await desk.run('[typeof require, typeof process, typeof module]');
  report.empty = await desk.says('#login-form .problem');
  await desk.logIn('alice');
  report.emptyList = await desk.says('#groups li');
  await groups(desk, report);
  const id = (await desk.says('.head .id'))[0];

  const [bob, erin, frank] = await Promise.all(['bob', 'erin', 'frank'].map(user));
  for (const [name, type, members] of [
    ['Book club', 1, ['alice', 'dave', 'erin']],
    ['Town square', 5, ['alice', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi']],
    ['Sunday football', 2, ['alice', 'carol']],
  ]) {
    await bob.TIMGroupCreate({
      params: {
        create_group_param_group_name: name,
        create_group_param_group_type: type,
        create_group_param_group_member_array: members.map((member) => ({ group_member_info_identifier: member })),
      },
    });
  }
  report.groups = await desk.until('#groups b', (texts) => texts.length === 4);

  await desk.press('.members button', 'Make admin: bob');
  await desk.has('.members li', 'bob Admin');
  await frank.TIMGroupJoin({ groupId: id, helloMsg: 'I grow tomatoes on a roof' });
  await desk.has('#waiting li', 'frank');
  await desk.press('#waiting button', 'Accept: frank');
  report.accepted = await desk.has('.members li', 'frank');
  const muted = await bob.TIMGroupModifyMemberInfo({ params: paramsOfMute(id, 'dave', 600) });
  report.muted = [muted.code, await desk.has('.members li', 'Muted for 10 minutes')];
  await erin.TIMGroupJoin({ groupId: id, helloMsg: 'Neighbour of carol, two left hands' });
  report.waiting = await desk.has('#waiting li', 'erin');
  report.feed = await desk.has('#feed li', 'bob muted dave');
  await desk.until('#notice:not([hidden])', (texts) => texts.length === 0);
  await desk.picture(process.env.PICTURE);

  desk.key('Down');
  await desk.press('#groups button', undefined);
  report.problems = desk.problems;
  await desk.press('#log-out');
  await desk.until('#login:not([hidden]) h1', (texts) => texts.length === 1);
  await desk.logIn('bob');
  report.bob = await desk.until('#groups b', (texts) => texts.length === 4);
  for (const tim of [bob, erin, frank]) tim.close();
});
