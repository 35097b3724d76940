import { type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, field, group, info, joined, member, memberField, ownRole, shown, Type } from './support/group';

let alice: Client;
let bob: Client;
let carol: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol } } = await folderWith('alice', 'bob', 'carol'));
});
afterAll(endClients);

describe('a group of each type, with nothing but its name', () => {
  test.each([
    ['Public', { add: 1, approve: 0, most: 2000, visible: 1 }],
    ['Private', { add: 0, approve: 2, most: 200, visible: 0 }],
    ['ChatRoom', { add: 2, approve: 0, most: 6000, visible: 1 }],
    ['BChatRoom', { add: 2, approve: 0, most: 0, visible: 1 }],
    ['AVChatRoom', { add: 2, approve: 0, most: 0, visible: 1, members: 0 }],
    ['Community', { add: 2, approve: 2, most: 100000, visible: 1 }],
  ] as const)('%s', async (name, expected) => {
    const before = Math.floor(Date.now() / 1000);
    const id = await created(alice, { name, type: Type[name] });
    const group = await shown(alice, id);
    expect(group).toMatchObject({
      group_detail_info_group_id: id,
      group_detail_info_group_type: Type[name],
      group_detail_info_is_support_topic: false,
      group_detail_info_group_name: name,
      group_detail_info_notification: '',
      group_detail_info_introduction: '',
      group_detail_info_face_url: '',
      // The creator of a live group joins it like everybody else.
      group_detail_info_member_num: 'members' in expected ? expected.members : 1,
      group_detail_info_max_member_num: expected.most,
      group_detail_info_add_option: expected.add,
      group_detail_info_approve_option: expected.approve,
      group_detail_info_visible: expected.visible,
      group_detail_info_searchable: expected.visible,
      group_detail_info_is_shutup_all: false,
      group_detail_info_owner_identifier: 'alice',
      group_detail_info_custom_info: [],
      group_detail_info_enable_permission_group: false,
      group_detail_info_default_permissions: 0,
    });
    expect(group['group_detail_info_create_time']).toBeGreaterThanOrEqual(before);
    expect(group['group_detail_info_create_time']).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
  });
});

test('a group without a type is Public', async () => {
  expect(await shown(alice, await created(alice))).toMatchObject({ group_detail_info_group_type: Type.Public });
});

test('every optional field comes back, to the creator and to a member, by id and in the list', async () => {
  const fields = [field('hello', 'world'), field(' leading blank', 'ends in\u0000\u0001'), field('empty', '')];
  const id = await created(alice, {
    id: unique('full'),
    name: '群组 名称 ✓',
    type: Type.Public,
    member_array: [member('bob', { member_role: 300, name_card: 'Bobby', custom_info: [memberField('seat', 'left')] }), member('carol')],
    notification: 'first line\nsecond line',
    introduction: 'what it is about: ünïcödé',
    face_url: 'https://example.org/a.png?x=1&y=2',
    add_option: 2,
    approve_option: 1,
    max_member_num: 77,
    custom_info: fields,
  });
  const expected = {
    group_detail_info_group_id: id,
    group_detail_info_group_name: '群组 名称 ✓',
    group_detail_info_notification: 'first line\nsecond line',
    group_detail_info_introduction: 'what it is about: ünïcödé',
    group_detail_info_face_url: 'https://example.org/a.png?x=1&y=2',
    group_detail_info_add_option: 2,
    group_detail_info_approve_option: 1,
    group_detail_info_max_member_num: 77,
    group_detail_info_member_num: 3,
    group_detail_info_custom_info: fields,
  };
  for (const [client, role] of [[alice, 400], [bob, 300], [carol, 200]] as const) {
    expect(await shown(client, id)).toMatchObject(expected);
    expect((await joined(client)).get(id)).toMatchObject({
      ...expected,
      group_base_info_group_id: id,
      group_base_info_group_name: '群组 名称 ✓',
      group_base_info_group_type: Type.Public,
      group_base_info_face_url: 'https://example.org/a.png?x=1&y=2',
      group_base_info_is_shutup_all: false,
      group_base_info_self_info: { group_self_info_role: role, group_self_info_unread_num: 0 },
    });
  }
});

test('a community with topics, permission groups and rights given as a BigInt', async () => {
  const id = await created(alice, { type: Type.Community, is_support_topic: true, enable_permission_group: true, default_permissions: 5n });
  expect(await shown(alice, id)).toMatchObject({
    group_detail_info_is_support_topic: true,
    group_detail_info_enable_permission_group: true,
    group_detail_info_default_permissions: 5,
  });
});

test('rights of 64 bits are taken as a BigInt', async () => {
  await created(alice, { type: Type.Community, is_support_topic: true, enable_permission_group: true, default_permissions: 2n ** 64n - 1n });
});

test('topics and permission groups are ignored where the type has none', async () => {
  const id = await created(alice, { type: Type.Public, is_support_topic: true, enable_permission_group: true, default_permissions: 5 });
  expect(await shown(alice, id)).toMatchObject({
    group_detail_info_is_support_topic: false,
    group_detail_info_enable_permission_group: false,
    group_detail_info_default_permissions: 0,
  });
});

test.each([
  ['Private', 0],
  ['ChatRoom', 2],
  ['BChatRoom', 2],
  ['AVChatRoom', 2],
] as const)('an add option is ignored for %s, which has none', async (type, fixed) => {
  for (const wished of [0, 1, 2]) {
    const id = await created(alice, { type: Type[type], add_option: wished });
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_add_option: fixed });
  }
});

test.each(['Public', 'Community'] as const)('every add option counts for %s', async (type) => {
  for (const wished of [0, 1, 2]) {
    const id = await created(alice, { type: Type[type], add_option: wished });
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_add_option: wished });
  }
});

test('an approve option is ignored for AVChatRoom, which has none', async () => {
  const id = await created(alice, { type: Type.AVChatRoom, approve_option: 2 });
  expect(await shown(alice, id)).toMatchObject({ group_detail_info_approve_option: 0 });
});

test('null, undefined, NaN and missing mean "not given", and unknown keys are ignored', async () => {
  const short = [
    'id', 'type', 'is_support_topic', 'member_array', 'notification', 'introduction', 'face_url', 'add_option', 'approve_option',
    'max_member_num', 'custom_info', 'enable_permission_group', 'default_permissions',
  ];
  for (const none of [null, undefined, NaN, Infinity]) {
    const id = await created(alice, { ...Object.fromEntries(short.map((name) => [name, none])), nonsense: { deep: [1, null] } });
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_group_type: 0, group_detail_info_add_option: 1, group_detail_info_max_member_num: 2000 });
  }
});

test('optional fields of members may be null, and answer-only fields are ignored', async () => {
  const none = { member_role: null, name_card: null, custom_info: undefined, join_time: 5, nick_name: 'Bob', is_online: true };
  const id = await created(alice, { member_array: [member('bob', none)] });
  expect(await ownRole(bob, id)).toBe(200);
});

test('json_param is the parsed result, with the id of the new group and nothing else', async () => {
  const id = unique('own');
  expect(await alice.TIMGroupCreate(group({ id }))).toEqual({
    code: 0,
    desc: '',
    json_param: { create_group_result_groupid: id },
    user_data: '',
  });
});

test.each([['text'], [''], ['with "quotes" and 引号'], [null, ''], [undefined, ''], [5, 5], [false, false], [{ b: 1, a: [2] }, { b: 1, a: [2] }]])(
  'user data %j is handed back',
  async (data, expected = data) => {
    expect(await alice.TIMGroupCreate({ ...group(), data })).toMatchObject({ code: 0, user_data: expected });
    const refused = await alice.TIMGroupCreate({ ...group({ name: 'x'.repeat(31) }), data });
    expect(refused).toMatchObject({ code: 8502, json_param: '', user_data: expected });
  },
);

test('a live group is created with its owner but is in nobody\'s list', async () => {
  const id = await created(alice, { type: Type.AVChatRoom });
  expect(await shown(bob, id)).toMatchObject({ group_detail_info_owner_identifier: 'alice' });
  expect((await joined(alice)).has(id)).toBe(false);
});

test('a community with topics is not in the list of joined groups, one without is', async () => {
  const plain = await created(alice, { type: Type.Community });
  const topics = await created(alice, { type: Type.Community, is_support_topic: true });
  const ids = [...(await joined(alice)).keys()];
  expect(ids).toContain(plain);
  expect(ids).not.toContain(topics);
});

test('somebody outside sees the name of a Private group, but neither its notification nor its custom fields', async () => {
  const id = await created(alice, { type: Type.Private, notification: 'for us', custom_info: [field('k', 'v')], member_array: [member('bob')] });
  expect(await shown(bob, id)).toMatchObject({ group_detail_info_notification: 'for us', group_detail_info_custom_info: [field('k', 'v')] });
  expect(await shown(carol, id)).toMatchObject({
    group_detail_info_group_name: 'a group',
    group_detail_info_notification: '',
    group_detail_info_custom_info: [],
  });
});

test('a group that was not created is not there', async () => {
  expect(await info(alice, unique('never'))).toMatchObject({ get_groups_info_result_code: 10010 });
});
