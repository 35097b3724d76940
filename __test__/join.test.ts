import { call, type Client } from './support/addon';
import { endClients, folderWith, loggedIn, unique } from './support/client';
import { created, info, joined, member, ownRole, refusal, shown, Type } from './support/group';
import { appoint, disband, DONE, ears, ids, join, kick, modify, quit, report, tip, waiting } from './support/life';

let alice: Client;
let bob: Client;
let carol: Client;
let folder: string;

beforeAll(async () => {
  ({ folder, clients: { alice, bob, carol } } = await folderWith('alice', 'bob', 'carol'));
});
afterAll(endClients);

const free = (more = {}) => created(alice, { type: Type.ChatRoom, ...more });

describe('TIMGroupJoin', () => {
  test.each(['ChatRoom', 'Community'] as const)('makes the caller a member of a %s at once', async (type) => {
    const id = await created(alice, { type: Type[type] });
    const heard = await ears(alice, id);
    expect(await call(bob, 'TIMGroupJoin', { groupId: id, helloMsg: 'hi', data: 'mine' })).toEqual({ ...DONE, user_data: 'mine' });
    expect((await joined(bob)).has(id)).toBe(true);
    expect(await ownRole(bob, id)).toBe(200);
    expect(await shown(bob, id)).toMatchObject({ group_detail_info_member_num: 2 });
    expect(await ids(bob, id)).toEqual(['alice', 'bob']);
    expect(await heard.nextTips(1)).toMatchObject([tip(1, id, 'bob', { user_array: ['bob'], join_type: 1, member_num: 2 })]);
  });

  test('asks where owner or admins decide, and says so', async () => {
    const id = await created(alice, { type: Type.Public, member_array: [member('carol')] });
    const [toAlice, toCarol] = [await ears(alice, id), await ears(carol, id)];
    expect(await join(bob, id, '你好')).toEqual({ ...DONE, joined_status: 'WaitAdminApproval' });
    expect((await joined(bob)).has(id)).toBe(false);
    expect(await shown(bob, id)).toMatchObject({ group_detail_info_member_num: 1 + 1 });
    expect(await toAlice.nextReports(1)).toMatchObject([report(1, id, 'bob', { msg: '你好', group_name: 'a group' })]);
    await toAlice.silent();
    await toCarol.silent();
  });

  test('a second application is no second one', async () => {
    const id = await created(alice, { type: Type.Public });
    for (const words of ['once', 'twice']) expect(await join(bob, id, words)).toMatchObject({ joined_status: 'WaitAdminApproval' });
    const own = (await waiting(alice)).filter((entry) => entry['group_pendency_group_id'] === id);
    expect(own).toMatchObject([{ group_pendency_apply_invite_msg: 'once' }]);
  });

  test('admins hear of an application as the owner does', async () => {
    const id = await created(alice, { type: Type.Public, member_array: [member('carol', { member_role: 300 })] });
    const toCarol = await ears(carol, id);
    await join(bob, id, '');
    expect(await toCarol.nextReports(1)).toMatchObject([report(1, id, 'bob', { msg: '' })]);
  });

  test.each([
    [8508, 'a Private group', { type: Type.Private }, ['Private']],
    [10007, 'a group that forbids it', { type: Type.Public, add_option: 0 }, ['group_detail_info_add_option', 'forbids']],
    [10014, 'a full group', { type: Type.ChatRoom, max_member_num: 1 }, ['full', 'cap', '1']],
    [10014, 'a full group with applications', { type: Type.Public, max_member_num: 1 }, ['full', 'cap', '1']],
  ])('is refused with %i for %s', async (code, _, fields, words) => {
    const id = await created(alice, fields);
    expect(await join(bob, id)).toMatchObject(refusal(code, ...words));
    expect((await joined(bob)).has(id)).toBe(false);
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 1 });
  });

  test('is refused with 10013 for a member', async () => {
    const id = await free();
    expect(await join(alice, id)).toMatchObject(refusal(10013, 'alice', 'member'));
  });

  test('is refused with 10007 until a ban is over', async () => {
    const id = await free({ member_array: [member('bob')] });
    expect(await kick(alice, id, ['bob'], { duration: 2 })).toMatchObject({ code: 0 });
    expect(await join(bob, id)).toMatchObject(refusal(10007, 'bob', 'kept out'));
    let answer = await join(bob, id);
    while (answer.code === 10007) answer = await join(bob, id);
    expect(answer).toEqual(DONE);
  });

  test('is refused with 10010 for a group that never was or is gone, and 10015 for a malformed id', async () => {
    const id = await free();
    expect(await disband(alice, id)).toEqual(DONE);
    expect(await join(bob, id)).toMatchObject(refusal(10010, 'disbanded'));
    expect(await join(bob, unique('never'))).toMatchObject(refusal(10010));
    for (const malformed of ['群', ' ', 'x'.repeat(97)]) expect(await join(bob, malformed)).toMatchObject(refusal(10015, 'group id'));
  });

  test('takes up to 300 bytes of words', async () => {
    const id = await created(alice, { type: Type.Public });
    expect(await join(bob, id, '好'.repeat(101))).toMatchObject(refusal(10004, 'helloMsg', '303', '300'));
    expect(await join(bob, id, '好'.repeat(100))).toMatchObject({ code: 0, joined_status: 'WaitAdminApproval' });
  });

  test('two who race for the last place: exactly one wins', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await free({ max_member_num: 2 });
      const codes = (await Promise.all([join(bob, id), join(carol, id)])).map((answer) => answer.code);
      expect(codes.sort((left, right) => left - right)).toEqual([0, 10014]);
      expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 2 });
    }
  });

  test('a member after leaving is an ordinary one again', async () => {
    const id = await free({ member_array: [member('bob')] });
    await appoint(alice, id, 'bob');
    expect(await quit(bob, id)).toEqual(DONE);
    expect(await join(bob, id)).toEqual(DONE);
    expect(await ownRole(bob, id)).toBe(200);
  });
});

describe('TIMGroupQuit', () => {
  test('ends the membership; the others are told', async () => {
    const id = await free({ member_array: [member('bob')] });
    const [toAlice, toBob] = [await ears(alice, id), await ears(bob, id)];
    expect(await call(bob, 'TIMGroupQuit', { groupId: id, data: 'mine' })).toEqual({ ...DONE, user_data: 'mine' });
    expect((await joined(bob)).has(id)).toBe(false);
    expect(await shown(bob, id)).toMatchObject({ group_detail_info_member_num: 1 });
    expect(await toAlice.nextTips(1)).toMatchObject([tip(2, id, 'bob', { user_array: ['bob'], member_num: 1 })]);
    expect(await toBob.nextReports(1)).toMatchObject([report(8, id, 'bob')]);
    await modify(alice, id, 1, { group_name: 'unheard by bob' });
    await toAlice.nextTips(1);
    await toBob.silent();
  });

  test.each(['Public', 'ChatRoom', 'Community', 'AVChatRoom'] as const)('is refused with 10009 for the owner of a %s', async (type) => {
    const id = await created(alice, { type: Type[type] });
    expect(await quit(alice, id)).toMatchObject(refusal(10009, 'owner', Type[type].toString()));
    expect(await info(alice, id)).toMatchObject({ get_groups_info_result_code: 0 });
  });

  test('the owner of a Private group leaves it without owner', async () => {
    const id = await created(alice, { type: Type.Private, member_array: [member('bob')] });
    expect(await quit(alice, id)).toEqual(DONE);
    expect(await shown(bob, id)).toMatchObject({ group_detail_info_owner_identifier: '', group_detail_info_member_num: 1 });
  });

  test('the last one to leave ends the group', async () => {
    const id = await created(alice, { type: Type.Private });
    expect(await quit(alice, id)).toEqual(DONE);
    expect(await info(alice, id)).toMatchObject({ get_groups_info_result_code: 10010 });
    expect(await quit(alice, id)).toMatchObject(refusal(10010));
  });

  test('is refused with 10007 for who is no member, also twice, and 10010 and 10015 for ids', async () => {
    const id = await free({ member_array: [member('bob')] });
    expect(await quit(carol, id)).toMatchObject(refusal(10007, 'not a member', 'quit'));
    expect(await quit(bob, id)).toEqual(DONE);
    expect(await quit(bob, id)).toMatchObject(refusal(10007, 'not a member'));
    expect(await quit(bob, unique('never'))).toMatchObject(refusal(10010));
    expect(await quit(bob, '群')).toMatchObject(refusal(10015));
  });
});

test('a group that ends is told to all its members, and its id may be used anew', async () => {
  const id = unique('again');
  await free({ id, member_array: [member('bob')] });
  const dave = await loggedIn(folder, 'dave');
  await join(dave, id);
  const heard = [await ears(bob, id), await ears(dave, id)];
  expect(await disband(alice, id)).toEqual(DONE);
  for (const each of heard) expect(await each.nextReports(1)).toMatchObject([report(5, id, 'alice', { group_name: 'a group' })]);
  expect((await joined(dave)).has(id)).toBe(false);
  expect(await created(bob, { id, type: Type.ChatRoom })).toBe(id);
  expect(await ids(bob, id)).toEqual(['bob']);
  expect(await join(dave, id)).toEqual(DONE);
});

test('joining while the group ends is refused or ends with it', async () => {
  for (let round = 0; round < 10; round += 1) {
    const id = await free();
    const [ended, ...answers] = await Promise.all([disband(alice, id), join(bob, id), join(carol, id)]);
    expect(ended).toEqual(DONE);
    for (const answer of answers) expect([0, 10010]).toContain(answer.code);
    for (const user of [alice, bob, carol]) expect((await joined(user)).has(id)).toBe(false);
  }
});
