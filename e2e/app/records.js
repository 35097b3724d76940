'use strict';
// Attributes, counters, communities, explanations and operation ids in windows, which share one login: in a folder of this process,
// or on the server that the environment names.

const TimRender = require('opentim');
const TimMain = require('opentim/main');
const { accountOf, dataDir, openWindow, sdkappid, secretKey, tell, until, withNode } = require('./desk.js');
const { TIMSetGroupTipsEventCallback: _tips, TIMAddRecvNewMsgCallback: _messages, ...listeners } = require('./puppet/listeners.json');

const { SERVER, SERVER_DATA } = process.env;
const here = { sdkappid, secretKey, dataDir: dataDir('records') };
const settings = SERVER ? { sdkappid, server: SERVER, dataDir: dataDir('records') } : here;
const signedThere = { sdkappid, dataDir: SERVER_DATA, userID: 'paula', expire: 3600 };
const account = SERVER ? { userID: 'paula', userSig: TimRender.genTestUserSig(signedThere) } : accountOf('paula');

const town = '@TGS#_town';
const topic = `${town}@TOPIC#_news`;
const guards = '@PMG#_guards';
const kept = 'KeptGroup';

/** A window that calls methods; an argument is written as code, so that it may hold a BigInt. */
async function open(timMain, page, preferences) {
  const opened = openWindow(page, preferences);
  timMain.enable(opened.contents);
  await opened.load();
  const written = (value) => (typeof value === 'bigint' ? `${value}n` : JSON.stringify(value));
  const object = (members) => `{${Object.entries(members).map(([name, value]) => `${JSON.stringify(name)}: ${written(value)}`)}}`;
  const call = (method, argument = {}, generation = 'present') => opened.run(`call('${method}', ${object(argument)}, '${generation}')`);
  return { ...opened, call, told: () => opened.run('told') };
}

const create = (id, type, more) => {
  const params = { create_group_param_group_id: id, create_group_param_group_name: 'g', create_group_param_group_type: type, ...more };
  const create_group_param_group_member_array = [{ group_member_info_identifier: 'mary', group_member_info_member_role: 0 }];
  return ['TIMGroupCreate', { params: { ...params, create_group_param_group_member_array } }];
};
const named = (group_topic_info_topic_name, more) => ({
  json_topic_info: { group_topic_info_topic_id: topic, group_topic_info_topic_name, ...more },
});
const permissionGroup = (fields) => ({ json_permission_group_info: { community_group_id: town, permission_group_id: guards, ...fields } });
const ofGuards = (more) => ({ group_id: town, permission_group_id: guards, ...more });
const rights = (topic_permission_value) => ofGuards({ json_topic_permission_map: [{ topic_permission_key: topic, topic_permission_value }] });
const beyond = 2n ** 53n + 1n;
const count = (value, more) => ['TIMGroupIncreaseGroupCounter', { group_id: kept, group_counter_key: 'n', group_counter_value: value, ...more }];

/** One change for each kind of listener. */
const changes = [
  ['TIMGroupSetGroupAttributes', { groupId: kept, attributes: [{ group_attribute_key: 'seat', group_attribute_value: '群' }] }],
  count(beyond),
  ['TIMGroupCreateTopicInCommunity', { group_id: town, ...named('News') }],
  ['TIMGroupSetTopicInfo', named('Old news', { group_modify_info_param_modify_flag: 1 })],
  ['TIMCommunityCreatePermissionGroupInCommunity', permissionGroup({ permission_group_name: 'Guards', group_permission: 0 })],
  ['TIMCommunityModifyPermissionGroupInfoInCommunity', permissionGroup({ group_permission: 32, permission_group_modify_info_flag: 2 })],
  ['TIMCommunityAddCommunityMembersToPermissionGroup', ofGuards({ json_member_id_array: ['mary'] })],
  ['TIMCommunityAddTopicPermissionToPermissionGroup', rights(1)],
  ['TIMCommunityModifyTopicPermissionInPermissionGroup', rights(4)],
  ['TIMCommunityDeleteTopicPermissionFromPermissionGroup', ofGuards({ json_topic_id_array: [topic] })],
  ['TIMCommunityRemoveCommunityMembersFromPermissionGroup', ofGuards({ json_member_id_array: ['mary'] })],
  ['TIMCommunityDeletePermissionGroupFromCommunity', { group_id: town, json_permission_group_id_array: [guards] }],
  ['TIMGroupDeleteTopicFromCommunity', { group_id: town, json_topic_id_array: [topic] }],
];

/** The same calls in both windows, which are one user: each is done once. */
async function repeated(report, windows) {
  const [method, argument] = count(1, { operation_id: 'count-once' });
  report.repeated = [];
  for (const window of [...windows, ...windows]) report.repeated.push(await window.call(method, argument));
  const [creates, group] = create('OnceGroup', 0);
  report.createdOnce = await Promise.all(windows.map((window) => window.call(creates, { ...group, operation_id: 'create-once' })));
  report.misused = await windows[0].call(...count(2, { operation_id: 'count-once' }));
}

async function asOlder(report, { call }) {
  const removal = { group_delete_member_param_group_id: kept, group_delete_member_param_identifier_array: ['mary'] };
  report.explained = [
    await call('explain', { method: 'TIMGroupDeleteMember', params: { params: removal } }),
    await call('explain', { method: 'TIMGroupDelete', params: { groupId: 'no such group' } }),
  ];
  report.older = {
    attributes: await call('TIMGroupGetGroupAttributes', { groupId: kept }, 'older'),
    counters: await call('TIMGroupGetGroupCounters', { group_id: kept, json_group_counter_key_array: [] }, 'older'),
    topics: await call('TIMGroupGetTopicInfoList', { group_id: town, json_topic_id_array: [] }, 'older'),
    explained: await call('explain', { method: 'TIMGroupDeleteMember', params: { params: removal } }, 'older'),
    refused: await call('TIMGroupDeleteGroupAttributes', { groupId: kept, attributesKey: ['none'] }, 'older'),
  };
}

tell(async (report) => {
  const timMain = new TimMain(settings);
  const secure = await open(timMain, 'records-secure.html', {});
  const node = await open(timMain, 'records-node.html', withNode);
  const silent = await open(timMain, 'records-secure.html', {});
  report.begun = [await secure.call('TIMInit'), (await secure.call('TIMLogin', account)).code];
  const ruled = { create_group_param_is_support_topic: true, create_group_param_enable_permission_group: true };
  for (const made of [create(kept, 0), create(town, 5, ruled)]) report.begun.push((await secure.call(...made)).code);
  report.methods = Object.keys(listeners);
  for (const window of [secure, node]) report.begun.push(...(await window.run(`listenTo(${JSON.stringify(report.methods)})`)));

  report.changed = [];
  for (const change of changes) report.changed.push(await secure.call(...change));
  const all = 2 * changes.length;
  for (const window of [secure, node]) await until(async () => (await window.told()).length >= all, 'all changes to be heard');
  report.told = { secure: await secure.told(), node: await node.told() };

  await repeated(report, [secure, node]);
  await asOlder(report, node);

  // A window is closed, another one loaded again: nobody listens for them any more.
  const before = (await node.told()).length;
  report.listening = [timMain.activity.listeningWindows];
  secure.window.destroy();
  await until(() => timMain.activity.listeningWindows === 1, 'the closed window to listen no more');
  report.after = [(await silent.call(...count(1))).code];
  await until(async () => (await node.told()).length === before + 2, 'the other window to hear it');
  await node.reload();
  await until(() => timMain.activity.listeningWindows === 0, 'the page before to listen no more');
  for (const change of changes.slice(0, 2)) report.after.push((await silent.call(...change)).code);
  report.heardAnew = (await node.told()).length;
  report.activity = timMain.activity;
  timMain.destroy();
});
