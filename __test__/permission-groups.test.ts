import { call, type Client } from './support/addon';
import { endClients, folderWith, loggedIn, quiet } from './support/client';
import {
  addMembers, addRights, createPermissionGroup, createTopic, HeardValues, memberCodes, membersOf, permissionGroup, removeMembers, Right,
  rightsIn, setPermissionGroup, setRights, setTopic, takeRights, topic, topicCodes, TopicRight, town,
} from './support/community';
import { refusal, shown as shownGroup } from './support/group';
import { appoint, change, DONE, ears, join, kick, modify, tip } from './support/life';

beforeAll(quiet);
afterAll(endClients);

/** Anna owns a community in which permission groups rule; Ben and Carol are in it. */
async function withTown(fields: Record<string, unknown> = {}) {
  const { folder, clients } = await folderWith('anna', 'ben', 'carol', 'dan');
  const group = await town(clients.anna, { enable_permission_group: true, default_permissions: 0, ...fields });
  for (const client of [clients.ben, clients.carol]) expect(await join(client, group)).toMatchObject({ code: 0 });
  return { folder, ...clients, group };
}

const list = async (client: Client, group_id: string, more = {}) => {
  const answer = await call(client, 'TIMCommunityGetPermissionGroupListInCommunity', { group_id, ...more });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return answer.json_param as Record<string, unknown>[];
};

test('a permission group is created, shown, changed and deleted', async () => {
  const { anna, ben, group } = await withTown();
  const made = await permissionGroup(anna, group, Right.Mute, { name: 'Guards', custom: 'c' });
  expect(made).toMatch(/^@PMG#_@PMG#/);
  const shown = {
    community_group_id: group, permission_group_id: made, permission_group_name: 'Guards', permission_custom_data: 'c',
    group_permission: Right.Mute, permission_group_member_count: 0,
  };
  const found = { permission_group_info_result_error_code: 0, permission_group_info_result_error_message: '' };
  expect(await list(ben, group)).toEqual([{ ...found, permission_group_info_result: shown }]);
  expect(await setPermissionGroup(anna, group, made, 1 + 2, { name: 'Wardens', rights: Right.Mute + Right.Topics, custom: 'unnamed' })).toEqual(DONE);
  const after = { ...shown, permission_group_name: 'Wardens', group_permission: Right.Mute + Right.Topics };
  expect((await list(ben, group, { json_permission_group_id_array: [made, 'bad', '@PMG#_none'] })).map((one) => one['permission_group_info_result_error_code']))
    .toEqual([0, 10004, 10004]);
  expect((await list(ben, group))[0]).toMatchObject({ permission_group_info_result: after });
  const ids = { group_id: group, json_permission_group_id_array: [made, 'bad', made] };
  const deleted = await call(anna, 'TIMCommunityDeletePermissionGroupFromCommunity', ids);
  expect(deleted).toMatchObject({ code: 0, desc: '' });
  expect((deleted.json_param as Record<string, unknown>[]).map((one) => one['permission_group_operation_result_error_code'])).toEqual([0, 10004, 10004]);
  expect(await list(ben, group)).toEqual([]);
});

test('who is in a permission group has its rights, and nobody else', async () => {
  const { anna, ben, carol, group } = await withTown();
  expect(await createTopic(ben, group, { name: 'n' })).toMatchObject({ code: 10007 });
  const made = await permissionGroup(anna, group, Right.Topics);
  expect(memberCodes(await addMembers(anna, group, made, ['ben', 'ben', 'nobody']))).toEqual({ ben: 0, nobody: 10004 });
  expect(memberCodes(await addMembers(anna, group, made, ['ben']))).toEqual({ ben: 10013 });
  expect(await createTopic(ben, group, { name: 'n' })).toMatchObject({ code: 0 });
  expect(await createTopic(carol, group, { name: 'n' })).toMatchObject({ code: 10007 });
  expect(await membersOf(carol, group, made)).toEqual({ ids: ['ben'], next: '' });
  const own = await call(ben, 'TIMCommunityGetJoinedPermissionGroupListInCommunity', { group_id: group });
  expect(own.json_param).toMatchObject([{ permission_group_info_result: { permission_group_id: made, permission_group_member_count: 1 } }]);
  expect((await call(carol, 'TIMCommunityGetJoinedPermissionGroupListInCommunity', { group_id: group })).json_param).toEqual([]);
  expect(memberCodes(await removeMembers(anna, group, made, ['ben', 'carol']))).toEqual({ ben: 0, carol: 10004 });
  expect(await createTopic(ben, group, { name: 'n' })).toMatchObject({ code: 10007 });
});

test('the default permissions are those of all members, and admins are ordinary members', async () => {
  const { anna, ben, group } = await withTown();
  await appoint(anna, group, 'ben');
  expect(await createTopic(ben, group, { name: 'n' })).toMatchObject({ code: 10007 });
  expect(await modify(anna, group, 16384, { default_permissions: Right.Topics })).toEqual(DONE);
  expect(await createTopic(ben, group, { name: 'n' })).toMatchObject({ code: 0 });
  expect(await modify(anna, group, 16384, { default_permissions: 0 })).toEqual(DONE);
  expect(await createTopic(ben, group, { name: 'n' })).toMatchObject({ code: 10007 });
  expect(await modify(anna, group, 8192, { enable_permission_group: false })).toEqual(DONE);
  expect(await createTopic(ben, group, { name: 'n' })).toMatchObject({ code: 0 });
  expect(await shownGroup(ben, group)).toMatchObject({
    group_detail_info_enable_permission_group: false, group_detail_info_default_permissions: 0, group_detail_info_is_support_topic: true,
  });
});

test('rights in single topics count in those topics alone', async () => {
  const { anna, ben, group } = await withTown();
  const [first, second] = [await topic(anna, group, { id: `${group}@TOPIC#_a` }), await topic(anna, group, { id: `${group}@TOPIC#_b` })];
  const made = await permissionGroup(anna, group, 0);
  expect(memberCodes(await addMembers(anna, group, made, ['ben']))).toEqual({ ben: 0 });
  expect(await setTopic(ben, first, 1, { name: 'of ben' })).toMatchObject({ code: 10007 });
  const none = `${group}@TOPIC#_c`;
  expect(topicCodes(await addRights(anna, group, made, { [first]: TopicRight.Topic, bad: 1, [none]: 1 }))).toEqual([0, 10004, 110002]);
  expect(await setTopic(ben, first, 1, { name: 'of ben' })).toEqual(DONE);
  expect(await setTopic(ben, second, 1, { name: 'of ben' })).toMatchObject({ code: 10007 });
  expect(topicCodes(await addRights(anna, group, made, { [first]: TopicRight.Mute }))).toEqual([10004]);
  expect(topicCodes(await setRights(anna, group, made, { [first]: TopicRight.Mute }))).toEqual([0]);
  expect(await setTopic(ben, first, 1, { name: 'again' })).toMatchObject({ code: 10007 });
  const rights = await rightsIn(anna, group, made, [first, second, none, 'bad']);
  expect((rights.json_param as Record<string, unknown>[]).map((one) => [one['topic_permission_result_error_code'], one['topic_permission_result_topic_permission']]))
    .toEqual([[0, TopicRight.Mute], [0, 0], [110002, 0], [10004, 0]]);
  expect((await rightsIn(anna, group, made, [])).json_param).toEqual([
    {
      topic_permission_result_error_code: 0, topic_permission_result_error_message: '', topic_permission_result_topic_id: first,
      topic_permission_result_topic_permission: TopicRight.Mute, topic_permission_result_group_id: group,
      topic_permission_result_permission_group_id: made,
    },
  ]);
  expect(topicCodes(await takeRights(anna, group, made, [first]))).toEqual([0]);
  expect(topicCodes(await takeRights(anna, group, made, [first]))).not.toEqual([0]);
  expect((await rightsIn(anna, group, made, [])).json_param).toEqual([]);
});

test('who leaves the community leaves its permission groups', async () => {
  const { anna, ben, group } = await withTown();
  const made = await permissionGroup(anna, group, Right.Topics);
  expect(memberCodes(await addMembers(anna, group, made, ['ben']))).toEqual({ ben: 0 });
  expect(await kick(anna, group, ['ben'])).toMatchObject({ code: 0 });
  expect(await membersOf(anna, group, made)).toEqual({ ids: [], next: '' });
  expect(await join(ben, group)).toMatchObject({ code: 0 });
  expect(await createTopic(ben, group, { name: 'n' })).toMatchObject({ code: 10007 });
});

test('only who has the right manages permission groups, and gives no more than he has', async () => {
  const { anna, ben, carol, dan, group } = await withTown();
  expect(await createPermissionGroup(ben, group, { name: 'mine', rights: 0 })).toMatchObject({ code: 10007 });
  const made = await permissionGroup(anna, group, Right.PermissionGroups + Right.PermissionMembers);
  expect(memberCodes(await addMembers(anna, group, made, ['ben']))).toEqual({ ben: 0 });
  expect(await createPermissionGroup(ben, group, { name: 'more', rights: Right.Topics })).toMatchObject({ code: 10007 });
  expect(await createPermissionGroup(ben, group, { name: 'less', rights: Right.PermissionMembers })).toMatchObject({ code: 0 });
  expect(memberCodes(await addMembers(ben, group, made, ['carol']))).toEqual({ carol: 0 });
  expect(await setPermissionGroup(carol, group, made, 1, { name: 'of carol' })).toEqual(DONE);
  expect(await setPermissionGroup(dan, group, made, 1, { name: 'of dan' })).toMatchObject({ code: 10007 });
  expect(await call(dan, 'TIMCommunityGetPermissionGroupListInCommunity', { group_id: group })).toMatchObject({ code: 10007 });
});

test('every change is heard with the values of its callback, in every instance', async () => {
  const { folder, anna, ben, group } = await withTown();
  const other = await loggedIn(folder, 'ben');
  const about = await topic(anna, group);
  const heard = [];
  for (const client of [ben, other]) {
    const of = (what: string) => HeardValues.of(client, `TIMSetCommunity${what}Callback`);
    heard.push({
      created: await of('CreatePermissionGroup'), changed: await of('ChangePermissionGroupInfo'), deleted: await of('DeletePermissionGroup'),
      added: await of('AddMembersToPermissionGroup'), removed: await of('RemoveMembersFromPermissionGroup'),
      given: await of('AddTopicPermission'), modified: await of('ModifyTopicPermission'), taken: await of('DeleteTopicPermission'),
    });
  }
  const made = await permissionGroup(anna, group, Right.Mute, { name: 'Guards' });
  expect(await setPermissionGroup(anna, group, made, 2, { rights: Right.Topics })).toEqual(DONE);
  await addMembers(anna, group, made, ['ben', 'carol']);
  await removeMembers(anna, group, made, ['carol']);
  await addRights(anna, group, made, { [about]: TopicRight.Topic });
  await setRights(anna, group, made, { [about]: TopicRight.Mute });
  await takeRights(anna, group, made, [about]);
  await call(anna, 'TIMCommunityDeletePermissionGroupFromCommunity', { group_id: group, json_permission_group_id_array: [made] });
  const info = { community_group_id: group, permission_group_id: made, permission_group_name: 'Guards', permission_custom_data: '' };
  const rights = (bits: number) => [{ topic_permission_key: about, topic_permission_value: bits }];
  for (const { created, changed, deleted, added, removed, given, modified, taken } of heard) {
    expect(await created.take(1)).toEqual([[group, { ...info, group_permission: Right.Mute }]]);
    expect(await changed.take(1)).toEqual([[group, { ...info, group_permission: Right.Topics }]]);
    expect(await added.take(1)).toEqual([[group, { permission_group_id: made, member_id_list: ['ben', 'carol'] }]]);
    expect(await removed.take(1)).toEqual([[group, { permission_group_id: made, member_id_list: ['carol'] }]]);
    expect(await given.take(1)).toEqual([[group, { permission_group_id: made, topic_permission_map: rights(TopicRight.Topic) }]]);
    expect(await modified.take(1)).toEqual([[group, { permission_group_id: made, topic_permission_map: rights(TopicRight.Mute) }]]);
    expect(await taken.take(1)).toEqual([[group, { permission_group_id: made, topic_id_list: [about] }]]);
    expect(await deleted.take(1)).toEqual([[group, [made]]]);
  }
});

test('members are told by tips when permission groups are switched and the default permissions change', async () => {
  const { anna, ben, group } = await withTown();
  const heard = await ears(ben, group);
  expect(await modify(anna, group, 8192, { enable_permission_group: false })).toEqual(DONE);
  expect(await modify(anna, group, 16384, { default_permissions: Right.Topics })).toEqual(DONE);
  const changes = (one: object) => ({ group_change_info_array: [one] });
  expect(await heard.nextTips(2)).toMatchObject([
    tip(6, group, 'anna', changes(change(13, '', { bool_value: false }))),
    tip(6, group, 'anna', changes(change(14, '', { uint64_value: Right.Topics }))),
  ]);
});

test('names and ids are checked', async () => {
  const { anna, group } = await withTown();
  expect(await createPermissionGroup(anna, group, { name: ' ' })).toMatchObject(refusal(10004, 'permission_group_name'));
  expect(await createPermissionGroup(anna, group, { name: 'x'.repeat(31) })).toMatchObject(refusal(10004, 'permission_group_name', '30'));
  expect(await createPermissionGroup(anna, group, { id: 'guards', name: 'n' })).toMatchObject(refusal(10004, 'permission_group_id'));
  expect(await permissionGroup(anna, group, 0, { id: '@PMG#_guards' })).toBe('@PMG#_guards');
  expect(await createPermissionGroup(anna, group, { id: '@PMG#_guards', name: 'n' })).toMatchObject({ code: 10021 });
  expect(await addMembers(anna, group, '@PMG#_none', ['ben'])).toMatchObject({ code: 10004 });
  expect(await addMembers(anna, group, '@PMG#_guards', [])).toMatchObject({ code: expect.any(Number) as number });
  expect(await addMembers(anna, group, '', ['ben'])).toMatchObject({ code: -4 });
  const plain = await town(anna, { is_support_topic: false });
  expect(await createPermissionGroup(anna, plain, { name: 'n' })).toMatchObject({ code: 10007 });
});
