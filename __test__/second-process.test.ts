import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, runChild, startChild } from './support/child';
import { endClients, initialized, loggedIn, newClient, quiet } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, group, joined, refusal } from './support/group';

beforeAll(quiet);
afterAll(endClients);

/** A process that has the folder until it gets a message. */
async function holder(folder: string): Promise<Child> {
  const child = startChild(
    folder,
    `(async () => {
      const client = new TimRender(settings);
      process.once('message', async () => { await client.TIMUninit(); process.disconnect(); });
      await report(await client.TIMInit());
    })()`,
  );
  expect(await child.nextReport()).toBe(0);
  return child;
}

test('a second process on the same folder works through the first, and nobody sees a difference', async () => {
  const folder = temporaryFolder();
  const bob = await loggedIn(folder, 'bob');
  const id = await created(bob, { member_array: [{ group_member_info_identifier: 'alice' }] });
  const second = await runChild(
    folder,
    `(async () => {
      const client = new TimRender(settings);
      const codes = [await client.TIMInit(), (await client.TIMLogin(login)).code];
      const create = await client.TIMGroupCreate(group('of the second', { create_group_param_group_id: 'second' }));
      const { json_param } = await client.TIMGroupGetJoinedGroupList();
      await report([...codes, create.code, json_param.map((group) => group.group_base_info_group_id).sort()]);
    })()`,
  );
  expect(second).toEqual({ code: 0, signal: null, stdout: '', stderr: '', reports: [[0, 0, 0, [id, 'second'].sort()]] });
  expect((await joined(await loggedIn(folder, 'alice'))).has('second')).toBe(true);
});

test('when the owner has released the folder the second process goes on alone', async () => {
  const folder = temporaryFolder();
  const owner = await holder(folder);
  const client = await loggedIn(folder, 'alice');
  await created(client, { id: 'before' });
  owner.process.send('release');
  expect(await owner.ended).toMatchObject({ code: 0, stderr: '' });
  await created(client, { id: 'after' });
  expect([...(await joined(client)).keys()].sort()).toEqual(['after', 'before']);
});

test('when the owner was killed the second process goes on alone', async () => {
  const folder = temporaryFolder();
  const owner = await holder(folder);
  const client = await loggedIn(folder, 'alice');
  await created(client, { id: 'before' });
  owner.process.kill('SIGKILL');
  const calls = Array.from({ length: 50 }, (_, at) => client.TIMGroupCreate(group({ id: `after ${at}` })));
  expect((await Promise.all(calls)).filter(({ code }) => code !== 0)).toEqual([]);
  expect((await joined(client)).size).toBe(51);
});

test('when the owner was killed a new process can open the folder', async () => {
  const folder = temporaryFolder();
  const owner = await holder(folder);
  owner.process.kill('SIGKILL');
  expect(await owner.ended).toMatchObject({ signal: 'SIGKILL' });
  await initialized(folder);
});

test('an owner that cannot be reached is named in stderr, log listener and later answers, and TIMInit may be repeated', async () => {
  const folder = temporaryFolder();
  const owner = await holder(folder);
  rmSync(join(folder, 'opentim.sock'));
  const pid = String(owner.process.pid);
  const second = await runChild(
    folder,
    `(async () => {
      const client = new TimRender(settings);
      const lines = [];
      await client.TIMSetLogCallback({ callback: (args) => { lines.push(args[1]); } });
      const init = await client.TIMInit();
      const create = await client.TIMGroupCreate(group('never'));
      await new Promise((later) => setTimeout(later, 50));
      await report({ init, create, lines });
    })()`,
  );
  expect(second).toMatchObject({ code: 0, stdout: '', reports: [{ init: -1, create: refusal(6013, pid) }] });
  const [{ lines }] = second.reports as [{ lines: string[] }];
  expect(lines.join('\n')).toContain(pid);
  expect(second.stderr).toContain(pid);
  const client = newClient(folder);
  const waiting = client.TIMInit();
  owner.process.send('release');
  expect(await owner.ended).toMatchObject({ code: 0 });
  expect(await waiting).toBe(0);
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6014));
});
