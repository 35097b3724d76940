import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, call, type Client, TimRender } from './support/addon';
import { endClients, initialized, loggedIn, newClient } from './support/client';
import { temporaryFolder } from './support/folder';

afterAll(endClients);

const METHODS = JSON.parse(readFileSync(join(__dirname, 'support', 'methods.json'), 'utf8')) as string[];

const BUILT = [
  'TIMInit', 'TIMUninit', 'TIMLogin', 'TIMLogout', 'TIMGetLoginStatus', 'TIMGetLoginUserID', 'TIMGetSDKVersion', 'TIMGetServerTime',
  'TIMSetConfig', 'callExperimentalAPI', 'TIMMsgSetGroupReceiveMessageOpt', 'TIMProfileGetUserProfileList',
  'TIMProfileModifySelfUserProfile', 'TIMGetUserStatus', 'TIMSetSelfStatus', 'TIMSubscribeUserStatus', 'TIMUnsubscribeUserStatus',
  'TIMSubscribeUserInfo', 'testDoc',
];

const SIGNALING = ['TIMOnInvited', 'TIMOnAccepted', 'TIMOnRejected', 'TIMOnCancelled', 'TIMOnTimeout', 'TIMOnModified'];
const LISTENERS = METHODS.filter((name) => /Callback$/.test(name) || SIGNALING.includes(name));
/** Groups and communities are there as a whole, and so is what only opentim has. */
const WHOLE = /^(TIMGroup|TIMCommunity|opentim)|^explain$/;
const UNSUPPORTED = METHODS.filter((name) => !BUILT.includes(name) && !WHOLE.test(name) && !LISTENERS.includes(name));

/** An argument that has, for every unsupported method, what that method must have. */
const ARGUMENT = {
  groupId: 'a group',
  group_id: 'a group',
  permission_group_id: '@PMG#_one',
  group_counter_key: 'key',
  next_cursor: '',
  id_array: ['bob'],
  status: { user_status_custom_status: 'here' },
  json_user_id_list: ['bob'],
  json_get_user_profile_list_param: { friendship_getprofilelist_param_identifier_array: ['bob'] },
  json_modify_self_user_profile_param: { user_profile_item_nick_name: 'Alice' },
  json_topic_info: { group_topic_info_topic_name: 'a topic' },
  json_topic_id_array: ['a topic'],
  json_permission_group_info: { permission_group_info_group_id: 'a group' },
  json_permission_group_id_array: ['@PMG#_one'],
  json_member_id_array: ['bob'],
  json_topic_permission_map_array: [],
  json_msg: '{}',
  json_msg_array: '[]',
  json_group_counter_key_array: ['key'],
  attributes: [{ group_atrribute_key: 'k', group_atrribute_value: 'v' }],
  attributesKey: ['k'],
  searchParams: { group_search_params_keyword_list: ['a'] },
  params: {
    group_id: 'a group',
    json_group_counter_array: [],
    group_invite_member_param_group_id: 'a group',
    group_invite_member_param_identifier_array: ['bob'],
    group_delete_member_param_group_id: 'a group',
    group_delete_member_param_identifier_array: ['bob'],
    group_modify_info_param_group_id: 'a group',
    group_modify_info_param_modify_flag: 1,
    group_get_members_info_list_param_group_id: 'a group',
    group_modify_member_info_group_id: 'a group',
    group_modify_member_info_identifier: 'bob',
    group_modify_member_info_modify_flag: 2,
    group_handle_pendency_param_pendency: {},
  },
};

const version = (JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string }).version;

test('all 197 methods exist', () => {
  expect(METHODS).toHaveLength(197);
  const prototype = TimRender.prototype as unknown as Record<string, unknown>;
  expect(METHODS.filter((name) => typeof prototype[name] !== 'function')).toEqual([]);
});

describe('a method that is not supported', () => {
  let client: Client;
  beforeAll(async () => {
    client = await loggedIn(temporaryFolder(), 'alice');
  });

  test.each(UNSUPPORTED)('%s says so with 7013', async (name) => {
    const answer = await call(client, name, ARGUMENT);
    expect(answer).toEqual({ code: 7013, desc: `${name} is not supported by opentim ${version}`, json_param: '', user_data: '' });
  });

  test('hands user data back under the name that the method has for it', async () => {
    expect(await call(client, 'TIMConvGetConvList', { ...ARGUMENT, user_data: 'mine' })).toMatchObject({ code: 7013, user_data: 'mine' });
    expect(await call(client, 'TIMMsgRevoke', { ...ARGUMENT, user_data: 'mine' })).toMatchObject({ code: 7013, user_data: 'mine' });
  });
});

describe('refusals come in the order arguments, TIMInit, login, support', () => {
  const CASES: [string, unknown, unknown, number][] = [
    ['TIMGroupCreate', { params: { create_group_param_group_name: 'a group' } }, {}, 0],
    ['TIMGroupDelete', { groupId: 'a group' }, { groupId: '' }, 10010],
    ['TIMGroupGetGroupInfoList', { groupIds: ['a group'] }, {}, 0],
    ['TIMGroupJoin', { groupId: 'a group' }, {}, 10010],
    ['TIMGroupInviteMember', ARGUMENT, { params: null }, 10010],
    ['TIMGroupModifyGroupInfo', ARGUMENT, null, 10004],
    ['TIMGroupGetOnlineMemberCount', { groupId: 'a group' }, { groupId: 5 }, 10010],
    ['TIMGroupGetGroupAttributes', ARGUMENT, { groupId: '' }, 10010],
    ['TIMGroupCreateTopicInCommunity', ARGUMENT, { group_id: '' }, 10010],
  ];

  test.each(CASES)('%s', async (name, good, bad, last) => {
    const client = newClient(temporaryFolder());
    const codes = async () => [(await call(client, name, bad)).code, (await call(client, name, good)).code];
    expect(await codes()).toEqual([-4, 6013]);
    await client.TIMInit();
    expect(await codes()).toEqual([-4, 6014]);
    const user = await loggedIn(temporaryFolder(), 'alice');
    expect((await call(user, name, bad)).code).toBe(-4);
    expect((await call(user, name, good)).code).toBe(last);
  });

  test('wrong values inside a well-shaped argument come after the login', async () => {
    const client = await initialized(temporaryFolder());
    for (const name of ['', 5, 'x'.repeat(31)]) {
      expect(await client.TIMGroupCreate({ params: { create_group_param_group_name: name } })).toMatchObject({ code: 6014 });
    }
  });

  test('TIMGroupGetJoinedGroupList, which takes anything', async () => {
    const client = newClient(temporaryFolder());
    expect(await client.TIMGroupGetJoinedGroupList()).toMatchObject({ code: 6013 });
    await client.TIMInit();
    expect(await client.TIMGroupGetJoinedGroupList()).toMatchObject({ code: 6014 });
  });
});

describe('a listener', () => {
  let client: Client;
  beforeAll(() => {
    client = newClient(temporaryFolder());
  });

  test.each(LISTENERS)('%s is accepted before TIMInit, replaced and dropped, and stays silent', async (name) => {
    const heard = jest.fn();
    const done: Answer = { code: 0, desc: '', json_param: '', user_data: '' };
    expect(await call(client, name, { callback: heard })).toEqual(done);
    expect(await call(client, name, { callback: heard })).toEqual(done);
    expect(await call(client, name, { callback: null })).toEqual(done);
    expect(await call(client, name)).toEqual(done);
    expect(heard).not.toHaveBeenCalled();
  });

  test('of what opentim does not have stays silent while groups are created', async () => {
    const user = await loggedIn(temporaryFolder(), 'alice');
    const heard = jest.fn();
    const built = ['TIMSetLogCallback', 'TIMSetGroupTipsEventCallback', 'TIMAddRecvNewMsgCallback', 'recvNewMsgCallback'];
    for (const name of LISTENERS.filter((each) => !built.includes(each))) await call(user, name, { callback: heard });
    await user.TIMGroupCreate({ params: { create_group_param_group_name: 'a group' } });
    expect(heard).not.toHaveBeenCalled();
  });
});

test('no method rejects or throws, whatever it is given', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const thrower = { get params() { throw new Error('no'); }, get callback() { throw new Error('no'); }, get user_data() { throw new Error('no'); } };
  const strange = [undefined, null, 0, NaN, '', 'text', true, 5n, Symbol('s'), [], {}, () => 0, cycle, thrower, new Date(NaN), { params: 5n }];
  for (const name of METHODS.filter((each) => each !== 'TIMUninit')) {
    for (const argument of strange) {
      const answer: unknown = await call(client, name, argument);
      expect(['number', 'string', 'object']).toContain(typeof answer);
      if (typeof answer === 'object') expect(answer).toMatchObject({ code: expect.any(Number) as number, desc: expect.any(String) as string });
    }
  }
});
