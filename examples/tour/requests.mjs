// The arguments of the calls of the second act.

const group = 'seed-library';

// What a call changes is named by flags.
export const NAME_AND_NOTIFICATION = 1 + 2;
export const OWNER = 2 ** 31;
export const ROLE = 2;
export const MUTE = 4;

export const toIt = { groupId: group };

export const create = {
  params: {
    create_group_param_group_name: 'Seed library',
    create_group_param_group_id: group,
    create_group_param_group_type: 0, // Public: who wants to join asks
    create_group_param_approve_option: 1, // members may invite; owner and admins decide
  },
};

export const pendencies = { params: { group_pendency_option_start_time: 0, group_pendency_option_max_limited: 10 } };

export const change = (flag, fields) => ({
  params: { group_modify_info_param_group_id: group, group_modify_info_param_modify_flag: flag, ...fields },
});

export const changeMember = (user, flag, fields) => ({
  params: {
    group_modify_member_info_group_id: group,
    group_modify_member_info_identifier: user,
    group_modify_member_info_modify_flag: flag,
    ...fields,
  },
});

export const invite = (user, words) => ({
  params: {
    group_invite_member_param_group_id: group,
    group_invite_member_param_identifier_array: [user],
    group_invite_member_param_user_data: words,
  },
});

export const remove = (user, words) => ({
  params: {
    group_delete_member_param_group_id: group,
    group_delete_member_param_identifier_array: [user],
    group_delete_member_param_user_data: words,
  },
});

export const decide = (pendency, accept, words) => ({
  params: {
    group_handle_pendency_param_is_accept: accept,
    group_handle_pendency_param_handle_msg: words,
    group_handle_pendency_param_pendency: pendency,
  },
});

export const members = { params: { group_get_members_info_list_param_group_id: group } };
