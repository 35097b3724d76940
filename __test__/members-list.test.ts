import { call, type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, member, memberField, refusal, Type } from './support/group';
import { appoint, disband, ids, join, listMembers, memberOf, modify, page, quit } from './support/life';

let alice: Client;
let bob: Client;
let eve: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, eve } } = await folderWith('alice', 'bob', 'eve'));
});
afterAll(endClients);

const OWNER = 1;
const ADMINS = 2;
const MEMBERS = 4;

const role = (flag: unknown) => ({ option: { group_member_get_info_option_role_flag: flag } });

test('a member is shown with all that the group knows of him', async () => {
  const before = Math.floor(Date.now() / 1000);
  const bobs = member('bob', { member_role: 300, name_card: '卡', custom_info: [memberField('k', 'v')] });
  const id = await created(alice, { member_array: [bobs] });
  const params = { group_get_members_info_list_param_group_id: id, group_get_members_info_list_param_next_seq: 0 };
  const answer = await call(bob, 'TIMGroupGetMemberInfoList', { params, data: 'mine' });
  expect(answer).toMatchObject({ code: 0, desc: '', user_data: 'mine', json_param: { group_get_member_info_list_result_next_seq: 0 } });
  const [owner, admin] = (await page(bob, id)).rows;
  expect(owner).toMatchObject({ group_member_info_identifier: 'alice', group_member_info_member_role: 400 });
  expect(admin).toEqual({
    group_member_info_identifier: 'bob',
    group_member_info_group_id: id,
    group_member_info_join_time: expect.any(Number) as number,
    group_member_info_member_role: 300,
    group_member_info_msg_flag: 0,
    group_member_info_msg_seq: 0,
    group_member_info_shutup_time: 0,
    group_member_info_name_card: '卡',
    group_member_info_nick_name: '',
    group_member_info_friend_remark: '',
    group_member_info_face_url: '',
    group_member_info_custom_info: [memberField('k', 'v')],
  });
  expect(admin!['group_member_info_join_time']).toBeGreaterThanOrEqual(before);
  expect(admin!['group_member_info_join_time']).toBeLessThanOrEqual(Date.now() / 1000);
});

describe('by pages', () => {
  const names = Array.from({ length: 250 }, (_, at) => `member ${at}`);
  let big: string;
  beforeAll(async () => {
    big = await created(alice, { type: Type.Community, approve_option: 2 });
    for (let at = 0; at < names.length; at += 20) {
      const params = { group_invite_member_param_group_id: big, group_invite_member_param_identifier_array: names.slice(at, at + 20) };
      expect(await call(alice, 'TIMGroupInviteMember', { params })).toMatchObject({ code: 0 });
    }
  });

  const everybody = async (more = {}) => {
    const seen: unknown[] = [];
    const sizes: number[] = [];
    let next_seq = 0;
    do {
      const { rows, next } = await page(alice, big, { next_seq, ...more });
      seen.push(...rows.map((row) => row['group_member_info_identifier']));
      sizes.push(rows.length);
      next_seq = next;
    } while (next_seq !== 0);
    return { seen, sizes };
  };

  test('everybody comes once, in the order of joining, 100 at a time', async () => {
    const { seen, sizes } = await everybody();
    expect(sizes).toEqual([100, 100, 51]);
    expect(seen).toEqual(['alice', ...names]);
  });

  test('a role counts before the page does', async () => {
    await appoint(alice, big, 'member 200');
    expect(await everybody(role(OWNER))).toEqual({ seen: ['alice'], sizes: [1] });
    expect(await everybody(role(ADMINS))).toEqual({ seen: ['member 200'], sizes: [1] });
    expect(await everybody(role(OWNER + ADMINS))).toEqual({ seen: ['alice', 'member 200'], sizes: [2] });
    const ordinary = await everybody(role(MEMBERS));
    expect(ordinary.seen).toEqual(names.filter((name) => name !== 'member 200'));
    expect(ordinary.sizes).toEqual([100, 100, 49]);
    for (const all of [0, 7]) expect((await everybody(role(all))).seen).toHaveLength(251);
  });

  test('who leaves and who comes meanwhile changes nothing for the others', async () => {
    const first = await page(alice, big);
    expect(await join(bob, big)).toMatchObject({ code: 0 });
    expect(await quit(bob, big)).toMatchObject({ code: 0 });
    const params = { group_delete_member_param_group_id: big, group_delete_member_param_identifier_array: ['member 3', 'member 150'] };
    await call(alice, 'TIMGroupDeleteMember', { params });
    const second = await ids(alice, big, { next_seq: first.next });
    expect(second[0]).toBe('member 99');
    expect(second).not.toContain('member 150');
    expect(second).toHaveLength(100);
  });

  test('no next_seq is the first page', async () => {
    const answer = await call(alice, 'TIMGroupGetMemberInfoList', { params: { group_get_members_info_list_param_group_id: big } });
    const { group_get_member_info_list_result_info_array: rows } = answer.json_param as Record<string, unknown[]>;
    expect(rows).toHaveLength(100);
  });

  test('500 ids may be asked for, 501 are refused with 10005', async () => {
    const asked = Array.from({ length: 501 }, (_, at) => `member ${at}`);
    const { rows, next } = await page(alice, big, { identifier_array: asked.slice(0, 500) });
    expect([rows.length, next]).toEqual([248, 0]);
    const answer = await listMembers(alice, big, { identifier_array: asked });
    expect(answer).toMatchObject(refusal(10005, 'group_get_members_info_list_param_identifier_array', '500', '501'));
  });
});

describe('by ids', () => {
  test('those come who are members, in the order asked', async () => {
    const id = await created(alice, { member_array: [member('bob'), member('carol c'), member('dave')] });
    expect(await ids(bob, id, { identifier_array: ['dave', 'nobody', 'alice', 'carol c'] })).toEqual(['dave', 'alice', 'carol c']);
    expect(await ids(bob, id, { identifier_array: ['nobody'] })).toEqual([]);
    expect(await ids(bob, id, { identifier_array: ['dave', 'alice'], ...role(OWNER) })).toEqual(['alice']);
    expect(await ids(bob, id, { identifier_array: [] })).toHaveLength(4);
  });

  test('a malformed one is refused with its place', async () => {
    const id = await created(alice);
    const field = 'group_get_members_info_list_param_identifier_array';
    for (const bad of ['', '用户', 'x'.repeat(33), 5]) {
      expect(await listMembers(alice, id, { identifier_array: ['bob', bad] })).toMatchObject(refusal(10004, `${field}[1]`));
    }
  });
});

describe('is refused', () => {
  test.each(['Private', 'Public', 'ChatRoom', 'Community', 'AVChatRoom'] as const)('with 10007 for who is not in the %s', async (type) => {
    const id = await created(alice, { type: Type[type] });
    expect(await listMembers(eve, id)).toMatchObject(refusal(10007, 'not a member', 'see the members'));
    expect(await listMembers(eve, id, { identifier_array: ['alice'] })).toMatchObject({ code: 10007 });
  });

  test('with 10004 for what is no filter and no place', async () => {
    const id = await created(alice);
    for (const flag of [8, 999, -1, '1']) expect(await listMembers(alice, id, role(flag))).toMatchObject(refusal(10004, 'role_flag'));
    for (const next_seq of [-1, 1.5, 'first']) expect(await listMembers(alice, id, { next_seq })).toMatchObject(refusal(10004, 'next_seq'));
    expect(await listMembers(alice, id, { option: 'all' })).toMatchObject(refusal(10004, 'param_option'));
    expect(await listMembers(alice, id, { identifier_array: 'alice' })).toMatchObject(refusal(10004, 'identifier_array'));
  });

  test('with 10010 where no group is, and 10015 for a malformed id', async () => {
    const id = await created(alice);
    await disband(alice, id);
    for (const gone of [id, unique('never')]) expect(await listMembers(alice, gone)).toMatchObject(refusal(10010));
    expect(await listMembers(alice, '群')).toMatchObject(refusal(10015));
  });
});

test('roles, and who left, are seen at once', async () => {
  const id = await created(alice, { member_array: [member('bob')] });
  await appoint(alice, id, 'bob');
  expect(await memberOf(alice, id, 'bob')).toMatchObject({ group_member_info_member_role: 300 });
  await modify(alice, id, 2 ** 31, { owner: 'bob' });
  expect(await memberOf(alice, id, 'bob')).toMatchObject({ group_member_info_member_role: 400 });
  expect(await memberOf(alice, id, 'alice')).toMatchObject({ group_member_info_member_role: 200 });
  await quit(alice, id);
  expect(await ids(bob, id)).toEqual(['bob']);
});

describe('TIMGroupGetOnlineMemberCount', () => {
  const online = (client: Client, groupId: unknown, data?: unknown) => call(client, 'TIMGroupGetOnlineMemberCount', { groupId, data });

  test.each(['Private', 'Public', 'ChatRoom', 'Community'] as const)('counts the members of a %s who are logged in', async (type) => {
    const { clients } = await folderWith('anna', 'ben');
    const id = await created(clients.anna, { type: Type[type], member_array: [member('ben'), member('never here')] });
    const count = (number: number) => ({ code: 0, desc: '', json_param: { group_get_online_member_count_result: number }, user_data: 'mine' });
    expect(await online(clients.anna, id, 'mine')).toEqual(count(2));
    await clients.ben.TIMLogout();
    expect(await online(clients.anna, id, 'mine')).toEqual(count(1));
  });

  test('is refused with 10007 outside, 10010 where no group is, 10015 for a malformed id', async () => {
    const id = await created(alice);
    expect(await online(eve, id)).toMatchObject(refusal(10007, 'not a member'));
    expect(await online(eve, unique('never'))).toMatchObject(refusal(10010));
    expect(await online(eve, '群')).toMatchObject(refusal(10015));
  });
});
