import { call, type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, field, member, ownRole, refusal, shown, Type } from './support/group';
import { change, disband, DONE, ears, join, modify, quit, tip } from './support/life';

let alice: Client;
let bob: Client;
let carol: Client;
let eve: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol, eve } } = await folderWith('alice', 'bob', 'carol', 'eve'));
});
afterAll(endClients);

/** Alice owns it, Bob is an admin, Carol a member. */
const staffed = (type: keyof typeof Type = 'Public', more = {}) =>
  created(alice, { type: Type[type], member_array: [member('bob', { member_role: 300 }), member('carol')], ...more });

const ALL = {
  group_name: '新名字',
  notification: '公告',
  introduction: 'an introduction',
  face_url: 'https://example.org/a',
  add_option: 2,
  max_member_num: 77,
  visible: 0,
  searchable: 0,
  is_shutup_all: true,
  custom_info: [field('k', '值')],
  approve_option: 1,
};

/** A flag, the field it names, and where the change is seen. */
const FLAGS: [number, keyof typeof ALL, string][] = [
  [1, 'group_name', 'group_name'],
  [2, 'notification', 'notification'],
  [4, 'introduction', 'introduction'],
  [8, 'face_url', 'face_url'],
  [16, 'add_option', 'add_option'],
  [32, 'max_member_num', 'max_member_num'],
  [64, 'visible', 'visible'],
  [128, 'searchable', 'searchable'],
  [256, 'is_shutup_all', 'is_shutup_all'],
  [512, 'custom_info', 'custom_info'],
  [4096, 'approve_option', 'approve_option'],
];

const without = (group: Record<string, unknown>, ...names: string[]) => {
  const left = { ...group };
  for (const name of names) delete left[`group_detail_info_${name}`];
  return left;
};

describe('a flag', () => {
  test.each(FLAGS)('%i changes %s and nothing else', async (flag, name, seen) => {
    const id = await staffed();
    const before = await shown(alice, id);
    const params = { group_modify_info_param_group_id: id, group_modify_info_param_modify_flag: flag };
    for (const [key, value] of Object.entries(ALL)) Object.assign(params, { [`group_modify_info_param_${key}`]: value });
    expect(await call(bob, 'TIMGroupModifyGroupInfo', { params, data: 'mine' })).toEqual({ ...DONE, user_data: 'mine' });
    const after = await shown(bob, id);
    expect(after[`group_detail_info_${seen}`]).toEqual(ALL[name]);
    const moving = [seen, 'info_seq', 'last_info_time'];
    expect(without(after, ...moving)).toEqual(without(before, ...moving));
    expect(after['group_detail_info_info_seq']).toBeGreaterThan(before['group_detail_info_info_seq'] as number);
    expect(await shown(eve, id)).toMatchObject({ [`group_detail_info_${seen}`]: ALL[name] });
  });

  test('is not looked at what others name, not even at its type', async () => {
    const id = await staffed();
    expect(await modify(alice, id, 1, { group_name: 'n', notification: 5, introduction: 'x'.repeat(999), owner: {} })).toEqual(DONE);
  });

  test('may name several at once', async () => {
    const id = await staffed();
    const sum = FLAGS.reduce((all, [flag]) => all + flag, 0);
    expect(await modify(alice, id, sum, ALL)).toEqual(DONE);
    const after = await shown(alice, id);
    for (const [, name, seen] of FLAGS) expect(after[`group_detail_info_${seen}`]).toEqual(ALL[name]);
  });

  test('of zero changes nothing', async () => {
    const id = await staffed();
    const before = await shown(alice, id);
    expect(await modify(alice, id, 0, ALL)).toEqual(DONE);
    expect(await shown(alice, id)).toEqual(before);
  });

  test('that names what is not there is refused, and so are unknown bits', async () => {
    const id = await staffed();
    for (const [flag, name] of FLAGS) {
      expect(await modify(alice, id, flag)).toMatchObject(refusal(10004, `group_modify_info_param_${name}`, 'flag'));
    }
    for (const flag of [1024, 2048, 32768, 2 ** 30]) expect(await modify(alice, id, flag, ALL)).toMatchObject(refusal(10004, 'modify_flag', `${flag}`));
    for (const flag of ['1', 1.5, {}, [1]]) expect(await modify(alice, id, flag, ALL)).toMatchObject(refusal(10004, 'modify_flag'));
  });
});

test('changes of single flags made at once all land', async () => {
  const id = await staffed();
  const clients = [alice, bob];
  const calls = FLAGS.map(([flag, name], at) => modify(clients[at % 2]!, id, flag, { [name]: ALL[name] }));
  for (const answer of await Promise.all(calls)) expect(answer).toEqual(DONE);
  const after = await shown(carol, id);
  for (const [, name, seen] of FLAGS) expect(after[`group_detail_info_${seen}`]).toEqual(ALL[name]);
});

test('members are told what changed, once for each change', async () => {
  const id = await staffed();
  const heard = [await ears(alice, id), await ears(carol, id)];
  await modify(alice, id, 1 + 4 + 512, { group_name: '名', introduction: 'i', custom_info: [field('k', 'v')] });
  for (const each of heard) {
    const [told] = await each.nextTips(1);
    expect(told).toMatchObject(tip(6, id, 'alice', { group_name: '名', member_num: 3 }));
    const changes = told!['group_tips_elem_group_change_info_array'] as unknown[];
    expect(changes).toHaveLength(3);
    expect(changes).toEqual(expect.arrayContaining([change(1, '名'), change(2, 'i'), change(6, 'v', { key: 'k' })].map((one) => expect.objectContaining(one) as unknown)));
  }
  expect(await modify(alice, id, 1, { group_name: '名' })).toEqual(DONE);
  for (const each of heard) await each.silent();
});

test('the tip numbers of notification and introduction are not those of the flags', async () => {
  const id = await staffed();
  const toCarol = await ears(carol, id);
  for (const [flag, name, told] of [[2, 'notification', 3], [4, 'introduction', 2], [8, 'face_url', 4]] as const) {
    await modify(alice, id, flag, { [name]: 'x' });
    expect(await toCarol.nextTips(1)).toMatchObject([{ group_tips_elem_group_change_info_array: [change(told, 'x')] }]);
  }
});

test('options change without a tip', async () => {
  const id = await staffed();
  const toCarol = await ears(carol, id);
  await modify(alice, id, 16 + 32 + 64 + 128 + 256 + 4096, ALL);
  await toCarol.silent();
});

describe('who may change', () => {
  test.each(['Public', 'ChatRoom', 'Community'] as const)('a %s: owner and admins', async (type) => {
    const id = await staffed(type);
    for (const client of [alice, bob]) expect(await modify(client, id, 1, { group_name: 'new' })).toEqual(DONE);
    for (const [flag, fields] of [[1, { group_name: 'x' }], [4096, { approve_option: 2 }], [256, { is_shutup_all: true }]] as const) {
      expect(await modify(carol, id, flag, fields)).toMatchObject(refusal(10007, 'an ordinary member', 'admins'));
      expect(await modify(eve, id, flag, fields)).toMatchObject(refusal(10007, 'not a member'));
    }
    expect(await shown(eve, id)).toMatchObject({ group_detail_info_group_name: 'new', group_detail_info_is_shutup_all: false });
  });

  test('a Private group: every member', async () => {
    const id = await created(alice, { type: Type.Private, member_array: [member('carol')] });
    expect(await modify(carol, id, 1, { group_name: 'by carol' })).toEqual(DONE);
    expect(await modify(eve, id, 1, { group_name: 'x' })).toMatchObject(refusal(10007, 'not a member'));
  });

  test('a live group: its owner', async () => {
    const id = await created(alice, { type: Type.AVChatRoom });
    await join(bob, id);
    expect(await modify(alice, id, 1, { group_name: 'live' })).toEqual(DONE);
    expect(await modify(bob, id, 1, { group_name: 'x' })).toMatchObject({ code: 10007 });
    expect(await shown(bob, id)).toMatchObject({ group_detail_info_group_name: 'live' });
  });

  test('nobody who has left', async () => {
    const id = await staffed();
    await quit(bob, id);
    expect(await modify(bob, id, 1, { group_name: 'x' })).toMatchObject(refusal(10007, 'not a member'));
  });
});

describe('is refused', () => {
  test.each([
    [8502, 1, 'group_name', 'x'.repeat(31)],
    [8502, 1, 'group_name', '字'.repeat(11)],
    [10004, 1, 'group_name', ' '],
    [10004, 1, 'group_name', 5],
    [8504, 2, 'notification', 'x'.repeat(301)],
    [8503, 4, 'introduction', 'x'.repeat(241)],
    [8505, 8, 'face_url', 'x'.repeat(101)],
    [10004, 16, 'add_option', 3],
    [10004, 32, 'max_member_num', 2],
    [10004, 32, 'max_member_num', 2001],
    [10004, 32, 'max_member_num', -1],
    [10004, 64, 'visible', 2],
    [10004, 128, 'searchable', 'yes'],
    [10004, 256, 'is_shutup_all', 'yes'],
    [10004, 512, 'custom_info', 'k'],
    [10004, 4096, 'approve_option', 3],
  ])('with %i for flag %i, %s: %j', async (code, flag, name, value) => {
    const id = await staffed();
    const before = await shown(alice, id);
    expect(await modify(alice, id, flag, { [name]: value })).toMatchObject(refusal(code, `group_modify_info_param_${name}`));
    expect(await shown(alice, id)).toEqual(before);
  });

  test.each([
    ['Private', 16, { add_option: 2 }],
    ['ChatRoom', 16, { add_option: 0 }],
    ['AVChatRoom', 16, { add_option: 0 }],
    ['AVChatRoom', 4096, { approve_option: 2 }],
    ['Public', 8192, { enable_permission_group: true }],
    ['Public', 16384, { default_permissions: 1 }],
  ] as const)('with 10007 for what a %s does not have (flag %i)', async (type, flag, fields) => {
    const id = await created(alice, { type: Type[type] });
    expect(await modify(alice, id, flag, fields)).toMatchObject(refusal(10007, Object.keys(fields)[0]!));
  });

  test('with 10010 where no group is, and 10015 for a malformed id', async () => {
    const id = await staffed();
    await disband(alice, id);
    for (const gone of [id, unique('never')]) expect(await modify(alice, gone, 1, { group_name: 'n' })).toMatchObject(refusal(10010));
    expect(await modify(alice, '群', 1, { group_name: 'n' })).toMatchObject(refusal(10015));
  });

  test('as a whole when one field is bad', async () => {
    const id = await staffed();
    const before = await shown(alice, id);
    expect(await modify(alice, id, 1 + 4, { group_name: 'good', introduction: 'x'.repeat(241) })).toMatchObject({ code: 8503 });
    expect(await shown(alice, id)).toEqual(before);
  });
});

test('custom fields change by key, and an empty value deletes', async () => {
  const id = await staffed();
  expect(await modify(alice, id, 512, { custom_info: [field('a', '1'), field('b', '值')] })).toEqual(DONE);
  expect(await modify(alice, id, 512, { custom_info: [field('a', ''), field('c', '3')] })).toEqual(DONE);
  expect((await shown(alice, id))['group_detail_info_custom_info']).toEqual([field('b', '值'), field('c', '3')]);
  const eleven = Array.from({ length: 11 }, (_, at) => field(`k${at}`, 'v'));
  expect(await modify(alice, id, 512, { custom_info: eleven })).toMatchObject(refusal(10004, 'group_modify_info_param_custom_info', '10'));
});

describe.each([2 ** 31, -(2 ** 31)])('the owner flag %i', (flag) => {
  test('hands the group over; the former owner is an ordinary member', async () => {
    const id = await staffed();
    const heard = [await ears(alice, id), await ears(carol, id)];
    expect(await modify(alice, id, flag, { owner: 'carol' })).toEqual(DONE);
    expect(await Promise.all([alice, bob, carol].map((client) => ownRole(client, id)))).toEqual([200, 300, 400]);
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_owner_identifier: 'carol' });
    for (const each of heard) {
      const info = { group_change_info_array: [change(5, 'carol')], user_array: ['carol'] };
      expect(await each.nextTips(1)).toMatchObject([tip(6, id, 'alice', info)]);
    }
    expect(await quit(alice, id)).toEqual(DONE);
    expect(await quit(carol, id)).toMatchObject({ code: 10009 });
  });

  test('may hand it to an admin, and to oneself, which changes nothing', async () => {
    const id = await staffed();
    const toAlice = await ears(alice, id);
    expect(await modify(alice, id, flag, { owner: 'alice' })).toEqual(DONE);
    await toAlice.silent();
    expect(await modify(alice, id, flag, { owner: 'bob' })).toEqual(DONE);
    expect(await Promise.all([alice, bob, carol].map((client) => ownRole(client, id)))).toEqual([200, 400, 200]);
  });

  test('is refused to others, for who is no member, with other flags, and in live groups', async () => {
    const id = await staffed();
    for (const client of [bob, carol]) expect(await modify(client, id, flag, { owner: 'carol' })).toMatchObject(refusal(10007, 'hand over', 'owner'));
    expect(await modify(eve, id, flag, { owner: 'eve' })).toMatchObject(refusal(10007, 'not a member'));
    expect(await modify(alice, id, flag, { owner: 'eve' })).toMatchObject(refusal(10004, 'eve', 'not a member'));
    expect(await modify(alice, id, flag, { owner: '' })).toMatchObject(refusal(10004, 'group_modify_info_param_owner'));
    expect(await modify(alice, id, flag)).toMatchObject(refusal(10004, 'group_modify_info_param_owner'));
    expect(await modify(alice, id, flag + 1, { owner: 'bob', group_name: 'n' })).toMatchObject(refusal(10004, 'only change'));
    const live = await created(alice, { type: Type.AVChatRoom });
    await join(bob, live);
    expect(await modify(alice, live, flag, { owner: 'bob' })).toMatchObject(refusal(10007, 'nobody may'));
    expect(await ownRole(alice, id)).toBe(400);
  });
});

test('an ownerless Private group is handed over by nobody from a client', async () => {
  const id = await created(alice, { type: Type.Private, member_array: [member('bob')] });
  await quit(alice, id);
  expect(await modify(bob, id, 2 ** 31, { owner: 'bob' })).toMatchObject({ code: 10007 });
});
