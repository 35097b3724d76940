import { startChild, runChild, type Child } from './support/child';
import { endClients, initialized, newClient, quiet } from './support/client';
import { temporaryFolder } from './support/folder';
import { group, refusal } from './support/group';

beforeAll(quiet);
afterAll(endClients);

/** A process that holds the folder until it gets a message. */
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

test('a second process on the same folder gets -1, and learns the owner in stderr, log listener and later answers', async () => {
  const folder = temporaryFolder();
  const owner = await holder(folder);
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
  owner.process.send('release');
  expect(await owner.ended).toMatchObject({ code: 0 });
});

test('when the owner has released the folder the second process can open it', async () => {
  const folder = temporaryFolder();
  const owner = await holder(folder);
  const client = newClient(folder);
  expect(await client.TIMInit()).toBe(-1);
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6013, String(owner.process.pid)));
  owner.process.send('release');
  await owner.ended;
  expect(await client.TIMInit()).toBe(0);
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6014));
});

test('when the owner was killed the second process can open it', async () => {
  const folder = temporaryFolder();
  const owner = await holder(folder);
  owner.process.kill('SIGKILL');
  expect(await owner.ended).toMatchObject({ signal: 'SIGKILL' });
  await initialized(folder);
});

test('a refused process leaves the owner undisturbed', async () => {
  const folder = temporaryFolder();
  const client = await initialized(folder);
  const second = await runChild(folder, 'new TimRender(settings).TIMInit().then(report)');
  expect(second.reports).toEqual([-1]);
  expect(await client.TIMGroupCreate(group())).toMatchObject(refusal(6014));
});
