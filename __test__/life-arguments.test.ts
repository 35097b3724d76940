// What every method of members and applications says to an argument that is none, before it looks at any group.
import { type Answer, call, type Client } from './support/addon';
import { endClients, folderWith } from './support/client';

let alice: Client;

beforeAll(async () => {
  ({ clients: { alice } } = await folderWith('alice'));
});
afterAll(endClients);

/** A method whose argument holds one object, and what must be in that object: true for an array. */
const WITH_OBJECT: [string, string, Record<string, boolean>][] = [
  ['TIMGroupInviteMember', 'params', { group_invite_member_param_group_id: false, group_invite_member_param_identifier_array: true }],
  ['TIMGroupDeleteMember', 'params', { group_delete_member_param_group_id: false, group_delete_member_param_identifier_array: true }],
  ['TIMGroupModifyGroupInfo', 'params', { group_modify_info_param_group_id: false, group_modify_info_param_modify_flag: false }],
  ['TIMGroupGetMemberInfoList', 'params', { group_get_members_info_list_param_group_id: false }],
  ['TIMGroupModifyMemberInfo', 'params', {
    group_modify_member_info_group_id: false,
    group_modify_member_info_identifier: false,
    group_modify_member_info_modify_flag: false,
  }],
  ['TIMGroupGetPendencyList', 'params', {}],
  ['TIMGroupHandlePendency', 'params', { group_handle_pendency_param_pendency: false }],
  ['opentimGroupHandlePendencyList', 'params', { group_handle_pendency_list_param_pendency_array: true }],
  ['TIMGroupSearchGroups', 'searchParams', {}],
  ['TIMGroupSearchGroupMembers', 'searchParams', {}],
];

const WITH_ID: [string, string][] = [
  ['TIMGroupJoin', 'groupId'],
  ['TIMGroupQuit', 'groupId'],
  ['TIMGroupGetOnlineMemberCount', 'groupId'],
  ['TIMMsgSetGroupReceiveMessageOpt', 'group_id'],
  ['TIMGroupMarkGroupMemberList', 'group_id'],
];

const refused = (answer: Answer, code: number, word: string) =>
  expect(answer).toEqual({ code, desc: expect.stringMatching(word) as string, json_param: '', user_data: expect.anything() as unknown });

describe.each(WITH_OBJECT)('%s', (method, part, keys) => {
  test.each([[undefined], [null], [{}], [{ [part]: null }]])('gives -4 for %j', async (argument) => {
    refused(await call(alice, method, argument), -4, part);
  });

  test.each([['text'], [5], [true], [[]]])('gives -4 for the argument %j', async (argument) => {
    refused(await call(alice, method, argument), -4, 'argument');
  });

  test.each([['text'], [5], [true], [[]]])(`gives -3 for ${part} that is %j`, async (value) => {
    const answer = await call(alice, method, { [part]: value, data: 'mine' });
    refused(answer, -3, part);
    expect(answer.user_data).toBe('mine');
  });

  test('gives -3 for what is missing, and for what is no array', async () => {
    const good = Object.fromEntries(Object.entries(keys).map(([key, isArray]) => [key, isArray ? ['bob'] : 'a group']));
    for (const [key, isArray] of Object.entries(keys)) {
      for (const none of [undefined, null, NaN]) refused(await call(alice, method, { [part]: { ...good, [key]: none } }), -3, key);
      if (isArray) for (const wrong of ['bob', 5, {}]) refused(await call(alice, method, { [part]: { ...good, [key]: wrong } }), -3, key);
    }
  });

  test('gives -3 for text that is no JSON', async () => {
    for (const text of ['{bad', 'hello', '{"params":{}}xyz']) {
      expect(JSON.parse(await alice.callText(method, text))).toMatchObject({ code: -3, desc: expect.stringContaining('JSON') as string });
    }
  });

  test('gives -3 for a cycle and a lone surrogate', async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    for (const bad of [cycle, { key: '\ud800' }]) refused(await call(alice, method, { [part]: bad }), -3, 'JSON|surrogate');
  });
});

describe.each(WITH_ID)('%s', (method, name) => {
  const rest = { opt: 1, member_array: ['bob'], mark_type: 1000, enable_mark: true };

  test.each([[undefined], [null], [{}], [{ ...rest }]])('gives -4 for %j', async (argument) => {
    refused(await call(alice, method, argument), -4, name);
  });

  test.each([[null], [''], [5], [true], [{}], [['id']], [NaN]])(`gives -4 for ${name} that is %j`, async (value) => {
    refused(await call(alice, method, { ...rest, [name]: value }), -4, name);
  });

  test('gives 10015 for an id that can be none, and 10010 for one that is not there', async () => {
    for (const bad of ['群', ' ', '\n', 'x'.repeat(97)]) refused(await call(alice, method, { ...rest, [name]: bad }), 10015, 'group id');
    refused(await call(alice, method, { ...rest, [name]: 'x'.repeat(48) }), 10010, 'does not exist');
  });
});

test.each([
  ['TIMGroupJoin', { groupId: 'g', helloMsg: 5 }, 'helloMsg'],
  ['TIMGroupInviteMember', { params: { group_invite_member_param_group_id: 5, group_invite_member_param_identifier_array: [] } }, 'group_id'],
  ['TIMGroupInviteMember', { params: { group_invite_member_param_group_id: 'g', group_invite_member_param_identifier_array: [], group_invite_member_param_user_data: {} } }, 'user_data'],
  ['TIMGroupDeleteMember', { params: { group_delete_member_param_group_id: [], group_delete_member_param_identifier_array: [] } }, 'group_id'],
  ['TIMGroupModifyMemberInfo', { params: { group_modify_member_info_group_id: 'g', group_modify_member_info_identifier: 5, group_modify_member_info_modify_flag: 0 } }, 'identifier'],
])('%s gives 10004 and the name of a field of the wrong type: %j', async (method, argument, field) => {
  refused(await call(alice, method, argument), 10004, field);
});

test('an argument is not changed by its call', async () => {
  const argument = {
    params: { group_modify_info_param_group_id: 'g', group_modify_info_param_modify_flag: -(2 ** 31), group_modify_info_param_owner: 'bob' },
    data: { any: ['thing'] },
  };
  const before = structuredClone(argument);
  await call(alice, 'TIMGroupModifyGroupInfo', argument);
  expect(argument).toEqual(before);
});
