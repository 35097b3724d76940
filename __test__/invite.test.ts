import { call, type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, joined, member, ownRole, refusal, shown, Type } from './support/group';
import { appoint, disband, ears, handle, ids, invite, invited, join, kick, modify, quit, report, tip, waiting } from './support/life';

let alice: Client;
let bob: Client;
let carol: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol } } = await folderWith('alice', 'bob', 'carol'));
});
afterAll(endClients);

const FORBIDDEN = 0;
const APPROVAL = 1;
const FREE = 2;

const open = (more = {}) => created(alice, { type: Type.Public, approve_option: FREE, ...more });

describe('invitations that need nobody', () => {
  test('bring users in; all are told, the invited by a report too', async () => {
    const id = await open({ member_array: [member('bob')] });
    const [toAlice, toCarol] = [await ears(alice, id), await ears(carol, id)];
    const params = { group_invite_member_param_group_id: id, group_invite_member_param_identifier_array: ['carol', 'dave', 'bob'] };
    const answer = await call(bob, 'TIMGroupInviteMember', { params, data: 'mine' });
    expect(answer).toEqual({ code: 0, desc: '', json_param: expect.any(String) as string, user_data: 'mine' });
    expect(JSON.parse(answer.json_param as string)).toEqual([
      { group_invite_member_result_identifier: 'carol', group_invite_member_result_result: 1 },
      { group_invite_member_result_identifier: 'dave', group_invite_member_result_result: 1 },
      { group_invite_member_result_identifier: 'bob', group_invite_member_result_result: 2 },
    ]);
    expect(await ids(bob, id)).toEqual(['alice', 'bob', 'carol', 'dave']);
    expect(await ownRole(carol, id)).toBe(200);
    expect(await shown(bob, id)).toMatchObject({ group_detail_info_member_num: 4 });
    const told = tip(1, id, 'bob', { user_array: ['carol', 'dave'], join_type: 2, member_num: 4 });
    expect(await toAlice.nextTips(1)).toMatchObject([told]);
    expect(await toCarol.nextTips(1)).toMatchObject([told]);
    expect(await toCarol.nextReports(1)).toMatchObject([report(7, id, 'bob')]);
  });

  test('are the rule of Private groups and communities, for any member', async () => {
    for (const type of [Type.Private, Type.Community]) {
      const id = await created(alice, { type, member_array: [member('bob')] });
      expect(await invited(bob, id, ['carol'])).toEqual({ carol: 1 });
      expect((await joined(carol)).has(id)).toBe(true);
    }
  });

  test('of oneself, of members, and of the same user twice count once', async () => {
    const id = await open();
    expect(await invited(alice, id, ['alice'])).toEqual({ alice: 2 });
    expect(await invited(alice, id, ['bob', 'bob', 'bob'])).toEqual({ bob: 1 });
    expect(await invited(alice, id, ['bob'])).toEqual({ bob: 2 });
    expect(await quit(bob, id)).toMatchObject({ code: 0 });
    expect(await invited(alice, id, ['bob'])).toEqual({ bob: 1 });
  });

  test('leave out who is banned, and the others come', async () => {
    const id = await open({ member_array: [member('bob')] });
    await kick(alice, id, ['bob'], { duration: 3600 });
    expect(await invited(alice, id, ['bob', 'carol'])).toEqual({ bob: 0, carol: 1 });
    expect(await invited(alice, id, ['bob'])).toEqual({ bob: 0 });
    expect(await ids(alice, id)).toEqual(['alice', 'carol']);
  });

  test('fill the group as far as there is room; into a full one they are refused with 10014', async () => {
    const id = await open({ max_member_num: 2 });
    expect(await invited(alice, id, ['bob', 'carol'])).toEqual({ bob: 1, carol: 0 });
    expect(await invite(alice, id, ['carol'])).toMatchObject(refusal(10014, 'full', '2'));
    expect(await invited(alice, id, ['bob'])).toEqual({ bob: 2 });
  });
});

describe('invitations that owner or admins approve', () => {
  const asking = () => open({ approve_option: APPROVAL, member_array: [member('bob')] });

  test('wait when a member makes them, and only those who decide hear of them', async () => {
    const id = await asking();
    const [toAlice, toBob, toCarol] = [await ears(alice, id), await ears(bob, id), await ears(carol, id)];
    expect(await invited(bob, id, ['carol'], '一起来')).toEqual({ carol: 3 });
    expect(await toAlice.nextReports(1)).toMatchObject([report(24, id, 'bob', { user_data: 'carol', msg: '一起来' })]);
    await toCarol.silent();
    expect((await joined(carol)).has(id)).toBe(false);
    const [entry] = await waiting(alice);
    expect(entry).toMatchObject({
      group_pendency_group_id: id,
      group_pendency_form_identifier: 'bob',
      group_pendency_to_identifier: 'carol',
      group_pendency_pendency_type: 2,
      group_pendency_handled: 0,
      group_pendency_apply_invite_msg: '一起来',
    });
    expect(await handle(alice, entry, true, '好')).toMatchObject({ code: 0 });
    expect((await joined(carol)).has(id)).toBe(true);
    expect(await toBob.nextTips(1)).toMatchObject([tip(1, id, 'alice', { user_array: ['carol'], join_type: 2 })]);
    expect(await toBob.nextReports(1)).toMatchObject([report(13, id, 'alice', { user_data: 'carol', msg: '好' })]);
    expect(await toCarol.nextReports(1)).toMatchObject([report(7, id, 'alice')]);
  });

  test('are refused to the inviter', async () => {
    const id = await asking();
    const [toBob, toCarol] = [await ears(bob, id), await ears(carol, id)];
    await invited(bob, id, ['carol']);
    expect(await handle(alice, (await waiting(alice))[0], false, '不')).toMatchObject({ code: 0 });
    expect(await toBob.nextReports(1)).toMatchObject([report(14, id, 'alice', { user_data: 'carol', msg: '不' })]);
    await toCarol.silent();
    expect((await joined(carol)).has(id)).toBe(false);
  });

  test('are direct when owner or admins make them', async () => {
    const id = await asking();
    expect(await invited(alice, id, ['carol'])).toEqual({ carol: 1 });
    await appoint(alice, id, 'bob');
    expect(await invited(bob, id, ['dave'])).toEqual({ dave: 1 });
  });
});

describe('TIMGroupInviteMember is refused', () => {
  test.each([
    ['Public', {}],
    ['ChatRoom', {}],
    ['Private', { approve_option: FORBIDDEN }],
    ['Community', { approve_option: FORBIDDEN }],
  ] as const)('with 10007 in a %s that lets nobody invite (%j), also for the owner', async (type, more) => {
    const id = await created(alice, { type: Type[type], ...more, member_array: [member('bob')] });
    for (const client of [alice, bob]) expect(await invite(client, id, ['carol'])).toMatchObject(refusal(10007, 'group_detail_info_approve_option'));
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_member_num: 2, group_detail_info_approve_option: 0 });
  });

  test('with 10007 in live groups', async () => {
    const id = await created(alice, { type: Type.AVChatRoom });
    expect(await invite(alice, id, ['bob'])).toMatchObject(refusal(10007, 'the owner', 'invite', 'AVChatRoom', 'nobody may'));
  });

  test('with 10007 for who is no member, or no more', async () => {
    const id = await open({ member_array: [member('bob')] });
    expect(await invite(carol, id, ['dave'])).toMatchObject(refusal(10007, 'not a member', 'invite'));
    await quit(bob, id);
    expect(await invite(bob, id, ['dave'])).toMatchObject(refusal(10007, 'not a member'));
  });

  test('with 8510 for nobody, 10005 for 21, 10004 for a malformed user', async () => {
    const id = await open();
    const field = 'group_invite_member_param_identifier_array';
    expect(await invite(alice, id, [])).toMatchObject(refusal(8510, field));
    const users = Array.from({ length: 21 }, (_, at) => `user ${at}`);
    expect(await invite(alice, id, users)).toMatchObject(refusal(10005, field, '20', '21'));
    expect(Object.keys(await invited(alice, id, users.slice(1)))).toHaveLength(20);
    expect(await invite(alice, id, ['bob', '用户'])).toMatchObject(refusal(10004, `${field}[1]`));
    expect(await invite(alice, id, ['bob', 5])).toMatchObject(refusal(10004, `${field}[1]`));
    expect(await invite(alice, id, ['x'.repeat(33)])).toMatchObject(refusal(10004, `${field}[0]`, '33', '32'));
    expect(await invite(alice, id, ['bob'], 'x'.repeat(301))).toMatchObject(refusal(10004, 'group_invite_member_param_user_data', '301'));
    expect((await joined(bob)).has(id)).toBe(false);
  });

  test('with 10010 where no group is, and 10015 for a malformed id', async () => {
    const id = await open();
    await disband(alice, id);
    expect(await invite(alice, id, ['bob'])).toMatchObject(refusal(10010));
    expect(await invite(alice, unique('never'), ['bob'])).toMatchObject(refusal(10010));
    expect(await invite(alice, '群', ['bob'])).toMatchObject(refusal(10015));
  });
});

test('whoever waits for approval comes in at once when invited', async () => {
  const id = await open();
  expect(await join(bob, id)).toMatchObject({ joined_status: 'WaitAdminApproval' });
  expect(await invited(alice, id, ['bob'])).toEqual({ bob: 1 });
  const entry = (await waiting(alice)).find((one) => one['group_pendency_group_id'] === id);
  expect(await handle(alice, entry, true)).toMatchObject(refusal(10024));
});

test('the option changes what the next invitation meets', async () => {
  const id = await created(alice, { type: Type.ChatRoom, member_array: [member('bob')] });
  expect(await invite(bob, id, ['carol'])).toMatchObject({ code: 10007 });
  expect(await modify(alice, id, 4096, { approve_option: APPROVAL })).toMatchObject({ code: 0 });
  expect(await invited(bob, id, ['carol'])).toEqual({ carol: 3 });
  expect(await modify(alice, id, 4096, { approve_option: FREE })).toMatchObject({ code: 0 });
  expect(await invited(bob, id, ['dave'])).toEqual({ dave: 1 });
});
