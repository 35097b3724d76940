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
  report.version = await tim.TIMGetSDKVersion();
  return report;
}

module.exports = scenario;
