import { type Client } from './support/addon';
import { runChild } from './support/child';
import { endClients, newClient } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, group } from './support/group';
import { SECRET, userSig } from './support/usersig';

afterAll(endClients);

type Heard = [args: [number, string, string], text: string, userData: string];

/** Lets what is on its way to listeners arrive. */
const settled = () => new Promise((later) => setTimeout(later, 20));

async function everyLine(client: Client, work: () => Promise<unknown>, user_data?: string): Promise<Heard[]> {
  const heard: Heard[] = [];
  await client.TIMSetConfig({ json_config: { set_config_callback_log_level: 1 } });
  await client.TIMSetLogCallback({ callback: (...given: Heard) => heard.push(given), user_data });
  await work();
  await settled();
  await client.TIMSetLogCallback({ callback: null });
  await client.TIMSetConfig({ json_config: { set_config_callback_log_level: 4 } });
  return heard;
}

test('the log listener gets the array of all arguments first, and the others after it', async () => {
  const client = newClient(temporaryFolder());
  const heard = await everyLine(client, () => client.TIMInit(), 'mine');
  expect(heard.length).toBeGreaterThan(0);
  for (const [args, text, userData] of heard) {
    expect([...args]).toEqual([expect.any(Number), text, 'mine']);
    expect(text).not.toBe('');
    expect(userData).toBe('mine');
    expect(args[0]).toBeGreaterThanOrEqual(1);
    expect(args[0]).toBeLessThanOrEqual(7);
    expect(String(args)).toBe(String(args[0]));
  }
});

test('user data that was not given is empty text', async () => {
  const client = newClient(temporaryFolder());
  const heard = await everyLine(client, () => client.TIMInit());
  expect(new Set(heard.map(([, , userData]) => userData))).toEqual(new Set(['']));
});

test('a dropped listener hears nothing more', async () => {
  const client = newClient(temporaryFolder());
  const heard = jest.fn();
  await client.TIMSetLogCallback({ callback: heard });
  await client.TIMSetLogCallback({ callback: null });
  await settled();
  heard.mockClear();
  await client.TIMInit();
  await settled();
  expect(heard).not.toHaveBeenCalled();
});

test('a new listener takes the place of the one before', async () => {
  const client = newClient(temporaryFolder());
  const first = jest.fn();
  await client.TIMSetLogCallback({ callback: first });
  const heard = await everyLine(client, async () => {
    await settled();
    first.mockClear();
    await client.TIMInit();
  });
  expect(heard.length).toBeGreaterThan(0);
  expect(first).not.toHaveBeenCalled();
});

test('neither key nor UserSig is ever logged', async () => {
  const client = newClient(temporaryFolder());
  const sig = userSig('alice');
  const heard = await everyLine(client, async () => {
    await client.TIMInit();
    await client.TIMLogin({ userID: 'alice', userSig: sig.slice(0, -4) });
    await client.TIMLogin({ userID: 'bob', userSig: sig });
    await client.TIMLogin({ userID: 'alice', userSig: sig });
    await created(client);
    await client.TIMGroupCreate(group({ name: '' }));
  });
  const log = heard.map(([, text]) => text).join('\n');
  expect(log).not.toContain(SECRET);
  expect(log).not.toContain(sig.slice(0, 24));
});

test('what a listener throws is an uncaught exception, and the calls go on', async () => {
  const child = await runChild(
    temporaryFolder(),
    `const errors = [];
    process.on('uncaughtException', (error) => errors.push(error.message));
    (async () => {
      const client = new TimRender(settings);
      await client.TIMSetConfig({ json_config: { set_config_callback_log_level: 1 } });
      await client.TIMSetLogCallback({ callback: () => { throw new Error('of the listener'); } });
      await client.TIMInit();
      await client.TIMLogin(login);
      const { code } = await client.TIMGroupCreate(group('a group'));
      await new Promise((later) => setTimeout(later, 20));
      await report({ code, errors: [...new Set(errors)] });
    })()`,
  );
  expect(child).toMatchObject({ code: 0, reports: [{ code: 0, errors: ['of the listener'] }] });
});

test('a listener that is behind is told how many lines were left out', async () => {
  const child = await runChild(
    temporaryFolder(),
    `const { Worker } = require('node:worker_threads');
    const LINES = 10_500; // more than may wait
    const inWorker = \`
      const { workerData: { addon, settings, done, LINES } } = require('node:worker_threads');
      const TimRender = require(addon);
      (async () => {
        const client = new TimRender(settings);
        for (let at = 0; at < LINES; at += 1) await client.TIMLogin({ userID: 'alice', userSig: 'none' });
        Atomics.store(done, 0, 1);
        Atomics.notify(done, 0);
      })();
    \`;
    (async () => {
      const client = new TimRender(settings);
      await client.TIMInit();
      const lines = [];
      await client.TIMSetLogCallback({ callback: (all, text) => lines.push(text) });
      const done = new Int32Array(new SharedArrayBuffer(4));
      new Worker(inWorker, { eval: true, workerData: { addon: process.cwd(), settings, done, LINES } });
      Atomics.wait(done, 0, 0);
      while (lines.length < 10_000) await new Promise((later) => setTimeout(later, 5));
      const heard = lines.length;
      await client.TIMLogin({ userID: 'alice', userSig: 'none' });
      while (lines.length < heard + 2) await new Promise((later) => setTimeout(later, 5));
      await report({ heard, said: lines[heard] });
    })();`,
  );
  expect(child.reports).toEqual([{ heard: 10_000, said: expect.stringMatching(/^5\d\d log lines were left out: /) as unknown }]);
  expect(child.code).toBe(0);
});
