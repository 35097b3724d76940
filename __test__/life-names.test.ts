// Ids with blanks and signs, and names of other scripts, through every call of a group's life.
import { call, type Client, type Shown } from './support/addon';
import { endClients, folderWith } from './support/client';
import { created, field, joined, member, memberField, shown, Type } from './support/group';
import { disband, DONE, ears, handle, ids, invited, join, kicked, memberOf, modify, modifyMember, prefixed, quit, report, tip, waiting } from './support/life';

const OWNER = 'the owner';
const ADMIN = '{"a":1}';
const MEMBER = "o'neill; --";
const GUEST = ' %00\\n ';
const GROUP = ' a group / ?#[]"\'\\ ';
const NAME = '家庭🏠 ñ';
const WORDS = 'приве́т 👋\n"\'\\';

let owner: Client;
let admin: Client;
let plain: Client;
let guest: Client;

beforeEach(async () => {
  const { clients } = await folderWith(OWNER, ADMIN, MEMBER, GUEST);
  [owner, admin, plain, guest] = [clients[OWNER], clients[ADMIN], clients[MEMBER], clients[GUEST]];
});
afterAll(endClients);

const open = () =>
  created(owner, { id: GROUP, name: NAME, type: Type.Public, approve_option: 1, member_array: [member(ADMIN, { member_role: 300 }), member(MEMBER)] });

test('applications and decisions', async () => {
  expect(await open()).toBe(GROUP);
  const [toAdmin, toGuest] = [await ears(admin, GROUP), await ears(guest, GROUP)];
  expect(await join(guest, GROUP, WORDS)).toMatchObject({ code: 0, joined_status: 'WaitAdminApproval' });
  expect(await toAdmin.nextReports(1)).toMatchObject([report(1, GROUP, GUEST, { msg: WORDS, group_name: NAME })]);
  const [entry] = await waiting(admin);
  expect(entry).toMatchObject({
    group_pendency_group_id: GROUP,
    group_pendency_form_identifier: GUEST,
    group_pendency_apply_invite_msg: WORDS,
    group_pendency_self_identifier: ADMIN,
  });
  expect(await handle(admin, entry, false, WORDS)).toEqual(DONE);
  expect(await toGuest.nextReports(1)).toMatchObject([report(3, GROUP, ADMIN, { msg: WORDS, group_name: NAME })]);
  expect(await waiting(owner)).toMatchObject([{ group_pendency_approval_msg: WORDS, group_pendency_handled: 1 }]);
  while (Date.now() <= (entry!['group_pendency_add_time'] as number));
  await join(guest, GROUP);
  const params = { group_handle_pendency_list_param_pendency_array: await waiting(owner), group_handle_pendency_list_param_is_accept: true };
  expect(await call(owner, 'opentimGroupHandlePendencyList', { params })).toMatchObject({
    code: 0,
    json_param: [{ group_handle_pendency_result_group_id: GROUP, group_handle_pendency_result_identifier: GUEST, group_handle_pendency_result_result: 1 }],
  });
  expect(await ids(guest, GROUP)).toEqual([OWNER, ADMIN, MEMBER, GUEST]);
  expect(await call(owner, 'TIMGroupReportPendencyReaded', { timeStamp: Date.now() })).toEqual(DONE);
});

test('invitations and removals', async () => {
  await open();
  expect(await invited(plain, GROUP, [GUEST], WORDS)).toEqual({ [GUEST]: 3 });
  expect(await waiting(owner)).toMatchObject([{ group_pendency_form_identifier: MEMBER, group_pendency_to_identifier: GUEST, group_pendency_pendency_type: 2 }]);
  expect(await invited(admin, GROUP, [GUEST])).toEqual({ [GUEST]: 1 });
  expect((await joined(guest)).get(GROUP)).toMatchObject({ group_base_info_group_name: NAME });
  const [toGuest, toOwner] = [await ears(guest, GROUP), await ears(owner, GROUP)];
  expect(await kicked(admin, GROUP, [GUEST, MEMBER], { user_data: WORDS })).toEqual({ [GUEST]: 1, [MEMBER]: 1 });
  expect(await toGuest.nextReports(1)).toMatchObject([report(4, GROUP, ADMIN, { msg: WORDS })]);
  expect(await toOwner.nextTips(1)).toMatchObject([tip(3, GROUP, ADMIN, { user_array: [GUEST, MEMBER], group_name: NAME })]);
  expect(await quit(admin, GROUP)).toEqual(DONE);
  expect(await ids(owner, GROUP)).toEqual([OWNER]);
});

test('profile and owner', async () => {
  await open();
  const toPlain = await ears(plain, GROUP);
  const fields = { group_name: '新🏠', notification: WORDS, introduction: WORDS, face_url: 'https://例子/ä', custom_info: [field('my key', WORDS)] };
  expect(await modify(admin, GROUP, 1 + 2 + 4 + 8 + 512, fields)).toEqual(DONE);
  expect(await shown(guest, GROUP)).toMatchObject({
    group_detail_info_group_name: '新🏠',
    group_detail_info_notification: WORDS,
    group_detail_info_introduction: WORDS,
    group_detail_info_face_url: 'https://例子/ä',
    group_detail_info_custom_info: [field('my key', WORDS)],
  });
  const [told] = await toPlain.nextTips(1);
  const changes = told!['group_tips_elem_group_change_info_array'] as Shown[];
  expect(changes.map((one) => one['group_tips_group_change_info_value'])).toEqual(expect.arrayContaining(['新🏠', WORDS, 'https://例子/ä']));
  expect(changes.map((one) => one['group_tips_group_change_info_key'])).toContain('my key');
  expect(await modify(owner, GROUP, -(2 ** 31), { owner: ADMIN })).toEqual(DONE);
  expect(await shown(guest, GROUP)).toMatchObject({ group_detail_info_owner_identifier: ADMIN });
  expect(await disband(admin, GROUP)).toEqual(DONE);
  expect(await toPlain.nextReports(1)).toMatchObject([report(5, GROUP, ADMIN, { group_name: '新🏠' })]);
});

test('members, searches and counts', async () => {
  await open();
  expect(await modifyMember(admin, GROUP, MEMBER, 8 + 16, { name_card: '名片🃏', custom_info: [memberField('my key', 'й')] })).toEqual(DONE);
  expect(await modifyMember(owner, GROUP, MEMBER, 2, { member_role: 300 })).toEqual(DONE);
  expect(await call(plain, 'TIMMsgSetGroupReceiveMessageOpt', { group_id: GROUP, opt: 1 })).toMatchObject({ code: 0 });
  expect(await memberOf(owner, GROUP, MEMBER)).toMatchObject({
    group_member_info_identifier: MEMBER,
    group_member_info_group_id: GROUP,
    group_member_info_name_card: '名片🃏',
    group_member_info_custom_info: [memberField('my key', 'й')],
    group_member_info_member_role: 300,
    group_member_info_msg_flag: 1,
  });
  expect(await call(owner, 'TIMGroupGetOnlineMemberCount', { groupId: GROUP })).toMatchObject({ json_param: { group_get_online_member_count_result: 3 } });
  const search = (word: string) => call(owner, 'TIMGroupSearchGroups', { searchParams: { group_search_params_keyword_list: [word] } });
  for (const word of ['庭🏠', '/ ?#[]"', 'Ñ']) expect(await search(word)).toMatchObject({ json_param: [{ group_base_info_group_id: GROUP }] });
  for (const word of ["O'NEILL; --", '片🃏']) {
    const searchParams = prefixed('group_search_member_params_', { keyword_list: [word], groupid_list: [GROUP] });
    expect(await call(owner, 'TIMGroupSearchGroupMembers', { searchParams })).toMatchObject({
      json_param: [{ group_search_member_result_groupid: [GROUP], group_search_member_result_member_info_list: [{ group_member_info_identifier: MEMBER }] }],
    });
  }
});

test('live groups', async () => {
  await created(owner, { id: GROUP, name: NAME, type: Type.AVChatRoom });
  for (const client of [owner, plain, guest]) expect(await join(client, GROUP)).toEqual(DONE);
  const toPlain = await ears(plain, GROUP);
  expect(await call(owner, 'TIMGroupMarkGroupMemberList', { group_id: GROUP, member_array: [GUEST], mark_type: 1000, enable_mark: true })).toEqual(DONE);
  expect(await kicked(owner, GROUP, [GUEST])).toEqual({ [GUEST]: 1 });
  expect(await toPlain.nextTips(2)).toMatchObject([tip(8, GROUP, OWNER, { user_array: [GUEST] }), tip(3, GROUP, OWNER, { user_array: [GUEST] })]);
});
