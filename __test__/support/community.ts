/** Calls about topics and permission groups, in few words. */
import { type Answer, call, type Client, type Shown } from './addon';
import { created, Type } from './group';
import { prefixed } from './life';
import { Heard } from './listen';

/** Rights in a community, as in V2TIMCommunityPermissionValue. */
export const Right = { Profile: 1, Members: 2, PermissionGroups: 4, PermissionMembers: 8, Topics: 16, Mute: 32, Speak: 64 } as const;

/** Rights in a topic, as in V2TIMTopicPermissionValue. */
export const TopicRight = { Topic: 1, Rights: 2, Mute: 4, Speak: 8 } as const;

/** Creates a community with topics that must succeed and gives its id. */
export const town = (client: Client, fields: Record<string, unknown> = {}): Promise<string> =>
  created(client, { type: Type.Community, is_support_topic: true, ...fields });

const topicName = (short: string): string => {
  if (short === 'id' || short === 'name' || short === 'face_url') return `group_topic_info_topic_${short}`;
  return short === 'modify_flag' ? 'group_modify_info_param_modify_flag' : `group_topic_info_${short}`;
};

/** A topic: `name` stands for `group_topic_info_topic_name`, `introduction` for `group_topic_info_introduction`. */
export const topicInfo = (fields: Record<string, unknown>): Shown =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [topicName(name), value]));

export const createTopic = (client: Client, group_id: string, fields: Record<string, unknown>): Promise<Answer> =>
  call(client, 'TIMGroupCreateTopicInCommunity', { group_id, json_topic_info: topicInfo(fields) });

/** Creates a topic that must succeed and gives its id. */
export async function topic(client: Client, group: string, fields: Record<string, unknown> = {}): Promise<string> {
  const answer = await createTopic(client, group, { name: 'a topic', ...fields });
  expect(answer).toMatchObject({ code: 0, desc: '', json_param: expect.any(String) as string });
  return answer.json_param as string;
}

export const setTopic = (client: Client, id: string, modify_flag: unknown, fields: Record<string, unknown> = {}): Promise<Answer> =>
  call(client, 'TIMGroupSetTopicInfo', { json_topic_info: topicInfo({ id, modify_flag, ...fields }) });

export const deleteTopics = (client: Client, group_id: string, json_topic_id_array: unknown[]): Promise<Answer> =>
  call(client, 'TIMGroupDeleteTopicFromCommunity', { group_id, json_topic_id_array });

/** Topics as `TIMGroupGetTopicInfoList` gives them; all of them without ids. */
export async function topics(client: Client, group_id: string, json_topic_id_array: unknown[] = []): Promise<Shown[]> {
  const answer = await call(client, 'TIMGroupGetTopicInfoList', { group_id, json_topic_id_array });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return answer.json_param as Shown[];
}

/** What is shown of one topic that exists. */
export async function shownTopic(client: Client, group: string, id: string): Promise<Shown> {
  const [found] = await topics(client, group, [id]);
  expect(found).toMatchObject({ group_topic_info_result_error_code: 0, group_topic_info_result_error_message: '' });
  return found!['group_topic_info_result_topic_info'] as Shown;
}

/** A permission group: `name` stands for `permission_group_name`, `rights` for `group_permission`. */
const permissionInfo = (group: string, fields: Record<string, unknown>): Shown => {
  const names: Record<string, string> = {
    id: 'permission_group_id', name: 'permission_group_name', custom: 'permission_custom_data', rights: 'group_permission',
    modify_flag: 'permission_group_modify_info_flag',
  };
  const named = Object.entries(fields).map(([name, value]) => [names[name]!, value]);
  return { community_group_id: group, ...Object.fromEntries(named) } as Shown;
};

export const createPermissionGroup = (client: Client, group: string, fields: Record<string, unknown>): Promise<Answer> =>
  call(client, 'TIMCommunityCreatePermissionGroupInCommunity', { json_permission_group_info: permissionInfo(group, fields) });

/** Creates a permission group that must succeed and gives its id. */
export async function permissionGroup(client: Client, group: string, rights: number, fields: Record<string, unknown> = {}): Promise<string> {
  const answer = await createPermissionGroup(client, group, { name: 'a permission group', rights, ...fields });
  expect(answer).toMatchObject({ code: 0, desc: '', json_param: expect.any(String) as string });
  return answer.json_param as string;
}

export const setPermissionGroup = (client: Client, group: string, id: string, modify_flag: unknown, fields = {}): Promise<Answer> =>
  call(client, 'TIMCommunityModifyPermissionGroupInfoInCommunity', {
    json_permission_group_info: permissionInfo(group, { id, modify_flag, ...fields }),
  });

const inPermissionGroup = (method: string) => (client: Client, group_id: string, permission_group_id: string, more: object): Promise<Answer> =>
  call(client, method, { group_id, permission_group_id, ...more });

const addTo = inPermissionGroup('TIMCommunityAddCommunityMembersToPermissionGroup');
const removeFrom = inPermissionGroup('TIMCommunityRemoveCommunityMembersFromPermissionGroup');

export const addMembers = (client: Client, group: string, id: string, users: unknown[]): Promise<Answer> =>
  addTo(client, group, id, { json_member_id_array: users });

export const removeMembers = (client: Client, group: string, id: string, users: unknown[]): Promise<Answer> =>
  removeFrom(client, group, id, { json_member_id_array: users });

/** The codes of an answer that has one for each of several users. */
export const memberCodes = (answer: Answer): Record<string, unknown> => {
  expect(answer).toMatchObject({ code: 0, desc: '' });
  const prefix = 'permission_group_member_operation_result_';
  return Object.fromEntries((answer.json_param as Shown[]).map((row) => [row[`${prefix}identifier`], row[`${prefix}error_code`]]));
};

/** Members of a permission group, one page. */
export async function membersOf(client: Client, group: string, id: string, next_cursor = ''): Promise<{ ids: unknown[]; next: unknown }> {
  const answer = await inPermissionGroup('TIMCommunityGetCommunityMemberListInPermissionGroup')(client, group, id, { next_cursor });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  const page = answer.json_param as Shown;
  const rows = page['permission_group_member_info_result_array'] as Shown[];
  return { ids: rows.map((row) => row['group_member_info_identifier']), next: page['permission_group_member_info_result_next_cursor'] };
}

const rightsMap = (rights: Record<string, number>): Shown[] =>
  Object.entries(rights).map(([topic_permission_key, topic_permission_value]) => ({ topic_permission_key, topic_permission_value }));

export const addRights = (client: Client, group: string, id: string, rights: Record<string, number>): Promise<Answer> =>
  inPermissionGroup('TIMCommunityAddTopicPermissionToPermissionGroup')(client, group, id, { json_topic_permission_map: rightsMap(rights) });

export const setRights = (client: Client, group: string, id: string, rights: Record<string, number>): Promise<Answer> =>
  inPermissionGroup('TIMCommunityModifyTopicPermissionInPermissionGroup')(client, group, id, { json_topic_permission_map: rightsMap(rights) });

export const takeRights = (client: Client, group: string, id: string, topicIds: unknown[]): Promise<Answer> =>
  inPermissionGroup('TIMCommunityDeleteTopicPermissionFromPermissionGroup')(client, group, id, { json_topic_id_array: topicIds });

export const rightsIn = (client: Client, group: string, id: string, topicIds: unknown[]): Promise<Answer> =>
  inPermissionGroup('TIMCommunityGetTopicPermissionInPermissionGroup')(client, group, id, { json_topic_id_array: topicIds });

/** The codes of an answer that has one for each of several topics. */
export const topicCodes = (answer: Answer): unknown[] => {
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return (answer.json_param as Shown[]).map((row) => row['group_topic_operation_result_error_code']);
};

/** What a listener with two values before its user data hears: the values of one call, the second parsed when it is JSON. */
export class HeardValues {
  readonly #heard = new Heard<[all: unknown[], ...rest: unknown[]]>();

  /** Begins to hear. */
  static async of(client: Client, method: string): Promise<HeardValues> {
    const heard = new HeardValues();
    expect(await call(client, method, { callback: heard.#heard.callback, user_data: 'mine' })).toMatchObject({ code: 0 });
    return heard;
  }

  /** The values of so many calls; there must be no more. */
  async take(count: number): Promise<[unknown, unknown][]> {
    return (await this.#heard.take(count)).map(([all, ...rest]) => {
      expect([all[2], rest]).toEqual(['mine', [all[1], 'mine']]);
      return [all[0], parsed(all[1])];
    });
  }

  /** How many calls came and were not taken. */
  get waiting(): number {
    return this.#heard.calls.length;
  }
}

const parsed = (text: unknown): unknown => (/^[[{]/.test(text as string) ? (JSON.parse(text as string) as unknown) : text);

/** The fields that all answers for one of several have. */
export const result = (prefix: string, fields: Record<string, unknown>): Shown => prefixed(prefix, fields);
