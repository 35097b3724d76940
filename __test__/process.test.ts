import { runChild, startChild } from './support/child';
import { endClients, loggedIn } from './support/client';
import { temporaryFolder } from './support/folder';
import { joined, shown } from './support/group';

afterAll(endClients);

const LOGGED_IN = `
const client = new TimRender(settings);
const ready = client.TIMInit().then(() => client.TIMLogin(login));
`;

test('a pending promise keeps the process alive, and an idle engine lets it end', async () => {
  const child = await runChild(
    temporaryFolder(),
    `${LOGGED_IN}
    ready.then(() => client.TIMGroupCreate(group('last'))).then((answer) => report(answer.code));`,
  );
  expect(child).toEqual({ code: 0, signal: null, stdout: '', stderr: '', reports: [0] });
});

test('a listener does not keep the process alive', async () => {
  const child = await runChild(
    temporaryFolder(),
    `${LOGGED_IN}
    ready.then(() => client.TIMSetLogCallback({ callback: () => {} })).then((answer) => report(answer.code));`,
  );
  expect(child).toMatchObject({ code: 0, signal: null, reports: [0] });
});

test('an instance that was never initialized does not keep the process alive', async () => {
  expect(await runChild(temporaryFolder(), 'new TimRender(settings)')).toMatchObject({ code: 0, signal: null });
});

test('nothing is printed on stdout, whatever the log level', async () => {
  const child = await runChild(
    temporaryFolder(),
    `(async () => {
      const client = new TimRender(settings);
      await client.TIMSetConfig({ json_config: { set_config_log_level: 1, set_config_is_log_output_console: true } });
      await client.TIMInit({ electron_log: true });
      await client.TIMLogin(login);
      await client.TIMGroupCreate(group('a group'));
      await client.TIMGroupCreate({});
      await client.TIMUninit();
    })()`,
    { OPENTIM_LOG: 'trace' },
  );
  expect(child).toMatchObject({ code: 0, stdout: '' });
});

test('at the usual level nothing is printed at all', async () => {
  const child = await runChild(
    temporaryFolder(),
    `${LOGGED_IN}
    ready.then(() => client.TIMGroupCreate(group('a group'))).then(() => client.TIMGroupCreate({})).then(() => client.TIMUninit());`,
  );
  expect(child).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('a folder that is released while disbanded groups are cleaned up is released silently', async () => {
  const folder = temporaryFolder();
  const disbanded = await runChild(
    folder,
    `${LOGGED_IN}
    const disband = async (id) => {
      await client.TIMGroupCreate(group('g', { create_group_param_group_id: id }));
      await client.TIMGroupDelete({ groupId: id });
    };
    ready.then(() => Promise.all(Array.from({ length: 300 }, (_, at) => disband('g' + at)))).then(() => process.exit(0));`,
  );
  expect(disbanded).toMatchObject({ code: 0, stderr: '' });
  const script = `(async () => {
    for (let round = 0; round < 20; round += 1) {
      const client = new TimRender(settings);
      await client.TIMInit();
      await client.TIMUninit();
    }
  })()`;
  expect(await runChild(folder, script)).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('process.exit with calls under way ends the process at once and cleanly', async () => {
  const child = await runChild(
    temporaryFolder(),
    `${LOGGED_IN}
    ready.then(() => {
      for (let at = 0; at < 200; at += 1) client.TIMGroupCreate(group('g' + at));
      setImmediate(() => process.exit(3));
    });`,
  );
  expect(child).toMatchObject({ code: 3, signal: null, stdout: '', stderr: '' });
});

test('an uncaught error with calls under way ends the process as usual', async () => {
  const child = await runChild(
    temporaryFolder(),
    `${LOGGED_IN}
    ready.then(() => {
      for (let at = 0; at < 50; at += 1) client.TIMGroupCreate(group('g' + at));
      throw new Error('of the application');
    });`,
  );
  expect(child).toMatchObject({ code: 1, signal: null, stdout: '', stderr: expect.stringContaining('of the application') as string });
});

test('worker threads share the engine of their process, each with an account of its own', async () => {
  const folder = temporaryFolder();
  const child = await runChild(
    folder,
    `const { Worker } = require('node:worker_threads');
    const source = \`
      const { parentPort, workerData } = require('node:worker_threads');
      const TimRender = require(workerData.root);
      (async () => {
        const client = new TimRender({ ...workerData.settings, instance: workerData.name });
        const codes = [await client.TIMInit(), (await client.TIMLogin(workerData.login)).code];
        const params = (at) => ({ params: { create_group_param_group_name: 'g', create_group_param_group_id: workerData.name + at } });
        const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => client.TIMGroupCreate(params(at))));
        parentPort.postMessage([...new Set([...codes, ...answers.map((answer) => answer.code)])]);
      })();
    \`;
    const run = (name) => new Promise((resolve, reject) => {
      const worker = new Worker(source, { eval: true, workerData: { root: ${JSON.stringify(process.cwd())}, settings, login, name } });
      let codes;
      worker.on('message', (message) => { codes = message; });
      worker.on('error', reject);
      worker.on('exit', (code) => resolve([codes, code]));
    });
    (async () => {
      ${LOGGED_IN}
      await ready;
      const workers = await Promise.all(['one', 'two', 'three'].map(run));
      const { json_param } = await client.TIMGroupGetJoinedGroupList();
      await report({ workers, groups: json_param.length });
    })();`,
  );
  expect(child).toMatchObject({ code: 0, stdout: '', stderr: '', reports: [{ workers: [[[0], 0], [[0], 0], [[0], 0]], groups: 150 }] });
  expect((await joined(await loggedIn(folder, 'alice'))).size).toBe(150);
});

test('a worker that is ended with calls under way leaves the process at work', async () => {
  const folder = temporaryFolder();
  const child = await runChild(
    folder,
    `const { Worker } = require('node:worker_threads');
    const source = \`
      const { parentPort, workerData } = require('node:worker_threads');
      const TimRender = require(workerData.root);
      (async () => {
        const client = new TimRender({ ...workerData.settings, instance: 'worker' });
        await client.TIMInit();
        await client.TIMLogin(workerData.login);
        client.TIMSetLogCallback({ callback: () => {} });
        for (;;) {
          const all = Array.from({ length: 50 }, () => client.TIMGroupCreate({ params: { create_group_param_group_name: 'g' } }));
          await all[0];
          parentPort.postMessage('busy');
        }
      })();
    \`;
    (async () => {
      ${LOGGED_IN}
      await ready;
      for (let round = 0; round < 5; round += 1) {
        const worker = new Worker(source, { eval: true, workerData: { root: ${JSON.stringify(process.cwd())}, settings, login } });
        await new Promise((busy) => worker.once('message', busy));
        await worker.terminate();
      }
      await report(await client.TIMGroupCreate(group('after', { create_group_param_group_id: 'after' })));
    })();`,
  );
  expect(child).toMatchObject({ code: 0, signal: null, stdout: '', reports: [{ code: 0 }] });
  await shown(await loggedIn(folder, 'alice'), 'after');
});

test('a log that nobody reads, and a log level that is none, hold up no call', async () => {
  const child = startChild(
    temporaryFolder(),
    'const client = new TimRender(settings); client.TIMInit().then(report).then(() => client.TIMUninit());',
    { OPENTIM_LOG: 'no=level=this' },
  );
  child.process.stderr!.destroy();
  expect(await child.nextReport()).toBe(0);
  expect((await child.ended).code).toBe(0);
});
