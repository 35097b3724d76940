// Apps of the older generation: `compat: '1.x'`.
import { type Client, call } from './support/addon';
import { endClients, loggedIn, newClient } from './support/client';
import { temporaryFolder } from './support/folder';
import { group, member } from './support/group';
import { Heard } from './support/listen';
import { userSig } from './support/usersig';

/** An answer with its older form beside. */
interface Older {
  data: { code: number; desc: string; json_param: string; user_data: unknown };
}
type Row = Record<string, unknown>;

let folder: string;
let paula: Client;
let mary: Client;

const older = async (method: string, argument?: unknown): Promise<Older['data']> =>
  ((await call(paula, method, argument)) as unknown as Older).data;
const inGroup = (fields: Row): { params: Row } => ({ params: { group_modify_info_param_group_id: 'OldGroup', ...fields } });

beforeAll(async () => {
  folder = temporaryFolder();
  mary = await loggedIn(folder, 'mary');
  paula = newClient(folder, { instance: 'paula', compat: '1.x' });
});
afterAll(endClients);

test('an app of that time initialises and logs in', async () => {
  expect(await older('TIMInit')).toBe(0);
  const login = await older('TIMLogin', { userID: 'paula', userSig: userSig('paula'), userData: 'mine' });
  expect(login).toEqual({ code: 0, desc: '', json_param: expect.any(String), user_data: 'mine' });
  expect(await older('TIMGetLoginStatus')).toBe(1);
  expect(await older('TIMGetSDKVersion')).toMatch(/^\d+\./);
});

test('it creates a group with its role numbers and reads it with its spellings', async () => {
  const made = await older('TIMGroupCreate', group({ id: 'OldGroup', name: 'old', member_array: [member('mary', { member_role: 2 })] }));
  expect(JSON.parse(made.json_param)).toMatchObject({ create_group_result_groupid: 'OldGroup' });

  const joined = await older('TIMGroupGetJoinedGroupList');
  expect(JSON.parse(joined.json_param)).toMatchObject([
    {
      group_base_info_group_id: 'OldGroup',
      group_base_info_lastest_seq: 0,
      group_base_info_self_info: { group_self_info_role: 3 },
      group_detial_info_owener_identifier: 'paula',
      group_detial_info_group_name: 'old',
    },
  ]);

  const listed = await older('TIMGroupGetMemberInfoList', { params: { group_get_members_info_list_param_group_id: 'OldGroup' } });
  const { group_get_memeber_info_list_result_info_array: members } = JSON.parse(listed.json_param) as Record<string, Row[]>;
  const roles = members!.map((one) => [one['group_member_info_identifier'], one['group_member_info_member_role']]);
  expect(roles.sort()).toEqual([['mary', 2], ['paula', 3]]);
});

test('the answer itself stays what it is', async () => {
  expect(await paula.TIMGroupGetJoinedGroupList('mine')).toMatchObject({
    code: 0,
    json_param: [{ group_detail_info_owner_identifier: 'paula', group_base_info_self_info: { group_self_info_role: 400 } }],
    user_data: 'mine',
    data: { user_data: 'mine' },
  });
  expect(await mary.TIMGroupGetJoinedGroupList()).not.toHaveProperty('data');
});

test('a refusal has both forms', async () => {
  const { data, ...present } = (await paula.TIMGroupDelete({ groupId: 'NoSuchGroup', data: 'x' })) as unknown as Row;
  expect(present).toMatchObject({ code: 10010, user_data: 'x' });
  expect(data).toEqual(present);
});

test('events hold the older roles for it, and the present ones for others', async () => {
  const [hers, theirs] = [new Heard(), new Heard()];
  await call(paula, 'TIMSetGroupTipsEventCallback', { callback: hers.callback });
  await call(mary, 'TIMSetGroupTipsEventCallback', { callback: theirs.callback });
  const renamed = await older('TIMGroupModifyGroupInfo', inGroup({ group_modify_info_param_modify_flag: 1, group_modify_info_param_group_name: 'new' }));
  expect(renamed.code).toBe(0);
  const role = { group_member_info_member_role: 3 };
  expect(await hers.texts(1)).toMatchObject([{ group_tips_elem_op_group_memberinfo: role }]);
  expect(await theirs.texts(1)).toMatchObject([{ group_tips_elem_op_group_memberinfo: { group_member_info_member_role: 400 } }]);
});

test('older spellings are taken without the option', async () => {
  const config = { json_config: { set_config_user_config: { user_config_is_ingore_grouptips_unread: true } } };
  const answer = await mary.TIMSetConfig(config);
  expect(answer).toMatchObject({ code: 0, json_param: expect.stringContaining('user_config_is_ignore_grouptips_unread') });
});

test('two instances of one login may speak different generations', async () => {
  const other = newClient(folder, { instance: 'paula' });
  expect(await other.TIMGetLoginStatus()).toBe(1);
  expect(await other.TIMGroupGetJoinedGroupList()).not.toHaveProperty('data');
});

test('another generation is refused with the one that there is', () => {
  expect(() => newClient(folder, { compat: '2.x' })).toThrow(/compat.*1\.x/);
  expect(() => newClient(folder, { compat: null })).not.toThrow();
});
