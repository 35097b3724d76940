import { call } from './support/addon';
import { endClients, folderWith, loggedIn, quiet } from './support/client';
import { createTopic, deleteTopics, HeardValues, setTopic, shownTopic, topic, topicCodes, topics, town } from './support/community';
import { created, joined, refusal, shown, Type } from './support/group';
import { appoint, caughtUp, DONE, join, modifyMember, quit } from './support/life';

beforeAll(quiet);
afterAll(endClients);

const ids = (rows: Record<string, unknown>[]) =>
  rows.map((one) => (one['group_topic_info_result_topic_info'] as Record<string, unknown>)['group_topic_info_topic_id']);

/** Anna owns a community with topics, Ben is in it, Carol is not. */
async function withTown() {
  const { folder, clients } = await folderWith('anna', 'ben', 'carol');
  const group = await town(clients.anna);
  expect(await join(clients.ben, group)).toMatchObject({ code: 0 });
  return { folder, ...clients, group };
}

test('a topic is created, shown, changed and deleted', async () => {
  const { anna, ben, group } = await withTown();
  const made = await topic(anna, group, { name: 'News', introduction: 'i', notification: 'n', face_url: 'f', custom_string: 'c' });
  expect(made).toMatch(/^@TGS#_@TGS#c.{11}@TOPIC#_@TOPIC#c.{11}$/);
  expect(made.startsWith(`${group}@TOPIC#_`)).toBe(true);
  expect(await shownTopic(ben, group, made)).toEqual({
    group_topic_info_topic_id: made, group_topic_info_topic_name: 'News', group_topic_info_introduction: 'i',
    group_topic_info_notification: 'n', group_topic_info_topic_face_url: 'f', group_topic_info_custom_string: 'c',
    group_topic_info_is_all_muted: false, group_topic_info_self_mute_time: 0, group_topic_info_recv_opt: 0,
    group_topic_info_draft_text: '', group_topic_info_unread_count: 0, topic_create_time: expect.any(Number) as number,
  });
  expect(await setTopic(anna, made, 1 + 256, { name: '新闻', is_all_muted: true, introduction: 'unnamed by the flag' })).toEqual(DONE);
  expect(await shownTopic(ben, group, made)).toMatchObject({
    group_topic_info_topic_name: '新闻', group_topic_info_introduction: 'i', group_topic_info_is_all_muted: true,
  });
  expect(topicCodes(await deleteTopics(anna, group, [made]))).toEqual([0]);
  expect(await topics(ben, group)).toEqual([]);
  expect((await topics(ben, group, [made]))[0]).toMatchObject({
    group_topic_info_result_error_code: 110002, group_topic_info_result_topic_info: { group_topic_info_topic_id: made },
  });
});

test('an own id is taken, and a taken one refused', async () => {
  const { anna, group } = await withTown();
  const id = `${group}@TOPIC#_news`;
  expect(await topic(anna, group, { id })).toBe(id);
  expect(await createTopic(anna, group, { id, name: 'again' })).toMatchObject(refusal(10025));
  for (const bad of ['news', `${group}@TOPIC#_`, '@TGS#_elsewhere@TOPIC#_news', `${group}@TOPIC#_@TGS#_x`]) {
    expect(await createTopic(anna, group, { id: bad, name: 'bad' })).toMatchObject({ code: 10004 });
  }
  expect(ids(await topics(anna, group))).toEqual([id]);
});

test('each topic is answered by itself, and all of them are when no ids are given', async () => {
  const { anna, group } = await withTown();
  const [first, second] = [await topic(anna, group, { id: `${group}@TOPIC#_a` }), await topic(anna, group, { id: `${group}@TOPIC#_b` })];
  expect(ids(await topics(anna, group))).toEqual([first, second]);
  const asked = await topics(anna, group, [second, 'bad', `${group}@TOPIC#_c`, first]);
  expect(asked.map((one) => one['group_topic_info_result_error_code'])).toEqual([0, 10004, 110002, 0]);
  expect(topicCodes(await deleteTopics(anna, group, [first, 'bad', `${group}@TOPIC#_c`, first]))).toEqual([0, 10004, 110002, 110002]);
  expect(ids(await topics(anna, group))).toEqual([second]);
});

test('sizes have their codes, and a topic needs a name', async () => {
  const { anna, group } = await withTown();
  for (const [field, most, code, name] of [
    ['name', 30, 8502, 'group_topic_info_topic_name'],
    ['introduction', 240, 8503, 'group_topic_info_introduction'],
    ['notification', 300, 8504, 'group_topic_info_notification'],
    ['face_url', 100, 8505, 'group_topic_info_topic_face_url'],
    ['custom_string', 3000, 10004, 'group_topic_info_custom_string'],
  ] as const) {
    expect(await createTopic(anna, group, { name: 'n', [field]: 'x'.repeat(most) })).toMatchObject({ code: 0 });
    expect(await createTopic(anna, group, { name: 'n', [field]: 'x'.repeat(most + 1) })).toMatchObject(refusal(code, name, String(most)));
  }
  expect(await createTopic(anna, group, {})).toMatchObject(refusal(10004, 'group_topic_info_topic_name'));
});

test('owner and admins manage topics, ordinary members and outsiders do not', async () => {
  const { anna, ben, carol, group } = await withTown();
  const made = await topic(anna, group);
  for (const other of [ben, carol]) {
    expect(await createTopic(other, group, { name: 'n' })).toMatchObject({ code: 10007 });
    expect(await setTopic(other, made, 1, { name: 'n' })).toMatchObject({ code: 10007 });
    expect(await deleteTopics(other, group, [made])).toMatchObject({ code: 10007 });
  }
  expect(await call(carol, 'TIMGroupGetTopicInfoList', { group_id: group, json_topic_id_array: [] })).toMatchObject({ code: 10007 });
  await appoint(anna, group, 'ben');
  expect(await setTopic(ben, made, 1, { name: 'of ben' })).toEqual(DONE);
  expect(await shownTopic(anna, group, made)).toMatchObject({ group_topic_info_topic_name: 'of ben' });
});

test('other groups have no topics', async () => {
  const { anna } = await withTown();
  const plain = await created(anna, { type: Type.Community });
  const open = await created(anna, { type: Type.Public });
  for (const group of [plain, open]) expect(await createTopic(anna, group, { name: 'n' })).toMatchObject({ code: 10007 });
  expect(await createTopic(anna, '@TGS#_nowhere', { name: 'n' })).toMatchObject({ code: 10010 });
});

test('communities with topics have their own list', async () => {
  const { anna, ben, group } = await withTown();
  const plain = await created(anna, { type: Type.Community });
  expect([...(await joined(anna)).keys()]).toEqual([plain]);
  const own = await call(anna, 'TIMGroupGetJoinedCommunityList', { user_data: 'mine' });
  expect(own).toMatchObject({ code: 0, desc: '', user_data: 'mine' });
  expect(own.json_param).toMatchObject([
    { group_base_info_group_id: group, group_base_info_group_type: 5, group_detail_info_is_support_topic: true,
      group_base_info_self_info: { group_self_info_role: 400 } },
  ]);
  expect((await call(ben, 'TIMGroupGetJoinedCommunityList')).json_param).toHaveLength(1);
  expect(await quit(ben, group)).toMatchObject({ code: 0 });
  expect((await call(ben, 'TIMGroupGetJoinedCommunityList')).json_param).toEqual([]);
});

test('the receive option and a mute of a topic are seen by the one they are of', async () => {
  const { anna, ben, group } = await withTown();
  const made = await topic(anna, group);
  expect(await call(ben, 'TIMMsgSetGroupReceiveMessageOpt', { group_id: made, opt: 1 })).toMatchObject({ code: 0 });
  expect(await shownTopic(ben, group, made)).toMatchObject({ group_topic_info_recv_opt: 1 });
  expect(await shownTopic(anna, group, made)).toMatchObject({ group_topic_info_recv_opt: 0 });
  expect(await modifyMember(anna, made, 'ben', 4, { shutup_time: 4294967295 })).toEqual(DONE);
  expect(await shownTopic(ben, group, made)).toMatchObject({ group_topic_info_self_mute_time: 4294967295 });
  expect(await modifyMember(ben, made, 'anna', 4, { shutup_time: 60 })).toMatchObject({ code: 10007 });
  expect(await modifyMember(anna, made, 'ben', 8, { name_card: 'x' })).toMatchObject(refusal(10004, 'shutup_time'));
  expect(await modifyMember(anna, made, 'ben', 4, { shutup_time: 0 })).toEqual(DONE);
  expect(await shownTopic(ben, group, made)).toMatchObject({ group_topic_info_self_mute_time: 0 });
  expect(await shown(ben, group)).toMatchObject({ group_detail_info_group_id: group });
});

test('members hear of topics, in every instance, and outsiders do not', async () => {
  const { folder, anna, ben, carol, group } = await withTown();
  const other = await loggedIn(folder, 'ben');
  const heard = [];
  for (const client of [anna, ben, other, carol]) {
    const [created, changed, deleted] = [
      await HeardValues.of(client, 'TIMSetGroupTopicCreatedCallback'),
      await HeardValues.of(client, 'TIMSetGroupTopicChangedCallback'),
      await HeardValues.of(client, 'TIMSetGroupTopicDeletedCallback'),
    ];
    heard.push({ created, changed, deleted });
  }
  const made = await topic(anna, group, { name: 'News' });
  expect(await setTopic(anna, made, 1, { name: 'Sport' })).toEqual(DONE);
  expect(topicCodes(await deleteTopics(anna, group, [made, made]))).toEqual([0, 110002]);
  for (const { created, changed, deleted } of heard.slice(0, 3)) {
    expect(await created.take(1)).toEqual([[group, made]]);
    const [[where, info]] = (await changed.take(1)) as [[unknown, Record<string, unknown>]];
    expect([where, info]).toMatchObject([group, { group_topic_info_topic_id: made, group_topic_info_topic_name: 'Sport' }]);
    expect(info).not.toHaveProperty('group_topic_info_self_mute_time');
    expect(await deleted.take(1)).toEqual([[group, [made]]]);
  }
  await caughtUp(carol);
  expect(heard[3]!.created.waiting + heard[3]!.changed.waiting + heard[3]!.deleted.waiting).toBe(0);
});

test('arguments of the wrong shape are refused at once', async () => {
  const { anna, group } = await withTown();
  for (const [method, argument] of [
    ['TIMGroupCreateTopicInCommunity', { group_id: '', json_topic_info: {} }],
    ['TIMGroupCreateTopicInCommunity', { group_id: group }],
    ['TIMGroupDeleteTopicFromCommunity', { group_id: group }],
    ['TIMGroupSetTopicInfo', {}],
    ['TIMGroupGetTopicInfoList', { group_id: group }],
  ] as const) {
    expect(await call(anna, method, argument)).toMatchObject({ code: -4 });
  }
  expect(await call(anna, 'TIMGroupSetTopicInfo', { json_topic_info: 3 })).toMatchObject({ code: 10004 });
  expect(await deleteTopics(anna, group, [])).toMatchObject({ code: 10004 });
});
