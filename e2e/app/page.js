'use strict';
// A page that listens, renames a group and leaves calls behind; `TimRender` is the class of its window.

const group_modify_info_param_group_id = 'PageGroup';

module.exports = (TimRender, page) => {
  const tim = new TimRender();
  page.heard = [];
  page.start = async ({ userID, userSig }) => {
    if ((await tim.TIMGetLoginStatus()) === 1) return;
    await tim.TIMInit();
    await tim.TIMLogin({ userID, userSig });
    const params = { create_group_param_group_name: 'pages', create_group_param_group_id: group_modify_info_param_group_id };
    await tim.TIMGroupCreate({ params });
  };
  page.listen = async () => {
    const callback = ([tip]) => {
      for (const change of JSON.parse(tip).group_tips_elem_group_change_info_array) page.heard.push(change.group_tips_group_change_info_value);
    };
    const { code } = await tim.TIMSetGroupTipsEventCallback({ callback });
    return code;
  };
  page.rename = async (group_modify_info_param_group_name) => {
    const params = { group_modify_info_param_group_id, group_modify_info_param_modify_flag: 1, group_modify_info_param_group_name };
    const { code, desc } = await tim.TIMGroupModifyGroupInfo({ params });
    if (code !== 0) throw new Error(`${code} ${desc}`);
  };
  page.leaveCalls = (count) => {
    for (let call = 0; call < count; call += 1) void tim.TIMGroupCreate({ params: { create_group_param_group_name: `left ${call}` } });
    return count;
  };
};
