/** Calls of a group's whole life, in few words. Users of a test are clients of one folder, so that each sees what the others do. */
import { type Answer, call, type Client, type Shown } from './addon';
import { created } from './group';
import { Heard } from './listen';

/** The full names of fields that share a prefix. */
export function prefixed(prefix: string, fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [prefix + name, value]));
}

/** What a call that gives nothing back answers when it was done. */
export const DONE = { code: 0, desc: '', json_param: '', user_data: '' };

export const join = (client: Client, groupId: string, helloMsg?: string): Promise<Answer> =>
  call(client, 'TIMGroupJoin', { groupId, helloMsg });

export const quit = (client: Client, groupId: string): Promise<Answer> => call(client, 'TIMGroupQuit', { groupId });

export const disband = (client: Client, groupId: string): Promise<Answer> => call(client, 'TIMGroupDelete', { groupId });

export const invite = (client: Client, group_id: string, users: unknown[], user_data?: string): Promise<Answer> =>
  call(client, 'TIMGroupInviteMember', {
    params: prefixed('group_invite_member_param_', { group_id, identifier_array: users, user_data }),
  });

/** What became of each of the invited. */
export async function invited(client: Client, group: string, users: string[], words?: string): Promise<Record<string, number>> {
  const answer = await invite(client, group, users, words);
  expect(answer).toMatchObject({ code: 0, desc: '', json_param: expect.any(String) as string });
  return results(JSON.parse(answer.json_param as string) as Shown[], 'group_invite_member_result_');
}

export const kick = (client: Client, group_id: string, users: unknown[], more: Record<string, unknown> = {}): Promise<Answer> =>
  call(client, 'TIMGroupDeleteMember', {
    params: prefixed('group_delete_member_param_', { group_id, identifier_array: users, ...more }),
  });

/** What became of each of those who were to be removed. */
export async function kicked(client: Client, group: string, users: string[], more = {}): Promise<Record<string, number>> {
  const answer = await kick(client, group, users, more);
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return results(answer.json_param as Shown[], 'group_delete_member_result_');
}

function results(rows: Shown[], prefix: string): Record<string, number> {
  for (const row of rows) expect(Object.keys(row).sort()).toEqual([`${prefix}identifier`, `${prefix}result`]);
  return Object.fromEntries(rows.map((row) => [row[`${prefix}identifier`], row[`${prefix}result`] as number]));
}

/** Changes what the flag names of a group. */
export const modify = (client: Client, group_id: string, modify_flag: unknown, fields: Record<string, unknown> = {}): Promise<Answer> =>
  call(client, 'TIMGroupModifyGroupInfo', { params: prefixed('group_modify_info_param_', { group_id, modify_flag, ...fields }) });

/** Changes what the flag names of a member. */
export const modifyMember = (
  client: Client, group_id: string, identifier: unknown, modify_flag: unknown, fields: Record<string, unknown> = {},
): Promise<Answer> =>
  call(client, 'TIMGroupModifyMemberInfo', {
    params: prefixed('group_modify_member_info_', { group_id, identifier, modify_flag, ...fields }),
  });

/** Makes a member admin; it must succeed. */
export async function appoint(client: Client, group: string, user: string): Promise<void> {
  expect(await modifyMember(client, group, user, 2, { member_role: 300 })).toEqual(DONE);
}

export const listMembers = (client: Client, group_id: string, fields: Record<string, unknown> = {}): Promise<Answer> =>
  call(client, 'TIMGroupGetMemberInfoList', {
    params: prefixed('group_get_members_info_list_param_', { group_id, next_seq: 0, ...fields }),
  });

/** One page of members, and where the next begins. */
export async function page(client: Client, group: string, fields = {}): Promise<{ rows: Shown[]; next: number }> {
  const answer = await listMembers(client, group, fields);
  expect(answer).toMatchObject({ code: 0, desc: '' });
  const result = answer.json_param as Shown;
  return {
    rows: result['group_get_member_info_list_result_info_array'] as Shown[],
    next: result['group_get_member_info_list_result_next_seq'] as number,
  };
}

/** Ids of a group's members, of its first page. */
export async function ids(client: Client, group: string, fields = {}): Promise<unknown[]> {
  return (await page(client, group, fields)).rows.map((row) => row['group_member_info_identifier']);
}

/** What is shown of one member. */
export async function memberOf(client: Client, group: string, user: string): Promise<Shown> {
  const { rows, next } = await page(client, group, { identifier_array: [user] });
  expect([rows.length, next]).toEqual([1, 0]);
  return rows[0]!;
}

/** A page of applications and invitations. */
export interface Pendencies {
  group_pendency_result_next_start_time: number;
  group_pendency_result_read_time_seq: number;
  group_pendency_result_unread_num: number;
  group_pendency_result_pendency_array: Shown[];
}

export async function pendencies(client: Client, start_time = 0, max_limited = 20): Promise<Pendencies> {
  const answer = await call(client, 'TIMGroupGetPendencyList', { params: prefixed('group_pendency_option_', { start_time, max_limited }) });
  expect(answer).toMatchObject({ code: 0, desc: '' });
  return answer.json_param as Pendencies;
}

/** Applications and invitations, newest first. */
export const waiting = async (client: Client): Promise<Shown[]> => (await pendencies(client)).group_pendency_result_pendency_array;

export const handle = (client: Client, pendency: unknown, is_accept?: unknown, handle_msg?: unknown): Promise<Answer> =>
  call(client, 'TIMGroupHandlePendency', { params: prefixed('group_handle_pendency_param_', { pendency, is_accept, handle_msg }) });

/** What somebody is told of one group: tips, and reports for himself. */
export class Ears {
  readonly tips = new Heard();
  readonly messages = new Heard();
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** The next tips; there must be no more. */
  nextTips(count: number): Promise<Shown[]> {
    return this.tips.texts<Shown>(count);
  }

  /** The next reports; there must be no more. */
  async nextReports(count: number): Promise<Shown[]> {
    return (await this.messages.texts<[Message]>(count)).map(([message]) => message.message_elem_array[0]);
  }

  /** Nothing more was told. */
  async silent(): Promise<void> {
    await caughtUp(this.#client);
    expect([this.tips.calls, this.messages.calls]).toEqual([[], []]);
  }
}

interface Message {
  message_elem_array: [Shown];
}

type Listener = (all: [text: string, userData: unknown], userData: unknown) => void;

/** Waits until somebody has been told all that happened so far: what is told after it comes after it. */
export async function caughtUp(client: Client): Promise<void> {
  const marks = new Heard();
  expect(await call(client, 'TIMAddRecvNewMsgCallback', { callback: marks.callback })).toMatchObject({ code: 0 });
  const group = await created(client);
  const isMark = ([all]: [all: [string, unknown], userData: unknown]) => all[0].includes(JSON.stringify(group));
  await marks.until((calls) => calls.some(isMark));
  expect(await call(client, 'TIMRemoveRecvNewMsgCallback', { callback: marks.callback })).toMatchObject({ code: 0 });
}

/** Begins to note what somebody is told of a group from now on. */
export async function ears(client: Client, group: string): Promise<Ears> {
  await caughtUp(client);
  const heard = new Ears(client);
  const tips: Listener = (all, data) => {
    if ((JSON.parse(all[0]) as Shown)['group_tips_elem_group_id'] === group) heard.tips.callback(all, data);
  };
  const messages: Listener = (all, data) => {
    const [message] = JSON.parse(all[0]) as [Message];
    if (message.message_elem_array[0]['group_report_elem_group_id'] === group) heard.messages.callback(all, data);
  };
  expect(await call(client, 'TIMSetGroupTipsEventCallback', { callback: tips })).toMatchObject({ code: 0 });
  expect(await call(client, 'TIMAddRecvNewMsgCallback', { callback: messages })).toMatchObject({ code: 0 });
  return heard;
}

/** A tip as `toMatchObject` takes it: its type, group and operator, and what else is given without its prefix. */
export const tip = (tip_type: number, group_id: string, op_user: string, more: Record<string, unknown> = {}): Shown =>
  prefixed('group_tips_elem_', { tip_type, group_id, op_user, ...more });

/** A report as `toMatchObject` takes it. */
export const report = (report_type: number, group_id: string, op_user: string, more: Record<string, unknown> = {}): Shown =>
  ({ elem_type: 8, ...prefixed('group_report_elem_', { report_type, group_id, op_user, ...more }) });

/** The change that a tip of type 6 tells. */
export const change = (flag: number, value: string, more: Record<string, unknown> = {}): Shown =>
  prefixed('group_tips_group_change_info_', { flag, value, ...more });
