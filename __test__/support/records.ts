/** Calls about attributes, counters and invite links, in few words. */
import { type Answer, call, type Client, type Shown } from './addon';
import { Heard } from './listen';

const listed = (attributes: Record<string, unknown>): Shown[] =>
  Object.entries(attributes).map(([group_attribute_key, group_attribute_value]) => ({ group_attribute_key, group_attribute_value }));

/** Replaces all attributes of a group. */
export const initAttributes = (client: Client, groupId: string, attributes: Record<string, unknown>, more = {}): Promise<Answer> =>
  call(client, 'TIMGroupInitGroupAttributes', { groupId, attributes: listed(attributes), ...more });

/** Sets attributes of a group. */
export const setAttributes = (client: Client, groupId: string, attributes: Record<string, unknown>, more = {}): Promise<Answer> =>
  call(client, 'TIMGroupSetGroupAttributes', { groupId, attributes: listed(attributes), ...more });

export const deleteAttributes = (client: Client, groupId: string, attributesKey: unknown[]): Promise<Answer> =>
  call(client, 'TIMGroupDeleteGroupAttributes', { groupId, attributesKey });

const asObject = (rows: Shown[], prefix: string): Shown =>
  Object.fromEntries(rows.map((row) => [row[`${prefix}key`] as string, row[`${prefix}value`]]));

/** The attributes of a group, which must be shown. */
export async function attributesOf(client: Client, groupId: string, attributesKey?: string[]): Promise<Shown> {
  const answer = await call(client, 'TIMGroupGetGroupAttributes', { groupId, attributesKey });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return asObject(answer.json_param as Shown[], 'group_attribute_');
}

/** Sets counters of a group. */
export const setCounters = (client: Client, group_id: string, counters: Record<string, unknown>): Promise<Answer> =>
  call(client, 'TIMGroupSetGroupCounters', {
    params: {
      group_id,
      json_group_counter_array: Object.entries(counters).map(([group_counter_key, group_counter_value]) => ({
        group_counter_key,
        group_counter_value,
      })),
    },
  });

/** Counts up, or down. */
export const count = (client: Client, way: 'Increase' | 'Decrease', group_id: string, key: string, value: unknown): Promise<Answer> =>
  call(client, `TIMGroup${way}GroupCounter`, { group_id, group_counter_key: key, group_counter_value: value });

/** The counters of an answer, which must be one of success. */
export function counters(answer: Answer): Shown {
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return asObject(answer.json_param as Shown[], 'group_counter_');
}

/** The counters of a group, which must be shown. */
export const countersOf = async (client: Client, group_id: string, json_group_counter_key_array: string[] = []): Promise<Shown> =>
  counters(await call(client, 'TIMGroupGetGroupCounters', { group_id, json_group_counter_key_array }));

/** A listener with the values of its callback as `all`. */
export type Values<All extends unknown[]> = Heard<[all: All, ...rest: unknown[]]>;

/** Takes a listener, which notes its calls. */
export async function listens<All extends unknown[]>(client: Client, method: string, more = {}): Promise<Values<All>> {
  const heard: Values<All> = new Heard();
  expect(await call(client, method, { callback: heard.callback, ...more })).toMatchObject({ code: 0 });
  return heard;
}

/** A link that was made. */
export interface Link {
  link_id: string;
  token: string;
  group_id: string;
}

/** Makes an invite link, which must succeed. */
export async function link(client: Client, group_id: string, more = {}): Promise<Link> {
  const answer = await call(client, 'opentimCreateInviteLink', { group_id, ...more });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return answer.json_param as Link;
}

export const joinBy = (client: Client, token: unknown, message?: string): Promise<Answer> =>
  call(client, 'opentimJoinByInviteLink', { token, message });

/** What `explain` says of a call. */
export interface Explained {
  allowed: boolean;
  code: number;
  desc: string;
  rules: Shown[];
}

/** Asks whether a call would be done, which must be answered. */
export async function explain(client: Client, method: string, params: unknown): Promise<Explained> {
  const answer = await call(client, 'explain', { method, params });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return answer.json_param as Explained;
}
