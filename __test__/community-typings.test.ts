// Apps compile against the typings of the package: arguments, results and listeners of communities. What the calls do is in the other
// tests; here an instance without login is enough.
import TimRender from '../index.js';

const tim = new TimRender();
afterAll(() => tim.close());

const GROUP = '@TGS#_town';
const PERMISSION_GROUP = '@PMG#_guards';

test('arguments and results of calls about topics', async () => {
  const info: TimRender.GroupTopicInfo = {
    group_topic_info_topic_id: `${GROUP}@TOPIC#_news`,
    group_topic_info_topic_name: 'News',
    group_topic_info_is_all_muted: true,
    group_modify_info_param_modify_flag: 1 + 256,
  };
  const created: TimRender.CommonResult<string> = await tim.TIMGroupCreateTopicInCommunity({ group_id: GROUP, json_topic_info: info });
  const changed: TimRender.CommonResult<string> = await tim.TIMGroupSetTopicInfo({ json_topic_info: info, user_data: 'mine' });
  const ids: TimRender.DeleteTopicParam = { group_id: GROUP, json_topic_id_array: [`${GROUP}@TOPIC#_news`] };
  const deleted: TimRender.CommonResult<TimRender.TopicOperationResult[]> = await tim.TIMGroupDeleteTopicFromCommunity(ids);
  const found: TimRender.CommonResult<TimRender.GroupTopicInfoResult[]> = await tim.TIMGroupGetTopicInfoList(ids);
  const joined: TimRender.CommonResult<TimRender.GroupInfo[]> = await tim.TIMGroupGetJoinedCommunityList({ user_data: 'mine' });
  expect([created, changed, deleted, found, joined].map((answer) => answer.code)).toEqual([6013, 6013, 6013, 6013, 6013]);
  expect([...found.json_param].map((one): string | undefined => one.group_topic_info_result_topic_info.group_topic_info_topic_name)).toEqual([]);
});

test('arguments and results of calls about permission groups', async () => {
  const info: TimRender.PermissionGroupInfo = {
    community_group_id: GROUP,
    permission_group_id: PERMISSION_GROUP,
    permission_group_name: 'Guards',
    group_permission: 32n,
    permission_group_modify_info_flag: 3,
  };
  const members = { group_id: GROUP, permission_group_id: PERMISSION_GROUP, json_member_id_array: ['bob'] };
  const rights: TimRender.AddTopicPermissionToPermissionGroupParam = {
    group_id: GROUP,
    permission_group_id: PERMISSION_GROUP,
    json_topic_permission_map: [{ topic_permission_key: `${GROUP}@TOPIC#_news`, topic_permission_value: 1 }],
  };
  const topics = { group_id: GROUP, permission_group_id: PERMISSION_GROUP, json_topic_id_array: [] };
  const page: TimRender.CommonResult<TimRender.PermissionGroupMemberInfoResult> = await tim.TIMCommunityGetCommunityMemberListInPermissionGroup({
    group_id: GROUP, permission_group_id: PERMISSION_GROUP, next_cursor: '',
  });
  const answers: TimRender.CommonResult<unknown>[] = [
    page,
    await tim.TIMCommunityCreatePermissionGroupInCommunity({ json_permission_group_info: info }),
    await tim.TIMCommunityModifyPermissionGroupInfoInCommunity({ json_permission_group_info: info }),
    await tim.TIMCommunityDeletePermissionGroupFromCommunity({ group_id: GROUP, json_permission_group_id_array: [PERMISSION_GROUP] }),
    await tim.TIMCommunityGetPermissionGroupListInCommunity({ group_id: GROUP, json_permission_group_id_array: [] }),
    await tim.TIMCommunityGetJoinedPermissionGroupListInCommunity({ group_id: GROUP }),
    await tim.TIMCommunityAddCommunityMembersToPermissionGroup(members),
    await tim.TIMCommunityRemoveCommunityMembersFromPermissionGroup(members),
    await tim.TIMCommunityAddTopicPermissionToPermissionGroup(rights),
    await tim.TIMCommunityModifyTopicPermissionInPermissionGroup(rights),
    await tim.TIMCommunityDeleteTopicPermissionFromPermissionGroup(topics),
    await tim.TIMCommunityGetTopicPermissionInPermissionGroup(topics),
  ];
  for (const answer of answers) expect(answer.code).toBe(6013);
});

test('listeners of communities get their values as one array, and singly', async () => {
  const told: TimRender.CommonResult<string>[] = [
    await tim.TIMSetGroupTopicCreatedCallback({ callback: ([group, topic, data], ...rest) => void [group.length, topic.length, data, rest] }),
    await tim.TIMSetGroupTopicDeletedCallback({ callback: (all, topics) => void [all[0], JSON.parse(topics)] }),
    await tim.TIMSetGroupTopicChangedCallback({ callback: (all) => void (JSON.parse(all[1]) as TimRender.GroupTopicInfo) }),
    await tim.TIMSetCommunityReceiveTopicRESTCustomDataCallback({ callback: (all, text: string) => void [all, text] }),
    await tim.TIMSetCommunityCreatePermissionGroupCallback({ callback: (all) => void (JSON.parse(all[1]) as TimRender.PermissionGroupInfo) }),
    await tim.TIMSetCommunityAddMembersToPermissionGroupCallback({
      callback: (all) => void (JSON.parse(all[1]) as TimRender.PermissionGroupCallback).member_id_list,
    }),
    await tim.TIMSetCommunityModifyTopicPermissionCallback({ callback: null, user_data: 'mine' }),
  ];
  for (const answer of told) expect(answer.code).toBe(0);
});
