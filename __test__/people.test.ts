// Profiles and status of users: asked for, changed, watched, and seen on members and events.
import type TimRender from '..';
import { type Client, call } from './support/addon';
import { endClients, folderWith, loggedIn, quiet } from './support/client';
import { created, member, refusal, Type } from './support/group';
import { Heard, settled } from './support/listen';

beforeAll(quiet);
afterAll(endClients);

type Profile = TimRender.UserProfile;
type Status = TimRender.userStatus;

const setProfile = (client: Client, item: Record<string, unknown>) =>
  call(client, 'TIMProfileModifySelfUserProfile', { json_modify_self_user_profile_param: item, user_data: 'mine' });

const profiles = async (client: Client, ...users: string[]) => {
  const json_get_user_profile_list_param = { friendship_getprofilelist_param_identifier_array: users, friendship_getprofilelist_param_force_update: false };
  const answer = await call(client, 'TIMProfileGetUserProfileList', { json_get_user_profile_list_param, user_data: '' });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return answer.json_param as Profile[];
};

const say = (client: Client, status: unknown) => call(client, 'TIMSetSelfStatus', { status: { user_status_custom_status: status } });

const done = { code: 0, desc: '' };

test('a profile is changed in parts and read by everybody, whole', async () => {
  const { clients } = await folderWith('alice', 'bob');
  expect(await setProfile(clients.alice, { user_profile_item_nick_name: '爱丽丝', user_profile_item_gender: 2, user_profile_item_location: 755 })).toEqual({
    ...done, json_param: '', user_data: 'mine',
  });
  const hobby = { user_profile_custom_string_info_key: 'Hobby', user_profile_custom_string_info_value: 'go' };
  expect(await setProfile(clients.alice, { user_profile_item_custom_string_array: [hobby], user_profile_item_add_permission: 1 })).toMatchObject(done);
  const [alice, nobody] = await profiles(clients.bob, 'alice', 'nobody');
  expect(alice).toEqual({
    user_profile_identifier: 'alice', user_profile_nick_name: '爱丽丝', user_profile_face_url: '', user_profile_gender: 2,
    user_profile_friend_remark: '', user_profile_self_signature: '', user_profile_add_permission: 1, user_profile_location: '755',
    user_profile_language: 0, user_profile_birthday: 0, user_profile_level: 0, user_profile_role: 0,
    user_profile_custom_string_array: [{ ...hobby, user_profile_custom_string_info_key: 'Tag_Profile_Custom_Hobby' }],
  });
  expect(nobody).toMatchObject({ user_profile_identifier: 'nobody', user_profile_nick_name: '', user_profile_custom_string_array: [] });
});

test('what does not fit into a profile is refused with the field and its limit', async () => {
  const { clients } = await folderWith('alice');
  expect(await setProfile(clients.alice, { user_profile_item_nick_name: 'x'.repeat(501) })).toMatchObject(refusal(6017, 'user_profile_item_nick_name', '501', '500'));
  expect(await setProfile(clients.alice, { user_profile_item_gender: 'male' })).toMatchObject(refusal(6017, 'user_profile_item_gender', 'whole number'));
  expect((await profiles(clients.alice, 'alice'))[0]).toMatchObject({ user_profile_nick_name: '' });
  const many = Array.from({ length: 501 }, (_, at) => `u${at}`);
  const asked = { json_get_user_profile_list_param: { friendship_getprofilelist_param_identifier_array: many } };
  expect(await call(clients.alice, 'TIMProfileGetUserProfileList', asked)).toMatchObject(refusal(6017, '501', 'at most 500'));
});

test('the own listener and those who subscribed hear of a change, as JSON text', async () => {
  const { clients } = await folderWith('alice', 'bob');
  const [own, others] = [new Heard(), new Heard()];
  await call(clients.alice, 'TIMSetSelfInfoUpdatedCallback', { callback: own.callback, user_data: 'mine' });
  await call(clients.bob, 'TIMSetUserInfoChangedCallback', { callback: others.callback });
  expect(await call(clients.bob, 'TIMSubscribeUserInfo', { json_user_id_list: ['alice'] })).toMatchObject(done);
  await setProfile(clients.alice, { user_profile_item_nick_name: 'Ali' });
  const [[all, data]] = (await own.take(1)) as [[[string, unknown], unknown]];
  expect([...all]).toEqual([expect.any(String), 'mine']);
  expect(data).toBe('mine');
  expect(JSON.parse(all as unknown as string)).toMatchObject({ user_profile_identifier: 'alice', user_profile_nick_name: 'Ali' });
  expect(await others.texts<Profile[]>(1)).toMatchObject([[{ user_profile_nick_name: 'Ali' }]]);
  expect(await call(clients.bob, 'TIMUnsubscribeUserInfo')).toMatchObject(done);
  await setProfile(clients.alice, { user_profile_item_nick_name: 'Alice' });
  await own.take(1);
  await settled();
  expect(others.calls).toEqual([]);
});

test('nicknames and avatars stand on members, on the people of events, and are searched for', async () => {
  const { clients } = await folderWith('alice', 'bob');
  const tips = new Heard();
  await setProfile(clients.alice, { user_profile_item_nick_name: 'Ali', user_profile_item_face_url: 'https://a.example/a.png' });
  await setProfile(clients.bob, { user_profile_item_nick_name: 'Bobby' });
  const id = await created(clients.alice, { type: Type.ChatRoom, member_array: [member('bob'), member('carol')] });
  const members = await call(clients.bob, 'TIMGroupGetMemberInfoList', { params: { group_get_members_info_list_param_group_id: id } });
  const rows = (members.json_param as TimRender.GetMemberInfoResult).group_get_member_info_list_result_info_array;
  expect(rows.map((row) => [row.group_member_info_nick_name, row.group_member_info_face_url])).toEqual([
    ['Ali', 'https://a.example/a.png'], ['Bobby', ''], ['', ''],
  ]);
  await call(clients.bob, 'TIMSetGroupTipsEventCallback', { callback: tips.callback });
  const params = { group_delete_member_param_group_id: id, group_delete_member_param_identifier_array: ['carol'] };
  await call(clients.alice, 'TIMGroupDeleteMember', { params });
  expect(await tips.texts(1)).toMatchObject([
    { group_tips_elem_op_user_info: { user_profile_nick_name: 'Ali' }, group_tips_elem_op_group_memberinfo: { group_member_info_face_url: 'https://a.example/a.png' } },
  ]);
  const searchParams = { group_search_member_params_keyword_list: ['bobb'], group_search_member_params_field_list: [2] };
  const found = (await call(clients.alice, 'TIMGroupSearchGroupMembers', { searchParams })).json_param as TimRender.SearchMemberResult[];
  expect(found.flatMap((one) => one.group_search_member_result_member_info_list.map((row) => row.group_member_info_identifier))).toEqual(['bob']);
});

test('status is asked for, said, watched and gone with the last login', async () => {
  const { folder, clients } = await folderWith('alice');
  const heard = new Heard();
  await call(clients.alice, 'TIMSetUserStatusChangedCallback', { callback: heard.callback });
  expect(await call(clients.alice, 'TIMSubscribeUserStatus', { id_array: ['bob'] })).toMatchObject(done);
  const bob = await loggedIn(folder, 'bob');
  expect(await heard.texts<Status[]>(1)).toMatchObject([[{ user_status_identifier: 'bob', user_status_status_type: 1 }]]);
  expect(await say(bob, '忙')).toMatchObject(done);
  expect(await heard.texts<Status[]>(1)).toMatchObject([[{ user_status_custom_status: '忙' }]]);
  const answer = await call(clients.alice, 'TIMGetUserStatus', { id_array: ['bob', 'carol'], user_data: 'x' });
  expect(answer).toEqual({
    ...done, user_data: 'x', json_param: [
      { user_status_identifier: 'bob', user_status_status_type: 1, user_status_custom_status: '忙', user_status_online_devices: [] },
      { user_status_identifier: 'carol', user_status_status_type: 2, user_status_custom_status: '', user_status_online_devices: [] },
    ],
  });
  await bob.TIMLogout();
  expect(await heard.texts<Status[]>(1)).toMatchObject([[{ user_status_status_type: 2, user_status_custom_status: '' }]]);
  expect(await call(clients.alice, 'TIMUnsubscribeUserStatus', {})).toMatchObject(done);
  await loggedIn(folder, 'bob');
  await settled();
  expect(heard.calls).toEqual([]);
});

test('a status of ones own and subscriptions are bounded, and the limit is said', async () => {
  const { clients } = await folderWith('alice');
  expect(await say(clients.alice, 'x'.repeat(201))).toMatchObject(refusal(6017, 'user_status_custom_status', '201', '200'));
  expect(await say(clients.alice, 5)).toMatchObject(refusal(6017, 'status.user_status_custom_status'));
  const many = Array.from({ length: 201 }, (_, at) => `u${at}`);
  expect(await call(clients.alice, 'TIMSubscribeUserStatus', { id_array: many })).toMatchObject(refusal(6017, '201', 'at most 200'));
  expect(await call(clients.alice, 'TIMSubscribeUserInfo', { json_user_id_list: many })).toMatchObject(refusal(6017, '201', 'at most 200'));
  expect(await call(clients.alice, 'TIMSubscribeUserStatus', { id_array: [' '] })).toMatchObject(refusal(7003, 'id_array[0]'));
});
