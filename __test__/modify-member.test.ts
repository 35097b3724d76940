import { call, type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, joined, member, memberField, refusal, Type } from './support/group';
import { disband, DONE, ears, join, memberOf, modifyMember, quit, report, tip } from './support/life';

let alice: Client;
let bob: Client;
let carol: Client;
let eve: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol, eve } } = await folderWith('alice', 'bob', 'carol', 'eve'));
});
afterAll(endClients);

/** Alice owns it, Bob and Dora are admins, Carol and Dave are members. */
const staffed = (type: keyof typeof Type = 'Public') => {
  const admin = { member_role: 300 };
  return created(alice, { type: Type[type], member_array: [member('bob', admin), member('dora', admin), member('carol'), member('dave')] });
};

const MSG_FLAG = 1;
const ROLE = 2;
const MUTE = 4;
const CARD = 8;
const CUSTOM = 16;

const card = (client: Client, id: string, user: string, name_card: unknown) => modifyMember(client, id, user, CARD, { name_card });
const role = (client: Client, id: string, user: string, member_role: unknown) => modifyMember(client, id, user, ROLE, { member_role });
const mute = (client: Client, id: string, user: string, shutup_time: unknown) => modifyMember(client, id, user, MUTE, { shutup_time });

test('hands user data back, and only what the flag names counts', async () => {
  const id = await staffed();
  const before = await memberOf(alice, id, 'carol');
  const params = {
    group_modify_member_info_group_id: id,
    group_modify_member_info_identifier: 'carol',
    group_modify_member_info_modify_flag: CARD,
    group_modify_member_info_name_card: '卡片',
    group_modify_member_info_member_role: 300,
    group_modify_member_info_shutup_time: 'no number',
    group_modify_member_info_msg_flag: 77,
    group_modify_member_info_custom_info: {},
  };
  expect(await call(alice, 'TIMGroupModifyMemberInfo', { params, data: 'mine' })).toEqual({ ...DONE, user_data: 'mine' });
  expect(await memberOf(alice, id, 'carol')).toEqual({ ...before, group_member_info_name_card: '卡片' });
});

test('changes of single flags made at once all land', async () => {
  const id = await staffed();
  const answers = await Promise.all([
    role(alice, id, 'carol', 300),
    mute(alice, id, 'carol', 4294967295),
    card(alice, id, 'carol', 'card'),
    modifyMember(alice, id, 'carol', CUSTOM, { custom_info: [memberField('k', 'v')] }),
    modifyMember(carol, id, 'carol', MSG_FLAG, { msg_flag: 2 }),
  ]);
  for (const answer of answers) expect(answer).toEqual(DONE);
  expect(await memberOf(carol, id, 'carol')).toMatchObject({
    group_member_info_member_role: 300,
    group_member_info_shutup_time: 4294967295,
    group_member_info_name_card: 'card',
    group_member_info_custom_info: [memberField('k', 'v')],
    group_member_info_msg_flag: 2,
  });
});

describe('the role', () => {
  test.each([300, 2])('%i makes an admin, and all are told', async (number) => {
    const id = await staffed();
    const [toBob, toCarol] = [await ears(bob, id), await ears(carol, id)];
    expect(await role(alice, id, 'carol', number)).toEqual(DONE);
    expect(await memberOf(bob, id, 'carol')).toMatchObject({ group_member_info_member_role: 300 });
    const told = tip(4, id, 'alice', { user_array: ['carol'] });
    expect(await toBob.nextTips(1)).toMatchObject([told]);
    expect(await toCarol.nextTips(1)).toMatchObject([told]);
    expect(await toCarol.nextReports(1)).toMatchObject([report(9, id, 'alice')]);
    expect(await role(alice, id, 'carol', number)).toEqual(DONE);
    await toCarol.silent();
  });

  test.each([200, 1, 0])('%i makes an ordinary member', async (number) => {
    const id = await staffed();
    const toBob = await ears(bob, id);
    expect(await role(alice, id, 'bob', number)).toEqual(DONE);
    expect(await memberOf(bob, id, 'bob')).toMatchObject({ group_member_info_member_role: 200 });
    expect(await toBob.nextTips(1)).toMatchObject([tip(5, id, 'alice', { user_array: ['bob'] })]);
    expect(await toBob.nextReports(1)).toMatchObject([report(10, id, 'alice')]);
  });

  test('is given by the owner alone, and nobody raises himself', async () => {
    const id = await staffed();
    for (const [client, user] of [[bob, 'carol'], [bob, 'dora'], [bob, 'bob'], [carol, 'carol']] as const) {
      expect(await role(client, id, user, 300)).toMatchObject(refusal(10007, 'appoint', 'owner'));
    }
    expect(await role(eve, id, 'eve', 300)).toMatchObject(refusal(10007, 'not a member'));
    expect(await memberOf(bob, id, 'carol')).toMatchObject({ group_member_info_member_role: 200 });
  });

  test('of the owner is neither given nor taken', async () => {
    const id = await staffed();
    for (const [user, number] of [['carol', 400], ['carol', 3], ['alice', 200], ['alice', 300]] as const) {
      expect(await role(alice, id, user, number)).toMatchObject(refusal(10004, 'group_modify_member_info_member_role', 'owner'));
    }
  });

  test('admin does not exist in Private groups', async () => {
    const id = await created(alice, { type: Type.Private, member_array: [member('bob')] });
    expect(await role(alice, id, 'bob', 300)).toMatchObject(refusal(10007, 'Private', 'nobody may'));
  });

  test.each([4, 100, 500, -1, 'admin'])('%p is none', async (number) => {
    expect(await role(alice, await staffed(), 'carol', number)).toMatchObject(refusal(10004, 'group_modify_member_info_member_role'));
  });
});

describe('the mute', () => {
  test('is given for seconds and shown with its end; all are told', async () => {
    const id = await staffed();
    const [toAlice, toCarol] = [await ears(alice, id), await ears(carol, id)];
    const now = Date.now() / 1000;
    expect(await mute(bob, id, 'carol', 600)).toEqual(DONE);
    const until = (await memberOf(alice, id, 'carol'))['group_member_info_shutup_time'];
    expect(until).toBeGreaterThanOrEqual(Math.floor(now) + 600);
    expect(until).toBeLessThanOrEqual(Date.now() / 1000 + 601);
    const changed = [{ group_tips_member_change_info_identifier: 'carol', group_tips_member_change_info_shutupTime: 600 }];
    expect(await toAlice.nextTips(1)).toMatchObject([tip(7, id, 'bob', { member_change_info_array: changed })]);
    await toCarol.nextTips(1);
    expect(await toCarol.nextReports(1)).toMatchObject([report(17, id, 'bob', { shut_up_time: 600 })]);
  });

  test('ends by itself, or with 0', async () => {
    const id = await staffed();
    const shown = async () => (await memberOf(alice, id, 'carol'))['group_member_info_shutup_time'];
    await mute(alice, id, 'carol', 1);
    expect(await shown()).not.toBe(0);
    while ((await shown()) !== 0);
    await mute(alice, id, 'carol', 600);
    const toCarol = await ears(carol, id);
    expect(await mute(alice, id, 'carol', 0)).toEqual(DONE);
    expect(await shown()).toBe(0);
    expect(await toCarol.nextReports(1)).toMatchObject([report(17, id, 'alice', { shut_up_time: 0 })]);
    await toCarol.nextTips(1);
  });

  test('outlasts leaving and coming back', async () => {
    const id = await staffed('ChatRoom');
    await mute(alice, id, 'carol', 600);
    const before = await memberOf(alice, id, 'carol');
    await quit(carol, id);
    expect(await join(carol, id)).toEqual(DONE);
    const after = await memberOf(alice, id, 'carol');
    expect(after['group_member_info_shutup_time']).toBe(before['group_member_info_shutup_time']);
  });

  test('is refused for equals, higher ones and oneself, by members, and in Private groups', async () => {
    const id = await staffed();
    for (const user of ['dora', 'alice', 'bob']) expect(await mute(bob, id, user, 60)).toMatchObject(refusal(10007, 'stand', user));
    expect(await mute(alice, id, 'alice', 60)).toMatchObject(refusal(10007, 'stand'));
    expect(await mute(carol, id, 'dave', 60)).toMatchObject(refusal(10007, 'an ordinary member', 'mute'));
    expect(await mute(eve, id, 'dave', 60)).toMatchObject(refusal(10007, 'not a member'));
    const work = await created(alice, { type: Type.Private, member_array: [member('bob')] });
    expect(await mute(alice, work, 'bob', 60)).toMatchObject(refusal(10007, 'Private', 'nobody may'));
  });

  test.each([-1, 4294967296, 1.5, '60'])('%p is no time', async (secs) => {
    expect(await mute(alice, await staffed(), 'carol', secs)).toMatchObject(refusal(10004, 'group_modify_member_info_shutup_time'));
  });
});

describe('name card and custom fields', () => {
  test('are for oneself and for those above', async () => {
    const id = await staffed();
    for (const [client, user] of [[carol, 'carol'], [bob, 'bob'], [bob, 'carol'], [alice, 'bob'], [alice, 'alice']] as const) {
      expect(await card(client, id, user, '名片')).toEqual(DONE);
      expect(await memberOf(carol, id, user)).toMatchObject({ group_member_info_name_card: '名片' });
      const fields = { custom_info: [memberField('k', `of ${user}`)] };
      expect(await modifyMember(client, id, user, CUSTOM, fields)).toEqual(DONE);
      expect(await memberOf(carol, id, user)).toMatchObject({ group_member_info_custom_info: fields.custom_info });
    }
    for (const [client, user] of [[carol, 'dave'], [carol, 'alice'], [bob, 'dora'], [bob, 'alice'], [eve, 'carol']] as const) {
      expect(await card(client, id, user, 'x')).toMatchObject({ code: 10007 });
      expect(await modifyMember(client, id, user, CUSTOM, { custom_info: [memberField('k', 'x')] })).toMatchObject({ code: 10007 });
    }
  });

  test('are told to nobody', async () => {
    const id = await staffed();
    const toBob = await ears(bob, id);
    await card(alice, id, 'carol', 'x');
    await modifyMember(alice, id, 'carol', CUSTOM, { custom_info: [memberField('k', 'x')] });
    await toBob.silent();
  });

  test('have their limits', async () => {
    const id = await staffed();
    expect(await card(carol, id, 'carol', '卡'.repeat(17))).toMatchObject(refusal(8506, 'group_modify_member_info_name_card', '51', '50'));
    expect(await card(carol, id, 'carol', '卡'.repeat(16))).toEqual(DONE);
    expect(await card(carol, id, 'carol', '')).toEqual(DONE);
    const fields = (custom_info: unknown) => modifyMember(carol, id, 'carol', CUSTOM, { custom_info });
    expect(await fields([memberField('k', 'x'.repeat(65))])).toMatchObject(refusal(10004, '65', '64'));
    expect(await fields(Array.from({ length: 6 }, (_, at) => memberField(`k${at}`, 'v')))).toMatchObject(refusal(10004, 'group_modify_member_info_custom_info', '5'));
    expect(await fields([memberField('k', 'v'), memberField('k', 'w')])).toMatchObject(refusal(10004, 'twice'));
    expect((await memberOf(carol, id, 'carol'))['group_member_info_custom_info']).toEqual([]);
  });

  test('fields change by key, and an empty value deletes', async () => {
    const id = await staffed();
    await modifyMember(carol, id, 'carol', CUSTOM, { custom_info: [memberField('a', '1'), memberField('b', '2')] });
    await modifyMember(carol, id, 'carol', CUSTOM, { custom_info: [memberField('a', ''), memberField('c', '三')] });
    expect(await memberOf(alice, id, 'carol')).toMatchObject({ group_member_info_custom_info: [memberField('b', '2'), memberField('c', '三')] });
  });
});

describe('how messages reach one', () => {
  const set = (client: Client, group_id: unknown, opt: unknown, user_data?: unknown) =>
    call(client, 'TIMMsgSetGroupReceiveMessageOpt', { group_id, opt, user_data });

  test.each([0, 1, 2, 3])('%i is chosen by everybody for himself, by either call', async (opt) => {
    const id = await staffed();
    expect(await set(carol, id, opt, 'mine')).toEqual({ ...DONE, json_params: '', user_data: 'mine' });
    const own = (await joined(carol)).get(id)!;
    expect(own).toMatchObject({ group_base_info_msg_flag: opt, group_base_info_self_info: { group_self_info_msg_flag: opt } });
    expect(await memberOf(carol, id, 'carol')).toMatchObject({ group_member_info_msg_flag: opt });
    expect(await modifyMember(bob, id, 'bob', MSG_FLAG, { msg_flag: opt })).toEqual(DONE);
    expect(await memberOf(carol, id, 'bob')).toMatchObject({ group_member_info_msg_flag: opt });
  });

  test('is told to oneself alone', async () => {
    const id = await staffed();
    const [toAlice, toCarol] = [await ears(alice, id), await ears(carol, id)];
    await set(carol, id, 1);
    expect(await toCarol.nextReports(1)).toMatchObject([report(21, id, 'carol', { group_message_receive_option: 1 })]);
    await toAlice.silent();
  });

  test('is refused for others, outside, and for unknown numbers', async () => {
    const id = await staffed();
    expect(await modifyMember(alice, id, 'carol', MSG_FLAG, { msg_flag: 1 })).toMatchObject(refusal(10007));
    expect(await set(eve, id, 1)).toMatchObject(refusal(10007, 'not a member'));
    for (const opt of [4, -1, 'all']) expect(await set(carol, id, opt)).toMatchObject(refusal(10004, 'opt'));
    expect(await modifyMember(carol, id, 'carol', MSG_FLAG, { msg_flag: 4 })).toMatchObject(refusal(10004, 'group_modify_member_info_msg_flag'));
    expect(await set(carol, unique('never'), 1)).toMatchObject(refusal(10010));
    expect(await set(carol, '群', 1)).toMatchObject(refusal(10015));
  });
});

describe('is refused', () => {
  test('for who is no member, by whoever has left, and for malformed ids', async () => {
    const id = await staffed();
    expect(await card(alice, id, 'eve', 'x')).toMatchObject(refusal(10004, 'eve', 'not a member'));
    expect(await card(alice, id, '用户', 'x')).toMatchObject(refusal(10004, 'group_modify_member_info_identifier'));
    await quit(bob, id);
    expect(await card(bob, id, 'bob', 'x')).toMatchObject(refusal(10007, 'not a member'));
    expect(await card(bob, id, 'carol', 'x')).toMatchObject(refusal(10007, 'not a member'));
    await disband(alice, id);
    for (const gone of [id, unique('never')]) expect(await card(alice, gone, 'carol', 'x')).toMatchObject(refusal(10010));
    expect(await card(alice, '群', 'carol', 'x')).toMatchObject(refusal(10015));
  });

  test('for unknown bits and for what is named and missing', async () => {
    const id = await staffed();
    for (const flag of [32, 2 ** 31, -1]) expect(await modifyMember(alice, id, 'carol', flag, {})).toMatchObject(refusal(10004, 'modify_flag'));
    for (const [flag, name] of [[1, 'msg_flag'], [2, 'member_role'], [4, 'shutup_time'], [8, 'name_card'], [16, 'custom_info']] as const) {
      expect(await modifyMember(alice, id, 'carol', flag, {})).toMatchObject(refusal(10004, `group_modify_member_info_${name}`));
    }
    expect(await modifyMember(alice, id, 'carol', 0, {})).toEqual(DONE);
  });
});
