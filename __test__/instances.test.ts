import { endClients, loggedIn, newClient, unique } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, group, joined, member, refusal, shown } from './support/group';
import { userSig } from './support/usersig';

afterAll(endClients);

test('instances with the same settings share one login', async () => {
  const folder = temporaryFolder();
  const instance = unique('shared');
  const first = await loggedIn(folder, 'alice', { instance });
  const second = newClient(folder, { instance });
  expect(await second.TIMGetLoginStatus()).toBe(1);
  expect(await second.TIMGetLoginUserID()).toMatchObject({ code: 0, json_param: 'alice' });
  const id = await created(second);
  expect([...(await joined(first)).keys()]).toEqual([id]);
  await second.TIMLogout();
  expect(await first.TIMGetLoginStatus()).toBe(3);
});

test('instances that name no instance share one login too', async () => {
  const folder = temporaryFolder();
  await loggedIn(folder, 'alice', { instance: undefined });
  expect(await newClient(folder, { instance: undefined }).TIMGetLoginStatus()).toBe(1);
});

test('another instance name is a second account in the same process on the same folder', async () => {
  const folder = temporaryFolder();
  const alice = await loggedIn(folder, 'alice', { instance: undefined });
  const bob = await loggedIn(folder, 'bob', { instance: 'bob' });
  expect(await alice.TIMGetLoginUserID()).toMatchObject({ json_param: 'alice' });
  expect(await bob.TIMGetLoginUserID()).toMatchObject({ json_param: 'bob' });
  const id = await created(alice, { member_array: [member('bob')] });
  expect([...(await joined(bob)).keys()]).toEqual([id]);
  await bob.TIMLogout();
  expect(await alice.TIMGetLoginStatus()).toBe(1);
});

test('the end of one account leaves the others at work', async () => {
  const folder = temporaryFolder();
  const alice = await loggedIn(folder, 'alice');
  const bob = await loggedIn(folder, 'bob');
  await alice.TIMUninit();
  expect(await alice.TIMGroupCreate(group())).toMatchObject(refusal(6013));
  await created(bob);
});

test('close releases one instance and leaves those that share its login at work', async () => {
  const folder = temporaryFolder();
  const instance = unique('shared');
  const first = await loggedIn(folder, 'alice', { instance });
  const second = newClient(folder, { instance });
  await second.TIMInit();
  first.close();
  await created(second);
  expect(await second.TIMGetLoginStatus()).toBe(1);
});

test('apps on one folder do not see each other', async () => {
  const folder = temporaryFolder();
  const mine = await loggedIn(folder, 'alice');
  const other = newClient(folder, { sdkappid: 1400000001 });
  await other.TIMInit();
  expect(await other.TIMLogin({ userID: 'alice', userSig: userSig({ user: 'alice', app: 1400000001 }) })).toMatchObject({ code: 0 });
  expect(await created(mine, { id: 'same', name: 'mine' })).toBe('same');
  expect(await created(other, { id: 'same', name: 'other' })).toBe('same');
  expect(await shown(mine, 'same')).toMatchObject({ group_detail_info_group_name: 'mine' });
  expect(await shown(other, 'same')).toMatchObject({ group_detail_info_group_name: 'other' });
});

test('folders do not see each other', async () => {
  const here = await loggedIn(temporaryFolder(), 'alice');
  const there = await loggedIn(temporaryFolder(), 'alice');
  await created(here, { id: 'same', name: 'here' });
  await created(there, { id: 'same', name: 'there' });
  expect(await shown(here, 'same')).toMatchObject({ group_detail_info_group_name: 'here' });
});

test('one folder by two paths is one folder', async () => {
  const folder = temporaryFolder();
  const plain = await loggedIn(folder, 'alice');
  const around = await loggedIn(`${folder}/../${folder.split('/').pop()}/.`, 'bob');
  await created(plain, { id: 'seen' });
  await shown(around, 'seen');
});
