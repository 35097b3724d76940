'use strict';
// A user with the addon in a process or thread of his own: window with Node, utility process, worker. All use one data folder.

/** Answers of one who is asked by messages `{ ask, ... }`. */
module.exports = (TimRender) => {
  let tim;
  const heard = [];
  const rename = (id, group_modify_info_param_group_name) =>
    tim.TIMGroupModifyGroupInfo({
      params: { group_modify_info_param_group_id: id, group_modify_info_param_modify_flag: 1, group_modify_info_param_group_name },
    });
  const asks = {
    async begin({ settings, account, members }) {
      tim = new TimRender(settings);
      const init = await tim.TIMInit();
      const login = await tim.TIMLogin(account);
      await tim.TIMSetGroupTipsEventCallback({
        callback: ([tip]) => {
          for (const change of JSON.parse(tip).group_tips_elem_group_change_info_array) heard.push(change.group_tips_group_change_info_value);
        },
      });
      const params = {
        create_group_param_group_name: `of ${account.userID}`,
        create_group_param_group_type: 1,
        create_group_param_group_member_array: members.map((user) => ({ group_member_info_identifier: user })),
      };
      const created = await tim.TIMGroupCreate({ params });
      return { init, login: login.code, desc: login.desc, created: created.code, id: created.json_param.create_group_result_groupid };
    },
    rename: async ({ id, name }) => (await rename(id, name)).code,
    heard: async () => heard,
    async end() {
      const code = await tim.TIMUninit();
      tim.close();
      return code;
    },
  };
  return ({ ask, ...words }) => asks[ask](words);
};
