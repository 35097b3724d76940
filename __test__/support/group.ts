import { type Answer, type Client, type InfoResult, type Shown } from './addon';

/** Numbers of the group types. */
export const Type = { Public: 0, Private: 1, ChatRoom: 2, BChatRoom: 3, AVChatRoom: 4, Community: 5 } as const;

/** Parameters of a new group without the prefix that all their names have: `name` stands for `create_group_param_group_name`. */
export function group(fields: Record<string, unknown> = {}): { params: Record<string, unknown> } {
  const named = Object.entries({ name: 'a group', ...fields }).map(([key, value]) => [paramName(key), value]);
  return { params: Object.fromEntries(named) as Record<string, unknown> };
}

const IN_GROUP = new Set(['name', 'id', 'type', 'member_array']);

/** The full name of a parameter: `id` is `create_group_param_group_id`, `add_option` is `create_group_param_add_option`. */
export function paramName(short: string): string {
  return IN_GROUP.has(short) ? `create_group_param_group_${short}` : `create_group_param_${short}`;
}

/** A member of a new group. */
export function member(id: unknown, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const named = Object.entries({ identifier: id, ...fields }).map(([key, value]) => [`group_member_info_${key}`, value]);
  return Object.fromEntries(named) as Record<string, unknown>;
}

/** A custom field of a group. */
export function field(key: unknown, value: unknown): Record<string, unknown> {
  return { group_info_custom_string_info_key: key, group_info_custom_string_info_value: value };
}

/** A custom field of a member. */
export function memberField(key: unknown, value: unknown): Record<string, unknown> {
  return { group_member_info_custom_string_info_key: key, group_member_info_custom_string_info_value: value };
}

/** Creates a group that must succeed and gives its id. */
export async function created(client: Client, fields: Record<string, unknown> = {}): Promise<string> {
  const answer = await client.TIMGroupCreate(group(fields));
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return answer.json_param.create_group_result_groupid;
}

/** What is known of one group, or its code when it cannot be shown. */
export async function info(client: Client, id: string): Promise<InfoResult> {
  const answer = await client.TIMGroupGetGroupInfoList({ groupIds: [id] });
  expect(answer).toMatchObject({ code: 0, json_param: [{}] });
  return answer.json_param[0]!;
}

/** The full view of a group that exists. */
export async function shown(client: Client, id: string): Promise<Shown> {
  const result = await info(client, id);
  expect(result).toMatchObject({ get_groups_info_result_code: 0, get_groups_info_result_desc: '' });
  return result.get_groups_info_result_info;
}

/** The groups that a client's user is in, by id. */
export async function joined(client: Client): Promise<Map<string, Shown>> {
  const answer = await client.TIMGroupGetJoinedGroupList();
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return new Map(answer.json_param.map((one) => [one['group_base_info_group_id'] as string, one]));
}

/** The caller's own role in a group of his, as a number. */
export async function ownRole(client: Client, id: string): Promise<unknown> {
  const own = (await joined(client)).get(id)?.['group_base_info_self_info'] as Shown | undefined;
  return own?.['group_self_info_role'];
}

/** A refusal, as `toMatchObject` takes it: its code, and words that its sentence must hold. */
export function refusal(code: number, ...words: string[]): Partial<Answer> {
  const pattern = new RegExp(words.map((word) => `(?=[^]*${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`).join('') + '.');
  return { code, desc: expect.stringMatching(pattern) as unknown as string, json_param: '' };
}
