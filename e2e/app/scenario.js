'use strict';
// What an application does in a window; `TimRender` is the class of that window.

const loginStatus = { loggedIn: 1 };

/** Initialises and logs in where nobody has done so yet, as every window of an application may. */
async function logIn(tim, { userID, userSig }) {
  if ((await tim.TIMGetLoginStatus()) === loginStatus.loggedIn) return { shared: true };
  return { shared: false, init: await tim.TIMInit(), login: await tim.TIMLogin({ userID, userSig, userData: 'login data' }) };
}

async function unwritableArguments(tim) {
  const circle = {};
  circle.self = circle;
  const throwing = {
    get params() {
      throw new Error('not today');
    },
  };
  return [await tim.TIMGroupCreate(circle), await tim.TIMGroupCreate(throwing)];
}

const arrived = async (list, count) => {
  for (let tries = 0; list.length < count && tries < 200; tries += 1) await new Promise((later) => setTimeout(later, 50));
};

/** Hears of its own group: a report when it is created, a tip for each change, and nothing once the listeners are dropped. */
async function listening(tim) {
  const tips = [];
  const messages = [];
  const note = (list) => (all, data) => list.push({ first: JSON.parse(all[0]), same: JSON.parse(all), all: [...all], data });
  const addMessages = { callback: note(messages), user_data: 'data of messages' };
  await tim.TIMSetGroupTipsEventCallback({ callback: () => tips.push('of the listener before'), data: 'x' });
  await tim.TIMSetGroupTipsEventCallback({ callback: note(tips), data: 'data of tips' });
  await tim.TIMAddRecvNewMsgCallback(addMessages);
  const params = { create_group_param_group_name: 'heard', create_group_param_group_type: 0 };
  const { json_param } = await tim.TIMGroupCreate({ params });
  await arrived(messages, 1);
  const id = json_param.create_group_result_groupid;
  const rename = (group_modify_info_param_group_name) =>
    tim.TIMGroupModifyGroupInfo({
      params: { group_modify_info_param_group_id: id, group_modify_info_param_modify_flag: 1, group_modify_info_param_group_name },
    });
  const renamed = await rename('renamed');
  await arrived(tips, 1);
  await tim.TIMSetGroupTipsEventCallback({ callback: null });
  await tim.TIMRemoveRecvNewMsgCallback(addMessages);
  await rename('unheard');
  await tim.TIMGroupCreate({ params });
  await new Promise((later) => setTimeout(later, 200));
  return { id, renamed, tips, messages };
}

/** Values of counters that JavaScript numbers do not hold: there as BigInt, back as text, in the answer and to the listener. */
async function counting(tim) {
  const told = [];
  await tim.TIMSetGroupCounterChangedCallback({ callback: (...given) => told.push([[...given[0]], given.slice(1)]), user_data: 'data of counters' });
  const { json_param } = await tim.TIMGroupCreate({ params: { create_group_param_group_name: 'counted', create_group_param_group_type: 0 } });
  const group_id = json_param.create_group_result_groupid;
  const json_group_counter_array = [{ group_counter_key: 'n', group_counter_value: 2n ** 63n - 1n }];
  const set = await tim.TIMGroupSetGroupCounters({ params: { group_id, json_group_counter_array } });
  await arrived(told, 1);
  await tim.TIMSetGroupCounterChangedCallback({ callback: null });
  return { group_id, set, told };
}

async function scenario(TimRender, { name, longName, ...account }) {
  const tim = new TimRender();
  const create = (group_name, data) =>
    tim.TIMGroupCreate({
      params: {
        create_group_param_group_name: group_name,
        create_group_param_group_type: 0,
        create_group_param_group_member_array: [{ group_member_info_identifier: 'mary', group_member_info_member_role: 0 }],
      },
      data,
    });
  const report = { login: await logIn(tim, account) };
  report.created = await create(name, 'data of the call: é 群');
  report.refused = await create(longName, 'data of the refused call');
  report.unsupported = await tim.TIMMsgSendMessage({ conv_id: 'x', params: {}, user_data: 'x' });
  report.listener = await tim.TIMSetGroupTipsEventCallback({ callback: () => {}, data: 'x' });
  report.bigInt = await tim.TIMGroupGetJoinedGroupList(10n);
  report.unwritable = await unwritableArguments(tim);
  report.heard = await listening(tim);
  report.counted = await counting(tim);
  report.version = await tim.TIMGetSDKVersion();
  const older = new TimRender({ compat: '1.x' });
  report.older = { status: await older.TIMGetLoginStatus(), joined: await older.TIMGroupGetJoinedGroupList() };
  return report;
}

module.exports = scenario;
