import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './support/child';
import { endClients, loggedIn, newClient, quiet, unique } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, group, joined, refusal, shown } from './support/group';
import { userSig } from './support/usersig';

beforeAll(quiet);
afterAll(endClients);

/** Whether the folder is free, so that a process of its own that opens it becomes its owner. */
async function isFree(folder: string): Promise<boolean> {
  const { reports } = await runChild(
    folder,
    `new TimRender(settings).TIMInit().then((code) => {
      const owner = require('node:fs').readFileSync(settings.dataDir + '/opentim.lock', 'utf8');
      return report([code, owner === String(process.pid)]);
    })`,
  );
  const [code, owner] = reports[0] as [number, boolean];
  expect(code).toBe(0);
  return owner;
}

test('the constructor opens nothing', () => {
  const folder = join(temporaryFolder(), 'data');
  newClient(folder);
  expect(existsSync(folder)).toBe(false);
});

test('TIMInit makes the folder with mode 0700 and every file in it with mode 0600', async () => {
  const folder = join(temporaryFolder(), 'not', 'there', 'yet');
  const client = await loggedIn(folder, 'alice');
  await created(client);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    expect({ file: file.name, mode: (statSync(join(file.parentPath, file.name)).mode & 0o777).toString(8) }).toEqual({ file: file.name, mode: '600' });
  }
});

test('TIMInit may be repeated and the login stays', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  expect(await client.TIMInit()).toBe(0);
  expect(await client.TIMInit({})).toBe(0);
  expect(await client.TIMGetLoginStatus()).toBe(1);
});

test('calls before TIMInit and after TIMUninit are refused with 6013', async () => {
  const client = newClient(temporaryFolder());
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6013, 'not initialized'));
  await client.TIMInit();
  await client.TIMUninit();
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6013, 'not initialized'));
  expect(await client.TIMLogout()).toMatchObject(refusal(6013));
});

test('TIMUninit ends the login, is 0 also when repeated, and TIMInit works again', async () => {
  const folder = temporaryFolder();
  const client = await loggedIn(folder, 'alice');
  const id = await created(client);
  expect(await client.TIMUninit()).toBe(0);
  expect(await client.TIMUninit()).toBe(0);
  expect(await client.TIMGetLoginStatus()).toBe(3);
  expect(await client.TIMInit()).toBe(0);
  expect(await client.TIMGetLoginStatus()).toBe(3);
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6014));
  expect(await shown(await loggedIn(folder, 'alice'), id)).toMatchObject({ group_detail_info_group_id: id });
});

test('TIMUninit of a client that was never initialized gives 0', async () => {
  expect(await newClient(temporaryFolder()).TIMUninit()).toBe(0);
});

test('the last TIMUninit leaves the folder to other processes', async () => {
  const folder = temporaryFolder();
  const alice = await loggedIn(folder, 'alice');
  const bob = await loggedIn(folder, 'bob');
  expect(await isFree(folder)).toBe(false);
  await alice.TIMUninit();
  expect(await isFree(folder)).toBe(false);
  await created(bob);
  await bob.TIMUninit();
  expect(await isFree(folder)).toBe(true);
});

test('the end of a process releases the folder, and what it created is there', async () => {
  const folder = temporaryFolder();
  const child = await runChild(
    folder,
    `(async () => {
      const client = new TimRender(settings);
      await client.TIMInit();
      await client.TIMLogin(login);
      await report(await client.TIMGroupCreate(group('kept', { create_group_param_group_id: 'kept' })));
      process.exit(7);
    })()`,
  );
  expect(child).toMatchObject({ code: 7, reports: [{ code: 0 }] });
  expect(await shown(await loggedIn(folder, 'alice'), 'kept')).toMatchObject({ group_detail_info_group_name: 'kept' });
});

test('a folder that cannot be opened gives -1, and later calls say why', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const client = newClient(file);
  expect(await client.TIMInit()).toBe(-1);
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6013, file));
  expect(await newClient(join(file, 'below')).TIMInit()).toBe(-1);
});

test('after close every call is refused with 7014, and close may be repeated', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  client.close();
  client.close();
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(7014, 'close'));
  expect(await client.TIMGroupJoin({ groupId: 'a group' })).toMatchObject({ code: 7014 });
});

test('calls that are under way at TIMUninit are all answered, and what was acknowledged is there', async () => {
  const folder = temporaryFolder();
  const client = await loggedIn(folder, 'alice');
  const calls = Array.from({ length: 200 }, (_, at) => client.TIMGroupCreate(group({ id: `at the end ${at}` })));
  expect(await client.TIMUninit()).toBe(0);
  const answers = await Promise.all(calls);
  expect(answers.filter(({ code }) => ![0, 6013, 6014].includes(code))).toEqual([]);
  const acknowledged = answers.filter(({ code }) => code === 0).map((answer) => answer.json_param.create_group_result_groupid);
  const there = await joined(await loggedIn(folder, 'alice'));
  expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
});

test('TIMInit and TIMUninit in quick alternation leave the folder in order', async () => {
  const folder = temporaryFolder();
  const client = newClient(folder);
  const codes = await Promise.all(Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? client.TIMInit() : client.TIMUninit())));
  expect(codes).toEqual(Array.from({ length: 30 }, () => 0));
  await client.TIMUninit();
  expect(await isFree(folder)).toBe(true);
});

test('after a failed TIMInit the next one opens a folder that is in order by then', async () => {
  const path = join(temporaryFolder(), 'data');
  writeFileSync(path, '');
  const client = newClient(path);
  expect(await client.TIMInit()).toBe(-1);
  rmSync(path);
  expect(await client.TIMInit()).toBe(0);
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6014, 'not login'));
});

test('config_path that is not a directory gives -1', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await newClient(temporaryFolder()).TIMInit({ config_path: file })).toBe(-1);
});

test('config_path that is a directory is fine', async () => {
  const config = join(temporaryFolder(), unique('config'));
  mkdirSync(config);
  const client = newClient(temporaryFolder());
  expect(await client.TIMInit({ config_path: config, electron_log: false })).toBe(0);
});

test('a server is first asked by the login, which says when it cannot be reached', async () => {
  const client = newClient(temporaryFolder(), { server: 'ws://127.0.0.1:1' });
  expect(await client.TIMInit()).toBe(0);
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6014));
  expect(await client.TIMLogin({ userID: 'alice', userSig: userSig('alice') })).toMatchObject(refusal(9511, 'ws://127.0.0.1:1/gateway'));
});

test('without server and data folder the server in OPENTIM_SERVER counts', async () => {
  const home = temporaryFolder();
  const child = await runChild(
    home,
    `(async () => {
      const codes = [];
      for (const options of [{}, { dataDir: settings.dataDir }]) {
        const client = new TimRender({ ...options, secretKey: settings.secretKey });
        codes.push(await client.TIMInit(), (await client.TIMLogin(login)).code);
        client.close();
      }
      await report(codes);
    })()`,
    { HOME: home, USERPROFILE: home, OPENTIM_SERVER: 'http://127.0.0.1:1' },
  );
  expect(child).toMatchObject({ code: 0, reports: [[0, 9511, 0, 0]] });
  const wrong = await runChild(home, `try { new TimRender(); } catch (error) { void report(error.message); }`, { OPENTIM_SERVER: 'localhost' });
  expect(wrong.reports).toEqual([expect.stringMatching('OPENTIM_SERVER must begin with ws:// or wss://')]);
});

test('without any argument the data is below the home folder, in .opentim, under the app 1400000000', async () => {
  const home = temporaryFolder();
  const child = await runChild(
    home,
    `(async () => {
      const client = new TimRender();
      await report(await client.TIMInit());
      const userSig = TimRender.genTestUserSig({ userID: 'alice', expire: 60 });
      await report(await client.TIMLogin({ userID: 'alice', userSig }));
      await report(await client.TIMGroupCreate(group('at home')));
    })()`,
    { HOME: home },
  );
  expect(child).toMatchObject({ code: 0, reports: [0, { code: 0 }, { code: 0 }] });
  expect(statSync(join(home, '.opentim')).mode & 0o777).toBe(0o700);
});
