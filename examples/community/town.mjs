// A community with topics: an invite link, a refusal that is explained, a right that is given, a call that may be repeated.
//   node examples/community/town.mjs [DATA FOLDER]
import TimRender from 'opentim';

const [dataDir = './data/example'] = process.argv.slice(2);

async function user(userID) {
  const sdk = new TimRender({ dataDir, instance: userID });
  await sdk.TIMInit();
  const { code, desc } = await sdk.TIMLogin({ userID, userSig: TimRender.genTestUserSig({ dataDir, userID, expire: 86400 }) });
  if (code !== 0) throw new Error(desc);
  return sdk;
}

const [alice, bob] = [await user('alice'), await user('bob')];
const town = { create_group_param_group_name: 'Town', create_group_param_group_type: 5, create_group_param_is_support_topic: true };
const params = { ...town, create_group_param_enable_permission_group: true }; // not roles but permission groups say who may what
const group_id = (await alice.TIMGroupCreate({ params })).json_param.create_group_result_groupid;
const link = await alice.opentimCreateInviteLink({ group_id, max_uses: 1, expire_seconds: 3600 });
await bob.opentimJoinByInviteLink({ token: link.json_param.token });
const topic = { group_id, json_topic_info: { group_topic_info_topic_name: 'News' }, operation_id: crypto.randomUUID() };
const { json_param: why } = await bob.explain({ method: 'TIMGroupCreateTopicInCommunity', params: topic });
console.log(why.desc);
const editors = { community_group_id: group_id, permission_group_name: 'Editors', group_permission: 1 << 4 }; // bit 4 of the desc
const made = await alice.TIMCommunityCreatePermissionGroupInCommunity({ json_permission_group_info: editors });
await alice.TIMCommunityAddCommunityMembersToPermissionGroup({ group_id, permission_group_id: made.json_param, json_member_id_array: ['bob'] });
const [first, again] = [await bob.TIMGroupCreateTopicInCommunity(topic), await bob.TIMGroupCreateTopicInCommunity(topic)];
console.log('the same call twice, one topic:', first.json_param === again.json_param);
