import { type Client } from './support/addon';
import { endClients, folderWith } from './support/client';
import { created, group, joined, member, ownRole, refusal, shown, Type } from './support/group';

let alice: Client;
let bob: Client;

beforeAll(async () => {
  ({ clients: { alice, bob } } = await folderWith('alice', 'bob'));
});
afterAll(endClients);

test.each([
  [200, 200],
  [300, 300],
  [0, 200],
  [1, 200],
  [2, 300],
  [undefined, 200],
])('role number %p given, role %i shown', async (given, expected) => {
  const id = await created(alice, { member_array: [member('bob', { member_role: given })] });
  expect(await ownRole(bob, id)).toBe(expected);
  expect(await ownRole(alice, id)).toBe(400);
});

test.each([3, 400])('role owner (%i) for somebody else is refused with 8509', async (member_role) => {
  const answer = await alice.TIMGroupCreate(group({ member_array: [member('bob', { member_role })] }));
  expect(answer).toMatchObject(refusal(8509, 'group_member_info_member_role', 'bob'));
});

test.each([4, 100, 201, 500])('role number %i is refused with 10004', async (member_role) => {
  const answer = await alice.TIMGroupCreate(group({ member_array: [member('bob', { member_role })] }));
  expect(answer).toMatchObject(refusal(10004, 'group_member_info_member_role', String(member_role)));
});

test.each([2, 300])('role admin (%i) in a Private group is refused with 10007', async (member_role) => {
  const answer = await alice.TIMGroupCreate(group({ type: Type.Private, member_array: [member('bob', { member_role })] }));
  expect(answer).toMatchObject(refusal(10007, 'group_member_info_member_role'));
});

test.each([200, 300, 400])('the creator in his own list with role %i is the owner, once', async (member_role) => {
  const id = await created(alice, { member_array: [member('alice', { member_role }), member('bob')] });
  expect(await ownRole(alice, id)).toBe(400);
  expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 2, group_detail_info_owner_identifier: 'alice' });
});

test('the creator in his own list of a Private group with role admin is the owner', async () => {
  const id = await created(alice, { type: Type.Private, member_array: [member('alice', { member_role: 300 })] });
  expect(await ownRole(alice, id)).toBe(400);
});

test('repeated members are merged and keep their higher role', async () => {
  for (const roles of [[200, 300, 200], [300, 200], [undefined, 300]]) {
    const id = await created(alice, { member_array: roles.map((member_role) => member('bob', { member_role })) });
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 2 });
    expect(await ownRole(bob, id)).toBe(300);
  }
});

test('repeated members count once against the cap', async () => {
  const id = await created(alice, { max_member_num: 2, member_array: [member('bob'), member('bob'), member('alice')] });
  expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 2 });
});

test('any valid user id exists, also one with blanks and signs', async () => {
  const id = await created(alice, { member_array: [member('nobody yet'), member('{"a":1}'), member("o'neill; --")] });
  expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 4 });
});

test('user ids are case-sensitive', async () => {
  const id = await created(alice, { member_array: [member('Bob'), member('BOB')] });
  expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 3 });
  expect((await joined(bob)).has(id)).toBe(false);
});

test('a Work group is in the lists of its members at once, without a first message', async () => {
  const id = await created(alice, { type: Type.Private, member_array: [member('bob')] });
  expect((await joined(bob)).has(id)).toBe(true);
});
