// The documented way to create a group in a window.
import TimRender from 'opentim/dist/renderer';
import {
  GroupParams,
  CreateGroupParams,
  GroupInfoCustemString,
  GroupMemberInfo,
  GroupMemberInfoCustemString,
} from 'opentim/dist/interfaces';

const timRender = new TimRender();
const fetch = (param: CreateGroupParams) => timRender.TIMGroupCreate(param);

const groupInfoCustomString: GroupInfoCustemString = {
  group_info_custom_string_info_key: '',
  group_info_custom_string_info_value: '',
};
const memberCustomString: GroupMemberInfoCustemString = {
  group_member_info_custom_string_info_key: '',
  group_member_info_custom_string_info_value: '',
};
const member: GroupMemberInfo = {
  group_member_info_identifier: '',
  group_member_info_join_time: 0,
  group_member_info_member_role: 0,
  group_member_info_msg_flag: 0,
  group_member_info_msg_seq: 0,
  group_member_info_shutup_time: 0,
  group_member_info_name_card: '',
  group_member_info_custom_info: [memberCustomString],
};
const group: GroupParams = {
  create_group_param_add_option: 0,
  create_group_param_group_name: '',
  create_group_param_group_type: 0,
  create_group_param_custom_info: [groupInfoCustomString],
  create_group_param_face_url: '',
  create_group_param_group_member_array: [member],
  create_group_param_introduction: '',
  create_group_param_notification: '',
};
fetch({ params: group, data: '' }).then((result) => {
  const code: number = result.code;
  const userData: string = result.user_data;
  return [code, userData];
});
