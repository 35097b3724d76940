import { call, type Client } from './support/addon';
import { endClients, folderWith } from './support/client';
import { created, group, member, refusal, shown, Type } from './support/group';
import { ears, ids, invite, kick, prefixed } from './support/life';
import { explain, link, setAttributes } from './support/records';

let alice: Client;
let bob: Client;
let carol: Client;
let dora: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol, dora } } = await folderWith('alice', 'bob', 'carol', 'dora'));
});
afterAll(endClients);

/** Alice owns it, Bob is an admin, Carol a member, Dora is not in it. */
const staffed = (fields: Record<string, unknown> = {}) =>
  created(alice, { approve_option: 2, member_array: [member('bob', { member_role: 300 }), member('carol')], ...fields });

const removal = (group_id: string, users: string[]) =>
  ({ params: prefixed('group_delete_member_param_', { group_id, identifier_array: users }) });

test('who may is told by which rule, and nothing is done', async () => {
  const id = await staffed();
  const heard = await ears(alice, id);
  const rule = { action: 'kick', allowed: true, group_type: Type.Public, place: 'admin', needed: 'admin' };
  expect(await explain(bob, 'TIMGroupDeleteMember', removal(id, ['carol']))).toEqual({ allowed: true, code: 0, desc: '', rules: [rule] });
  expect(await ids(alice, id)).toContain('carol');
  await heard.silent();
});

test('who may not is told why, in the words and with the code of the call itself', async () => {
  const id = await staffed();
  for (const [client, users, place] of [[carol, ['bob'], 'member'], [dora, ['carol'], 'outsider']] as const) {
    const real = await kick(client, id, [...users]);
    const { rules, ...rest } = await explain(client, 'TIMGroupDeleteMember', removal(id, [...users]));
    expect(rest).toEqual({ allowed: false, code: real.code, desc: real.desc });
    expect(rules).toEqual([{ action: 'kick', allowed: false, group_type: Type.Public, place, needed: 'admin' }]);
  }
});

test('what nobody may do says so', async () => {
  const id = await staffed({ type: Type.Private, member_array: [member('carol')] });
  const argument = { params: prefixed('group_modify_member_info_', { group_id: id, identifier: 'carol', modify_flag: 4, shutup_time: 60 }) };
  expect(await explain(alice, 'TIMGroupModifyMemberInfo', argument)).toMatchObject({ allowed: false, rules: [{ action: 'mute', needed: 'nobody' }] });
  expect(await explain(alice, 'TIMGroupDelete', { groupId: id })).toMatchObject({ allowed: false, rules: [{ action: 'disband', place: 'owner', needed: 'app' }] });
});

test('what is wrong with the argument is a part of the answer', async () => {
  expect(await explain(alice, 'TIMGroupDelete', {})).toEqual({ allowed: false, code: -4, desc: expect.stringContaining('groupId'), rules: [] });
  expect(await explain(alice, 'TIMGroupDelete', { groupId: 'no such' })).toMatchObject({ allowed: false, code: 10010, rules: [] });
  expect(await explain(alice, 'TIMGroupCreate', group({ name: '' }))).toMatchObject({ allowed: false, code: 10004 });
});

test('a mute of somebody who watches a live group is explained as it is done', async () => {
  const id = await created(alice, { type: Type.AVChatRoom });
  const argument = { params: prefixed('group_modify_member_info_', { group_id: id, identifier: 'carol', modify_flag: 4, shutup_time: 60 }) };
  expect(await explain(alice, 'TIMGroupModifyMemberInfo', argument)).toMatchObject({ allowed: true, rules: [{ action: 'mute', place: 'owner' }] });
  expect(await explain(carol, 'TIMGroupModifyMemberInfo', argument)).toMatchObject({ allowed: false });
  expect(await call(alice, 'TIMGroupModifyMemberInfo', argument)).toMatchObject({ code: 0 });
});

test('every method that changes something can be explained, and none of them is done', async () => {
  const id = await staffed();
  const { token } = await link(alice, id);
  expect(await setAttributes(alice, id, { a: '1' })).toMatchObject({ code: 0 });
  const town = await created(alice, { type: Type.Community, is_support_topic: true });
  const before = [await shown(alice, id), await shown(alice, town)];
  const counted = { group_id: id, group_counter_key: 'n', group_counter_value: 1 };
  const allowed: [Client, string, object][] = [
    [alice, 'TIMGroupCreate', group()],
    [alice, 'TIMGroupDelete', { groupId: id }],
    [dora, 'TIMGroupJoin', { groupId: id }],
    [carol, 'TIMGroupQuit', { groupId: id }],
    [alice, 'TIMGroupInviteMember', { params: prefixed('group_invite_member_param_', { group_id: id, identifier_array: ['dora'] }) }],
    [alice, 'TIMGroupModifyGroupInfo', { params: prefixed('group_modify_info_param_', { group_id: id, modify_flag: 1, group_name: 'new' }) }],
    [alice, 'TIMGroupModifyMemberInfo', { params: prefixed('group_modify_member_info_', { group_id: id, identifier: 'carol', modify_flag: 2, member_role: 300 }) }],
    [alice, 'TIMMsgSetGroupReceiveMessageOpt', { group_id: id, opt: 1 }],
    [alice, 'TIMGroupReportPendencyReaded', { timeStamp: 5 }],
    [carol, 'TIMGroupSetGroupAttributes', { groupId: id, attributes: [{ group_attribute_key: 'a', group_attribute_value: '2' }] }],
    [carol, 'TIMGroupInitGroupAttributes', { groupId: id, attributes: [] }],
    [carol, 'TIMGroupDeleteGroupAttributes', { groupId: id, attributesKey: ['a'] }],
    [alice, 'TIMGroupSetGroupCounters', { params: { group_id: id, json_group_counter_array: [{ group_counter_key: 'n', group_counter_value: 1 }] } }],
    [alice, 'TIMGroupIncreaseGroupCounter', counted],
    [alice, 'TIMGroupDecreaseGroupCounter', counted],
    [alice, 'opentimDeleteGroupCounters', { group_id: id }],
    [bob, 'opentimCreateInviteLink', { group_id: id }],
    [dora, 'opentimJoinByInviteLink', { token }],
    [alice, 'TIMGroupCreateTopicInCommunity', { group_id: town, json_topic_info: { group_topic_info_topic_name: 't' } }],
    [alice, 'TIMProfileModifySelfUserProfile', { json_modify_self_user_profile_param: { user_profile_item_nick_name: 'n' } }],
  ];
  for (const [client, method, params] of allowed) {
    expect([method, await explain(client, method, params)]).toMatchObject([method, { allowed: true, code: 0, desc: '' }]);
  }
  expect([await shown(alice, id), await shown(alice, town)]).toEqual(before);
  expect(await invite(alice, id, ['dora'])).toMatchObject({ code: 0 });
});

test.each(['TIMGroupGetMemberInfoList', 'TIMLogin', 'TIMMsgSendMessage', 'explain', 'no such method'])('%s cannot be explained', async (method) => {
  expect(await call(alice, 'explain', { method, params: {} })).toMatchObject(refusal(-4, 'method', method));
});

test.each([undefined, {}, { method: 5 }, { method: '' }])('explain %j is refused with -4', async (argument) => {
  expect(await call(alice, 'explain', argument)).toMatchObject(refusal(-4, 'method'));
});
