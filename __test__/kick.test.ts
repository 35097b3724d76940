import { call, type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, joined, member, refusal, shown, Type } from './support/group';
import { appoint, disband, DONE, ears, ids, invite, join, kick, kicked, report, tip } from './support/life';

let alice: Client;
let bob: Client;
let carol: Client;
let dora: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol, dora } } = await folderWith('alice', 'bob', 'carol', 'dora'));
});
afterAll(endClients);

/** Alice owns it, Bob and Dora are admins, Carol and Eve are members. */
const staffed = async (type: keyof typeof Type = 'ChatRoom') => {
  const admin = { member_role: 300 };
  const member_array = [member('bob', admin), member('dora', admin), member('carol'), member('eve')];
  return created(alice, { type: Type[type], member_array });
};

test('a member is removed; he, and those who stay, are told', async () => {
  const id = await staffed();
  const [toAlice, toCarol] = [await ears(alice, id), await ears(carol, id)];
  const params = {
    group_delete_member_param_group_id: id,
    group_delete_member_param_identifier_array: ['carol', 'nobody'],
    group_delete_member_param_user_data: '再见',
  };
  expect(await call(bob, 'TIMGroupDeleteMember', { params, data: 'mine' })).toEqual({
    code: 0,
    desc: '',
    json_param: [
      { group_delete_member_result_identifier: 'carol', group_delete_member_result_result: 1 },
      { group_delete_member_result_identifier: 'nobody', group_delete_member_result_result: 2 },
    ],
    user_data: 'mine',
  });
  expect((await joined(carol)).has(id)).toBe(false);
  expect(await shown(bob, id)).toMatchObject({ group_detail_info_member_num: 4 });
  expect(await ids(bob, id)).not.toContain('carol');
  expect(await toAlice.nextTips(1)).toMatchObject([tip(3, id, 'bob', { user_array: ['carol'], member_num: 4 })]);
  expect(await toCarol.nextReports(1)).toMatchObject([report(4, id, 'bob', { msg: '再见' })]);
  await toCarol.silent();
  expect(await join(carol, id)).toEqual(DONE);
});

test('nobody is told when nobody was removed', async () => {
  const id = await staffed();
  const toCarol = await ears(carol, id);
  expect(await kicked(alice, id, ['nobody'])).toEqual({ nobody: 2 });
  await toCarol.silent();
});

test.each(['Public', 'ChatRoom', 'Community'] as const)('in a %s admins remove members, the owner everybody else', async (type) => {
  const id = await staffed(type);
  expect(await kicked(bob, id, ['carol', 'dora', 'alice', 'bob'])).toEqual({ carol: 1, dora: 0, alice: 0, bob: 0 });
  expect(await kicked(alice, id, ['bob', 'dora', 'eve', 'alice'])).toEqual({ bob: 1, dora: 1, eve: 1, alice: 0 });
  expect(await ids(alice, id)).toEqual(['alice']);
});

test('in a Private group only the owner removes', async () => {
  const id = await created(alice, { type: Type.Private, member_array: [member('bob'), member('carol')] });
  expect(await kick(bob, id, ['carol'])).toMatchObject(refusal(10007, 'an ordinary member', 'remove', 'Private', 'owner'));
  expect(await kicked(alice, id, ['bob'])).toEqual({ bob: 1 });
});

test.each([
  ['himself', 'bob'],
  ['an equal', 'dora'],
  ['a higher one', 'alice'],
])('an admin who removes nobody but %s is refused with 10007', async (_, target) => {
  const id = await staffed();
  expect(await kick(bob, id, [target])).toMatchObject(refusal(10007, 'stand', target));
  expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 5 });
});

test('the owner does not remove himself, a member nobody, and one from outside neither', async () => {
  const id = await staffed();
  expect(await kick(alice, id, ['alice'])).toMatchObject(refusal(10007, 'alice'));
  expect(await kick(carol, id, ['eve'])).toMatchObject(refusal(10007, 'an ordinary member', 'remove'));
  expect(await kick(carol, id, ['carol'])).toMatchObject(refusal(10007, 'an ordinary member'));
  await kicked(alice, id, ['dora']);
  expect(await kick(dora, id, ['carol'])).toMatchObject(refusal(10007, 'not a member', 'remove'));
});

test('several who are removed are one tip', async () => {
  const id = await staffed();
  const toBob = await ears(bob, id);
  expect(await kicked(alice, id, ['carol', 'eve', 'carol'])).toEqual({ carol: 1, eve: 1 });
  expect(await toBob.nextTips(1)).toMatchObject([tip(3, id, 'alice', { user_array: ['carol', 'eve'], member_num: 3 })]);
});

describe('with a duration', () => {
  test('who was removed stays out, by whatever way he tries', async () => {
    const id = await created(alice, { type: Type.Public, approve_option: 2, add_option: 2, member_array: [member('carol'), member('bob')] });
    expect(await kicked(alice, id, ['carol'], { duration: 4294967295 })).toEqual({ carol: 1 });
    expect(await join(carol, id)).toMatchObject(refusal(10007, 'kept out'));
    expect(await invite(bob, id, ['carol'])).toMatchObject({ code: 0, json_param: expect.stringContaining('_result_result":0') as string });
    expect(await ids(alice, id)).toEqual(['alice', 'bob']);
  });

  test('0 keeps nobody out', async () => {
    const id = await staffed();
    expect(await kicked(alice, id, ['carol'], { duration: 0 })).toEqual({ carol: 1 });
    expect(await join(carol, id)).toEqual(DONE);
  });

  test('nobody is banned from communities', async () => {
    const id = await staffed('Community');
    expect(await kick(alice, id, ['carol'], { duration: 60 })).toMatchObject(refusal(10007, 'ban', 'Community', 'nobody may'));
    expect((await joined(carol)).has(id)).toBe(true);
  });

  test.each([-1, 4294967296, 1.5, '60', true])('%p is refused with 10004', async (duration) => {
    const id = await staffed();
    expect(await kick(alice, id, ['carol'], { duration })).toMatchObject(refusal(10004, 'group_delete_member_param_duration'));
    expect((await joined(carol)).has(id)).toBe(true);
  });
});

test('nobody named is 8510, 101 are 10005, a malformed user 10004, ids of no group 10010 and 10015', async () => {
  const id = await staffed();
  const field = 'group_delete_member_param_identifier_array';
  expect(await kick(alice, id, [])).toMatchObject(refusal(8510, field));
  const users = Array.from({ length: 101 }, (_, at) => `user ${at}`);
  expect(await kick(alice, id, users)).toMatchObject(refusal(10005, field, '100', '101'));
  expect(Object.keys(await kicked(alice, id, users.slice(1)))).toHaveLength(100);
  expect(await kick(alice, id, ['carol', ''])).toMatchObject(refusal(10004, `${field}[1]`));
  expect(await kick(alice, id, ['carol', {}])).toMatchObject(refusal(10004, `${field}[1]`));
  expect(await kick(alice, id, ['carol'], { user_data: 'x'.repeat(1001) })).toMatchObject(refusal(10004, 'group_delete_member_param_user_data'));
  expect((await joined(carol)).has(id)).toBe(true);
  await disband(alice, id);
  expect(await kick(alice, id, ['carol'])).toMatchObject(refusal(10010));
  expect(await kick(alice, unique('never'), ['carol'])).toMatchObject(refusal(10010));
  expect(await kick(alice, '群', ['carol'])).toMatchObject(refusal(10015));
});

test('who was an admin and was removed comes back as an ordinary member', async () => {
  const id = await created(alice, { type: Type.ChatRoom, member_array: [member('carol')] });
  await appoint(alice, id, 'carol');
  await kicked(alice, id, ['carol']);
  expect(await join(carol, id)).toEqual(DONE);
  expect(await kick(carol, id, ['alice'])).toMatchObject(refusal(10007, 'an ordinary member'));
});

test('two admins who remove the same member at once both succeed, one of them really', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await staffed();
    const results = await Promise.all([kicked(bob, id, ['carol']), kicked(dora, id, ['carol'])]);
    expect(results.map((each) => each['carol']).sort()).toEqual([1, 2]);
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 4 });
  }
});
