import { call, type Client } from './support/addon';
import { runChild } from './support/child';
import { endClients, folderWith, loggedIn, unique } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, group, joined, member, refusal } from './support/group';
import { DONE, ids } from './support/life';
import { count, counters, countersOf, type Link } from './support/records';

let alice: Client;
let bob: Client;

beforeAll(async () => {
  ({ clients: { alice, bob } } = await folderWith('alice', 'bob'));
});
afterAll(endClients);

const CREATE = `
(async () => {
  const tim = new TimRender(settings);
  await tim.TIMInit();
  await tim.TIMLogin(login);
  await report(await tim.TIMGroupCreate({ ...group('once'), operation_id: 'create-1', data: process.pid }));
  if (process.env.CRASH) process.kill(process.pid, 'SIGKILL');
  await tim.TIMUninit();
  process.exit(0);
})()`;

test('a create that is repeated after a restart of the process makes one group', async () => {
  const folder = temporaryFolder();
  const crashed = await runChild(folder, CREATE, { CRASH: '1' });
  const again = await runChild(folder, CREATE);
  const [first, second] = [crashed.reports[0], again.reports[0]] as { code: number; json_param: object }[];
  expect(first).toMatchObject({ code: 0, json_param: { create_group_result_groupid: expect.any(String) } });
  expect(second!.json_param).toEqual(first!.json_param);
  expect((await joined(await loggedIn(folder, 'alice'))).size).toBe(1);
});

test('a process that is attached to the folder of another one repeats its create too', async () => {
  const folder = temporaryFolder();
  const owner = await loggedIn(folder, 'bob');
  const [first, second] = [await runChild(folder, CREATE), await runChild(folder, CREATE)].map(({ reports: [answer] }) => answer as { code: number; json_param: object });
  expect(first).toMatchObject({ code: 0 });
  expect(second!.json_param).toEqual(first!.json_param);
  await owner.TIMUninit();
  expect((await joined(await loggedIn(folder, 'alice'))).size).toBe(1);
});

test('a repeated call is done once and answered the same', async () => {
  const id = await created(alice, { member_array: [member('bob')] });
  const repeated = async (method: string, argument: object) => {
    const operation_id = unique('op');
    const answers = await Promise.all([1, 2, 3].map(() => call(alice, method, { ...argument, operation_id })));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    return answers[0]!;
  };
  const counted = { group_id: id, group_counter_key: 'n', group_counter_value: 5 };
  expect(counters(await repeated('TIMGroupIncreaseGroupCounter', counted))).toEqual({ n: 5 });
  expect(await countersOf(alice, id)).toEqual({ n: 5 });
  const attributes = [{ group_attribute_key: 'a', group_attribute_value: '1' }];
  expect(await repeated('TIMGroupSetGroupAttributes', { groupId: id, attributes })).toEqual(DONE);
  const params = { group_delete_member_param_group_id: id, group_delete_member_param_identifier_array: ['bob'] };
  const removed = [{ group_delete_member_result_identifier: 'bob', group_delete_member_result_result: 1 }];
  expect(await repeated('TIMGroupDeleteMember', { params })).toMatchObject({ code: 0, json_param: removed });
  const made = await repeated('opentimCreateInviteLink', { group_id: id, expire_seconds: 60 });
  expect(await call(bob, 'opentimJoinByInviteLink', { token: (made.json_param as Link).token })).toMatchObject({ code: 0 });
  expect(await call(alice, 'opentimGetInviteLinkList', { group_id: id })).toMatchObject({ json_param: [{}] });
  expect(await repeated('TIMGroupDelete', { groupId: id })).toEqual(DONE);
});

test('user data and the order of members may differ when a call is repeated; it comes back each time', async () => {
  const { params } = group({ name: 'once', introduction: 'i' });
  const turned = Object.fromEntries(Object.entries(params).reverse());
  const operation_id = unique('op');
  const first = await alice.TIMGroupCreate({ params, operation_id, data: 'first' });
  const second = await alice.TIMGroupCreate({ data: 'second', operation_id, params: turned });
  expect(second).toEqual({ ...first, user_data: 'second' });
});

test('the same id with another request is refused', async () => {
  const id = await created(alice);
  const operation_id = unique('op');
  expect(await count(alice, 'Increase', id, 'n', 1)).toMatchObject({ code: 0 });
  const argument = { group_id: id, group_counter_key: 'n', group_counter_value: 1, operation_id };
  expect(await call(alice, 'TIMGroupIncreaseGroupCounter', argument)).toMatchObject({ code: 0 });
  expect(await call(alice, 'TIMGroupIncreaseGroupCounter', { ...argument, group_counter_value: 2 })).toMatchObject(refusal(10004, 'operation'));
  expect(await call(alice, 'TIMGroupDecreaseGroupCounter', argument)).toMatchObject(refusal(10004, 'operation'));
  expect(await countersOf(alice, id)).toEqual({ n: 2 });
});

test('ids of different users do not meet', async () => {
  const operation_id = unique('op');
  const [one, other] = await Promise.all([alice, bob].map((client) => client.TIMGroupCreate({ ...group(), operation_id })));
  expect([one!.code, other!.code]).toEqual([0, 0]);
  expect(one!.json_param).not.toEqual(other!.json_param);
});

test('what was refused changed nothing and may be tried again under its id', async () => {
  const id = await created(alice, { add_option: 0 });
  const join = { groupId: id, operation_id: unique('op') };
  expect(await call(bob, 'TIMGroupJoin', join)).toMatchObject({ code: 10007 });
  const params = { group_modify_info_param_group_id: id, group_modify_info_param_modify_flag: 16, group_modify_info_param_add_option: 2 };
  expect(await call(alice, 'TIMGroupModifyGroupInfo', { params })).toMatchObject({ code: 0 });
  expect(await call(bob, 'TIMGroupJoin', join)).toMatchObject({ code: 0 });
  expect(await ids(alice, id)).toEqual(['alice', 'bob']);
});

test.each([
  ['', -4],
  [5, -4],
  [{}, -4],
  [true, -4],
  ['a b', 10004],
  ['操作', 10004],
  ['x'.repeat(65), 10004],
])('the operation id %j is refused with %d', async (operation_id, code) => {
  expect(await alice.TIMGroupCreate({ ...group(), operation_id })).toMatchObject(refusal(code, 'operation_id'));
});

test('an operation id of 64 characters is taken, and null is none', async () => {
  expect(await alice.TIMGroupCreate({ ...group(), operation_id: 'x'.repeat(64) })).toMatchObject({ code: 0 });
  const [one, other] = [await alice.TIMGroupCreate({ ...group(), operation_id: null }), await alice.TIMGroupCreate({ ...group(), operation_id: null })];
  expect(one.json_param).not.toEqual(other.json_param);
});
