// Apps compile against the typings of the package: arguments and results of members and applications. What the calls do is in the
// other tests; here an instance without login is enough.
import TimRender, { type GroupMemberInfo } from '../index.js';

const tim = new TimRender();
afterAll(() => tim.close());

test('arguments and results of calls about members', async () => {
  const quit: TimRender.QuitGroupParams = { groupId: 'a group' };
  const answers: TimRender.CommonResult<unknown>[] = [
    await tim.TIMGroupJoin({ groupId: 'a group', helloMsg: 'hi', data: 'mine' }),
    await tim.TIMGroupQuit(quit),
    await tim.TIMGroupInviteMember({
      params: { group_invite_member_param_group_id: 'a group', group_invite_member_param_identifier_array: ['bob'] },
    }),
    await tim.TIMGroupDeleteMember({
      params: {
        group_delete_member_param_group_id: 'a group',
        group_delete_member_param_identifier_array: ['bob'],
        group_delete_member_param_duration: 60,
      },
    }),
    await tim.TIMGroupModifyMemberInfo({
      params: {
        group_modify_member_info_group_id: 'a group',
        group_modify_member_info_identifier: 'bob',
        group_modify_member_info_modify_flag: 2 + 8,
        group_modify_member_info_member_role: 300,
        group_modify_member_info_name_card: 'card',
        group_modify_member_info_custom_info: [
          { group_member_info_custom_string_info_key: 'k', group_member_info_custom_string_info_value: 'v' },
        ],
      },
    }),
    await tim.TIMMsgSetGroupReceiveMessageOpt({ group_id: 'a group', opt: 1, user_data: 'mine' }),
    await tim.TIMGroupGetOnlineMemberCount({ groupId: 'a group' }),
    await tim.TIMGroupMarkGroupMemberList({ group_id: 'a group', member_array: ['bob'], mark_type: 1000, enable_mark: true }),
  ];
  for (const answer of answers) expect(answer.code).toBe(6013);
});

test('arguments and results of calls about groups', async () => {
  const change: TimRender.GroupModifyInfoParam = {
    group_modify_info_param_group_id: 'a group',
    group_modify_info_param_modify_flag: -2147483648,
    group_modify_info_param_owner: 'bob',
  };
  const search: TimRender.GroupSearchParams = { group_search_params_keyword_list: ['a'], group_search_params_field_list: [1, 2] };
  const modified = await tim.TIMGroupModifyGroupInfo({ params: change });
  const found = await tim.TIMGroupSearchGroups({ searchParams: search });
  expect([modified.code, found.code]).toEqual([6013, 6013]);
});

test('a page of members', async () => {
  const { code, json_param } = await tim.TIMGroupGetMemberInfoList({
    params: {
      group_get_members_info_list_param_group_id: 'a group',
      group_get_members_info_list_param_identifier_array: [],
      group_get_members_info_list_param_option: { group_member_get_info_option_role_flag: 1 + 2 },
      group_get_members_info_list_param_next_seq: 0,
    },
  });
  expect(code).toBe(6013);
  const names = (rows: GroupMemberInfo[]): string[] => rows.map((row) => row.group_member_info_identifier);
  const of = (page: TimRender.GetMemberInfoResult): [string[], number] => [
    names(page.group_get_member_info_list_result_info_array),
    page.group_get_member_info_list_result_next_seq,
  ];
  expect(() => of(json_param)).toThrow(); // a refusal has no page
});

test('a page of applications, and what was decided', async () => {
  const page = await tim.TIMGroupGetPendencyList({ params: { group_pendency_option_start_time: 0, group_pendency_option_max_limited: 20 } });
  const waiting = (result: TimRender.GroupPendencyResult): TimRender.GroupPendency[] => result.group_pendency_result_pendency_array;
  const entries = page.code === 0 ? waiting(page.json_param) : [];
  const [entry = {} as TimRender.GroupPendency] = entries;
  const one = await tim.TIMGroupHandlePendency({
    params: { group_handle_pendency_param_is_accept: true, group_handle_pendency_param_handle_msg: 'ok', group_handle_pendency_param_pendency: entry },
  });
  const several = await tim.opentimGroupHandlePendencyList({
    params: { group_handle_pendency_list_param_pendency_array: [entry], group_handle_pendency_list_param_is_accept: true },
  });
  const read = await tim.TIMGroupReportPendencyReaded({ timeStamp: Date.now(), data: 'mine' });
  expect([page.code, one.code, several.code, read.code]).toEqual([6013, 6013, 6013, 6013]);
  const codes = (rows: TimRender.GroupHandlePendencyResult[]): number[] => rows.map((row) => row.group_handle_pendency_result_code);
  expect(codes([])).toEqual([]);
});

test('what stands beside the four fields of a result', async () => {
  const joined = await tim.TIMGroupJoin({ groupId: 'a group' });
  const found = await tim.TIMGroupSearchGroupMembers({
    searchParams: { group_search_member_params_keyword_list: ['a'], opentim_cursor: '5 a group' },
  });
  const status: string | undefined = joined.joined_status;
  const cursor: string | undefined = found.next_cursor;
  const { json_params } = await tim.TIMMsgSetGroupReceiveMessageOpt({ group_id: 'a group', opt: 0 });
  expect([status, cursor, json_params]).toEqual([undefined, undefined, undefined]); // a refusal has the four fields alone
});

test('what the typings refuse', async () => {
  // @ts-expect-error a group is named
  expect(await tim.TIMGroupJoin({})).toMatchObject({ code: -4 });
  // @ts-expect-error users come as a list
  const users: TimRender.GroupInviteMemberParam['group_invite_member_param_identifier_array'] = 'bob';
  // @ts-expect-error a cap is a number
  const cap: TimRender.GroupModifyInfoParam['group_modify_info_param_max_member_num'] = '5';
  expect([users, cap]).toEqual(['bob', '5']);
});
