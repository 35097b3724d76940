import { call, type Client } from './support/addon';
import { endClients, folderWith } from './support/client';
import { created, joined, member, refusal, Type } from './support/group';
import { appoint, DONE, ears, ids, invite, kick, quit, tip, waiting } from './support/life';
import { joinBy, link } from './support/records';

let alice: Client;
let bob: Client;
let carol: Client;
let dora: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol, dora } } = await folderWith('alice', 'bob', 'carol', 'dora'));
});
afterAll(endClients);

/** Alice owns it, Bob is an admin; members may invite. */
const shared = (fields: Record<string, unknown> = {}) =>
  created(alice, { approve_option: 2, member_array: [member('bob', { member_role: 300 })], ...fields });

const list = (client: Client, group_id: string) => call(client, 'opentimGetInviteLinkList', { group_id });

test('whoever shows the token of a link comes in, and the others are told', async () => {
  const id = await shared({ add_option: 0 });
  const made = await link(bob, id, { user_data: 'mine' });
  expect(made).toEqual({ link_id: expect.any(String), token: expect.stringMatching(/^oti1\./), group_id: id });
  const toAlice = await ears(alice, id);
  expect(await call(carol, 'opentimJoinByInviteLink', { token: made.token, user_data: 5 })).toEqual({ code: 0, desc: '', json_param: { group_id: id }, user_data: 5 });
  expect(await ids(carol, id)).toEqual(['alice', 'bob', 'carol']);
  expect((await joined(carol)).has(id)).toBe(true);
  expect(await toAlice.nextTips(1)).toMatchObject([tip(1, id, 'carol', { user_array: ['carol'], member_num: 3 })]);
  expect(await joinBy(carol, made.token)).toMatchObject(refusal(10013));
});

test('the list shows who made a link and how often it was used, and never its secret', async () => {
  const id = await shared();
  const [plain, narrow] = [await link(alice, id), await link(bob, id, { expire_seconds: 3600, max_uses: 2, need_approval: true })];
  expect(await joinBy(carol, plain.token)).toMatchObject({ code: 0 });
  const answer = await list(bob, id);
  expect(answer).toMatchObject({ code: 0, user_data: '' });
  const rows = new Map((answer.json_param as Record<string, unknown>[]).map((row) => [row['link_id'], row]));
  const common = { group_id: id, create_time: expect.any(Number) as number };
  expect(rows.get(plain.link_id)).toEqual({ ...common, link_id: plain.link_id, creator: 'alice', expire_time: 0, max_uses: 0, use_count: 1, need_approval: false });
  const row = rows.get(narrow.link_id)!;
  expect(row).toEqual({ ...common, link_id: narrow.link_id, creator: 'bob', expire_time: expect.any(Number), max_uses: 2, use_count: 0, need_approval: true });
  expect((row['expire_time'] as number) - (row['create_time'] as number)).toBe(3600);
  const secret = plain.token.split('.').at(-1)!;
  expect(JSON.stringify(answer)).not.toContain(secret);
});

test('a link lets in as many as it may, and not one more', async () => {
  const id = await shared();
  const { token } = await link(alice, id, { max_uses: 1 });
  const answers = await Promise.all([joinBy(carol, token), joinBy(dora, token)]);
  expect(answers.map(({ code }) => code === 0).sort()).toEqual([false, true]);
  expect(await ids(alice, id)).toHaveLength(3);
  expect(answers.find(({ code }) => code !== 0)).toMatchObject({ desc: expect.stringContaining('1') });
});

test('with approval owner or admins decide', async () => {
  const id = await shared({ add_option: 2 });
  const { token } = await link(alice, id, { need_approval: true });
  expect(await joinBy(carol, token, 'let me in')).toMatchObject({ code: 0, joined_status: 'WaitAdminApproval', json_param: { group_id: id } });
  expect(await ids(alice, id)).not.toContain('carol');
  const [pendency] = (await waiting(bob)).filter((one) => one['group_pendency_group_id'] === id);
  expect(pendency).toMatchObject({ group_pendency_form_identifier: 'carol', group_pendency_apply_invite_msg: 'let me in' });
  const params = { group_handle_pendency_param_pendency: pendency, group_handle_pendency_param_is_accept: true };
  expect(await call(bob, 'TIMGroupHandlePendency', { params })).toMatchObject({ code: 0 });
  expect(await ids(alice, id)).toContain('carol');
});

test('a revoked link is worth nothing any more', async () => {
  const id = await shared();
  const [kept, gone] = [await link(alice, id), await link(alice, id)];
  expect(await call(bob, 'opentimRevokeInviteLink', { group_id: id, link_id: gone.link_id })).toEqual(DONE);
  expect((await joinBy(carol, gone.token)).code).not.toBe(0);
  expect((await call(bob, 'opentimRevokeInviteLink', { group_id: id, link_id: gone.link_id })).code).not.toBe(0);
  expect(await joinBy(carol, kept.token)).toMatchObject({ code: 0 });
});

test('who does not decide on applications makes and revokes no links, and sees only his own', async () => {
  const id = await shared({ member_array: [member('bob'), member('carol')] });
  const made = await link(alice, id);
  expect(await call(bob, 'opentimCreateInviteLink', { group_id: id })).toMatchObject(refusal(10007));
  expect(await list(bob, id)).toMatchObject({ code: 0, json_param: [] });
  expect(await list(dora, id)).toMatchObject(refusal(10007));
  expect(await call(bob, 'opentimRevokeInviteLink', { group_id: id, link_id: made.link_id })).toMatchObject(refusal(10007));
  expect(await call(dora, 'opentimCreateInviteLink', { group_id: id })).toMatchObject(refusal(10007));
  await appoint(alice, id, 'bob');
  expect(await link(bob, id)).toMatchObject({ group_id: id });
  expect((await list(bob, id)).json_param).toHaveLength(2);
  const demoted = { group_modify_member_info_group_id: id, group_modify_member_info_identifier: 'bob', group_modify_member_info_modify_flag: 2, group_modify_member_info_member_role: 200 };
  expect(await call(alice, 'TIMGroupModifyMemberInfo', { params: demoted })).toEqual(DONE);
  expect(await list(bob, id)).toMatchObject({ code: 0, json_param: [{ creator: 'bob' }] });
});

test('a link does not let in who was banned, nor anybody into a full group', async () => {
  const id = await shared({ max_member_num: 3 });
  const { token } = await link(alice, id);
  expect(await invite(alice, id, ['carol'])).toMatchObject({ code: 0 });
  expect(await kick(alice, id, ['carol'], { duration: 600 })).toMatchObject({ code: 0 });
  expect(await joinBy(carol, token)).toMatchObject({ code: expect.any(Number), desc: expect.stringContaining('carol') });
  expect((await joinBy(carol, token)).code).not.toBe(0);
  expect(await joinBy(dora, token)).toMatchObject({ code: 0 });
  expect(await quit(dora, id)).toEqual(DONE);
  expect(await invite(alice, id, ['erin'])).toMatchObject({ code: 0 });
  expect(await joinBy(dora, token)).toMatchObject(refusal(10014));
});

test('a link of a live group lets its holder watch', async () => {
  const id = await created(alice, { type: Type.AVChatRoom });
  const { token } = await link(alice, id);
  expect(await joinBy(carol, token)).toMatchObject({ code: 0 });
  expect(await call(carol, 'TIMGroupGetOnlineMemberCount', { groupId: id })).toMatchObject({ code: 0, json_param: { group_get_online_member_count_result: 1 } });
  expect(await joinBy(alice, token)).toMatchObject({ code: 0 });
  expect(await call(carol, 'TIMGroupGetOnlineMemberCount', { groupId: id })).toMatchObject({ code: 0, json_param: { group_get_online_member_count_result: 2 } });
});

test('nobody guesses: a token with another secret is like one of a link that does not exist', async () => {
  const id = await shared();
  const { token } = await link(alice, id);
  const parts = token.split('.');
  const answers = await Promise.all([
    joinBy(carol, [...parts.slice(0, 3), 'A'.repeat(parts[3]!.length)].join('.')),
    joinBy(carol, [parts[0], parts[1], 'other', parts[3]].join('.')),
  ]);
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]!.code).not.toBe(0);
  expect(await ids(alice, id)).not.toContain('carol');
});

test.each([
  ['opentimCreateInviteLink', {}, -4, 'group_id'],
  ['opentimCreateInviteLink', { group_id: 'g', expire_seconds: 0 }, 10004, 'expire_seconds'],
  ['opentimCreateInviteLink', { group_id: 'g', expire_seconds: -1 }, 10004, 'expire_seconds'],
  ['opentimCreateInviteLink', { group_id: 'g', max_uses: 1.5 }, 10004, 'max_uses'],
  ['opentimCreateInviteLink', { group_id: 'g', need_approval: 'yes' }, 10004, 'need_approval'],
  ['opentimCreateInviteLink', { group_id: 'g' }, 10010, ''],
  ['opentimRevokeInviteLink', { group_id: 'g' }, -4, 'link_id'],
  ['opentimRevokeInviteLink', { group_id: 'g', link_id: 'a b' }, 10004, 'link_id'],
  ['opentimGetInviteLinkList', {}, -4, 'group_id'],
  ['opentimJoinByInviteLink', {}, -4, 'token'],
  ['opentimJoinByInviteLink', { token: 'oti1.Zw.l' }, 10004, 'token'],
  ['opentimJoinByInviteLink', { token: 'oti1.Zw.l.s', message: 5 }, 10004, 'message'],
])('%s %j is refused with %d', async (method, argument, code, word) => {
  expect(await call(alice, method, argument)).toMatchObject(refusal(code, word));
});
