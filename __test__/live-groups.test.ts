import { call, type Client } from './support/addon';
import { endClients, folderWith, loggedIn, unique } from './support/client';
import { created, joined, refusal, shown, Type } from './support/group';
import { disband, DONE, ears, ids, join, kick, kicked, listMembers, memberOf, modify, modifyMember, page, quit, report, tip } from './support/life';
import { userSig } from './support/usersig';

let folder: string;
let alice: Client;
let bob: Client;
let carol: Client;

beforeEach(async () => {
  ({ folder, clients: { alice, bob, carol } } = await folderWith('alice', 'bob', 'carol'));
});
afterAll(endClients);

const live = (client = alice) => created(client, { type: Type.AVChatRoom, name: '直播' });

/** A live group with these in it, in this order. */
async function liveWith(...clients: Client[]): Promise<string> {
  const id = await live();
  for (const client of clients) expect(await join(client, id)).toEqual(DONE);
  return id;
}

const online = async (client: Client, groupId: string) => {
  const answer = await call(client, 'TIMGroupGetOnlineMemberCount', { groupId });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return (answer.json_param as Record<string, unknown>)['group_get_online_member_count_result'];
};

test('whoever joins is in at once and sees who is there, the newest first', async () => {
  const id = await liveWith(alice, bob);
  const toAlice = await ears(alice, id);
  expect(await join(carol, id, 'hi')).toEqual(DONE);
  expect(await toAlice.nextTips(1)).toMatchObject([tip(1, id, 'carol', { user_array: ['carol'], join_type: 1, member_num: 3, group_name: '直播' })]);
  expect(await ids(carol, id)).toEqual(['carol', 'bob', 'alice']);
  expect(await online(carol, id)).toBe(3);
  expect(await shown(carol, id)).toMatchObject({ group_detail_info_member_num: 3 });
  expect(await memberOf(bob, id, 'alice')).toMatchObject({ group_member_info_member_role: 400 });
  expect(await memberOf(bob, id, 'carol')).toMatchObject({ group_member_info_member_role: 200, group_member_info_name_card: '' });
  expect((await joined(carol)).has(id)).toBe(false);
});

test('joining twice is joining once', async () => {
  const id = await liveWith(alice, bob);
  const toAlice = await ears(alice, id);
  expect(await join(bob, id)).toEqual(DONE);
  await toAlice.silent();
  expect(await online(bob, id)).toBe(2);
});

test('the creator hears nothing before he joins', async () => {
  const id = await live();
  const toAlice = await ears(alice, id);
  await join(bob, id);
  await toAlice.silent();
  expect(await join(alice, id)).toEqual(DONE);
  expect(await toAlice.nextTips(1)).toMatchObject([tip(1, id, 'alice', { member_num: 2 })]);
});

test('a client is in one live group at a time, and the owner stays in his', async () => {
  const [first, second] = [await liveWith(alice, bob), await live(carol)];
  const toAlice = await ears(alice, first);
  expect(await join(bob, second)).toEqual(DONE);
  expect(await toAlice.nextTips(1)).toMatchObject([tip(2, first, 'bob', { user_array: ['bob'], member_num: 1 })]);
  expect(await listMembers(bob, first)).toMatchObject(refusal(10007, 'not a member'));
  expect(await join(alice, second)).toEqual(DONE);
  expect(await ids(alice, first)).toEqual(['alice']);
  expect(await ids(alice, second)).toEqual(['alice', 'bob']);
});

test('quitting leaves it, and the others are told', async () => {
  const id = await liveWith(alice, bob, carol);
  const toCarol = await ears(carol, id);
  expect(await quit(bob, id)).toEqual(DONE);
  expect(await toCarol.nextTips(1)).toMatchObject([tip(2, id, 'bob', { user_array: ['bob'], member_num: 2 })]);
  expect(await quit(bob, id)).toMatchObject(refusal(10007, 'not a member'));
  expect(await quit(alice, id)).toMatchObject(refusal(10009, 'owner', 'AVChatRoom', '; disband it'));
  expect(await ids(alice, id)).toEqual(['carol', 'alice']);
});

test.each([
  ['logs out', (client: Client) => client.TIMLogout()],
  ['ends his session', (client: Client) => client.TIMUninit()],
])('who %s has left', async (_, leave) => {
  const id = await liveWith(alice, bob);
  const toAlice = await ears(alice, id);
  await leave(bob);
  expect(await toAlice.nextTips(1)).toMatchObject([tip(2, id, 'bob', { member_num: 1 })]);
  expect(await online(alice, id)).toBe(1);
  await bob.TIMInit();
  await bob.TIMLogin({ userID: 'bob', userSig: userSig('bob') });
  expect(await listMembers(bob, id)).toMatchObject({ code: 10007 });
  expect(await join(bob, id)).toEqual(DONE);
  expect(await ids(bob, id)).toEqual(['bob', 'alice']);
});

test('a user with two clients is there until the last one goes', async () => {
  const id = await liveWith(alice, bob);
  const second = await loggedIn(folder, 'bob');
  expect(await join(second, id)).toEqual(DONE);
  expect(await online(alice, id)).toBe(2);
  await second.TIMLogout();
  expect(await online(alice, id)).toBe(2);
  await bob.TIMLogout();
  expect(await online(alice, id)).toBe(1);
});

describe('TIMGroupDeleteMember', () => {
  test('takes somebody out; he is told, and the others', async () => {
    const id = await liveWith(alice, bob, carol);
    const [toBob, toCarol] = [await ears(bob, id), await ears(carol, id)];
    expect(await kicked(alice, id, ['bob', 'nobody'], { user_data: '出去' })).toEqual({ bob: 1, nobody: 2 });
    expect(await toBob.nextReports(1)).toMatchObject([report(4, id, 'alice', { msg: '出去' })]);
    expect(await toCarol.nextTips(1)).toMatchObject([tip(3, id, 'alice', { user_array: ['bob'], member_num: 2 })]);
    expect(await ids(carol, id)).toEqual(['carol', 'alice']);
    await toBob.silent();
    expect(await join(bob, id)).toEqual(DONE);
  });

  test('keeps him out for a time if wanted', async () => {
    const id = await liveWith(alice, bob);
    expect(await kicked(alice, id, ['bob'], { duration: 3600 })).toEqual({ bob: 1 });
    expect(await join(bob, id)).toMatchObject(refusal(10007, 'bob', 'kept out'));
    expect(await online(alice, id)).toBe(1);
  });

  test('is for the owner, and not against himself', async () => {
    const id = await liveWith(alice, bob, carol);
    expect(await kick(bob, id, ['carol'])).toMatchObject({ code: 10007 });
    expect(await kick(alice, id, ['alice'])).toMatchObject(refusal(10007, 'alice'));
    expect(await online(alice, id)).toBe(3);
  });
});

describe('TIMGroupModifyMemberInfo', () => {
  const mute = (client: Client, id: string, user: string, shutup_time: number) => modifyMember(client, id, user, 4, { shutup_time });

  test('mutes somebody and gives him the word back; he is told, and the others', async () => {
    const id = await liveWith(alice, bob, carol);
    const [toBob, toCarol] = [await ears(bob, id), await ears(carol, id)];
    for (const secs of [600, 0]) {
      expect(await mute(alice, id, 'bob', secs)).toEqual(DONE);
      const { group_member_info_shutup_time: until } = await memberOf(alice, id, 'bob');
      expect(secs === 0 ? until : (until as number) > Date.now() / 1000).toBe(secs === 0 ? 0 : true);
      const changed = { group_tips_member_change_info_identifier: 'bob', group_tips_member_change_info_shutupTime: secs };
      expect(await toCarol.nextTips(1)).toMatchObject([tip(7, id, 'alice', { member_change_info_array: [changed] })]);
      expect(await toBob.nextReports(1)).toMatchObject([report(17, id, 'alice', { shut_up_time: secs })]);
    }
    expect(await mute(alice, id, 'bob', 0)).toEqual(DONE);
    await toCarol.silent();
  });

  test('is for the owner, against others, and changes nothing else', async () => {
    const id = await liveWith(alice, bob, carol);
    expect(await mute(bob, id, 'carol', 600)).toMatchObject({ code: 10007 });
    expect(await mute(alice, id, 'alice', 600)).toMatchObject(refusal(10007, 'alice'));
    for (const [flag, fields] of [[2, { member_role: 300 }], [8, { name_card: 'x' }], [12, { name_card: 'x', shutup_time: 1 }]] as const) {
      expect(await modifyMember(alice, id, 'bob', flag, fields)).toMatchObject({ code: 10007 });
    }
    for (const client of [alice, bob]) expect(await modifyMember(client, id, 'bob', 8, { name_card: 'x' })).toMatchObject({ code: 10007 });
  });
});

describe('TIMGroupMarkGroupMemberList', () => {
  const mark = (client: Client, group_id: unknown, member_array: unknown, mark_type: unknown, enable_mark: unknown = true, user_data?: unknown) =>
    call(client, 'TIMGroupMarkGroupMemberList', { group_id, member_array, mark_type, enable_mark, user_data });

  test('marks who is there, lists them by the mark, and takes it off', async () => {
    const id = await liveWith(alice, bob, carol);
    const toBob = await ears(bob, id);
    const byMark = (number: number) => ids(bob, id, { option: { group_member_get_info_option_role_flag: number } });
    expect(await mark(alice, id, ['bob', 'carol', 'nobody'], 1000, true, 'mine')).toEqual({ ...DONE, user_data: 'mine' });
    expect(await byMark(1000)).toEqual(['carol', 'bob']);
    expect(await byMark(1001)).toEqual([]);
    const info = (enableMark: boolean, userIDList: string[]) => ({
      member_mark_info_array: [
        {
          group_tips_member_mark_change_info_enableMark: enableMark,
          group_tips_member_mark_change_info_markType: 1000,
          group_tips_member_mark_change_info_userIDList: userIDList,
        },
      ],
    });
    expect(await toBob.nextTips(1)).toMatchObject([tip(8, id, 'alice', info(true, ['bob', 'carol']))]);
    expect(await mark(alice, id, ['bob'], 1000)).toEqual(DONE);
    expect(await mark(alice, id, ['bob'], 1000, false)).toEqual(DONE);
    expect(await toBob.nextTips(1)).toMatchObject([tip(8, id, 'alice', info(false, ['bob']))]);
    expect(await byMark(1000)).toEqual(['carol']);
  });

  test('is for the owner (8515), in live groups only', async () => {
    const id = await liveWith(alice, bob);
    expect(await mark(bob, id, ['bob'], 1000)).toMatchObject(refusal(8515, 'mark members'));
    expect(await mark(carol, id, ['bob'], 1000)).toMatchObject(refusal(8515, 'mark members'));
    const meeting = await created(alice, { type: Type.ChatRoom });
    expect(await mark(alice, meeting, ['alice'], 1000)).toMatchObject(refusal(8515, 'nobody may'));
    expect(await mark(alice, unique('never'), ['bob'], 1000)).toMatchObject(refusal(10010));
    expect(await mark(alice, '群', ['bob'], 1000)).toMatchObject(refusal(10015));
  });

  test('has its shapes and limits', async () => {
    const id = await liveWith(alice, bob);
    for (const [code, argument] of [
      [-4, ['', ['bob'], 1000]],
      [-4, [id, undefined, 1000]],
      [-3, [id, [], 1000]],
      [-3, [id, [null], 1000]],
      [-3, [id, 'bob', 1000]],
      [-4, [id, ['bob'], 0]],
      [-4, [id, ['bob'], undefined]],
      [10004, [id, ['bob'], 999]],
      [10004, [id, ['bob'], 'one']],
      [10004, [id, [5], 1000]],
      [10004, [id, ['bob'], 1000, 'on']],
      [-4, [id, ['bob'], 1000, null]],
      [10005, [id, Array.from({ length: 501 }, (__, at) => `user ${at}`), 1000]],
    ] as [number, [unknown, unknown, unknown, unknown?]][]) {
      expect([argument, await mark(alice, ...argument)]).toMatchObject([argument, { code, desc: expect.stringMatching(/./) as string }]);
    }
    for (let number = 1000; number < 1010; number += 1) expect(await mark(alice, id, ['bob'], number)).toEqual(DONE);
    expect(await mark(alice, id, ['bob'], 1010)).toMatchObject(refusal(10004, 'mark_type', '10'));
  });
});

test('a change of the profile is told to those who are there', async () => {
  const id = await liveWith(alice, bob);
  const [toBob, toCarol] = [await ears(bob, id), await ears(carol, id)];
  await modify(alice, id, 1, { group_name: '新' });
  expect(await toBob.nextTips(1)).toMatchObject([tip(6, id, 'alice', { group_name: '新' })]);
  await toCarol.silent();
});

test('when it ends, everybody who is there is told, and nobody is in it any more', async () => {
  const id = await liveWith(alice, bob);
  const [toAlice, toBob] = [await ears(alice, id), await ears(bob, id)];
  expect(await disband(bob, id)).toMatchObject({ code: 10007 });
  expect(await disband(alice, id)).toEqual(DONE);
  for (const each of [toAlice, toBob]) expect(await each.nextReports(1)).toMatchObject([report(5, id, 'alice', { group_name: '直播' })]);
  expect(await listMembers(bob, id)).toMatchObject({ code: 10010 });
  expect(await join(bob, id)).toMatchObject(refusal(10010));
});

test('many are there at once, and one list names them, the newest first', async () => {
  const id = await live();
  const crowd = await Promise.all(Array.from({ length: 130 }, (_, at) => loggedIn(folder, `viewer ${at}`)));
  for (const client of crowd) expect(await join(client, id)).toEqual(DONE);
  expect(await online(crowd[0]!, id)).toBe(130);
  const { rows, next } = await page(crowd[0]!, id);
  expect(next).toBe(0);
  expect(rows.map((row) => row['group_member_info_identifier'])).toEqual(crowd.map((_, at) => `viewer ${129 - at}`));
});
