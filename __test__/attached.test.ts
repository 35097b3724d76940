import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './support/child';
import { endClients, loggedIn } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, joined, Type } from './support/group';
import { userSig } from './support/usersig';

afterAll(endClients);

/** Kills of the owner; more by hand, e.g. OPENTIM_KILL_ROUNDS=50. */
const ROUNDS = Number(process.env['OPENTIM_KILL_ROUNDS'] ?? 3);
const USERS = ['alice', 'bob', 'carol', 'dave', 'eve'] as const;

/** Logs in, listens, and keeps 50 calls under way until it is told to stop: each changes the group's text, which everybody hears. */
const WORK = `
const client = new TimRender(settings);
const { user, userSig } = JSON.parse(process.env.TEST_WORK);
const heard = [];
const alarms = [];
const answers = [];
const note = (list) => ({ callback: (args) => { list.push(args[0]); } });
let stopped = false;
let made = 0;
const change = (mark) => client.TIMGroupModifyGroupInfo({ params: {
  group_modify_info_param_group_id: 'room',
  group_modify_info_param_modify_flag: 2,
  group_modify_info_param_notification: mark,
} });
const caller = async () => {
  while (!stopped) {
    const mark = user + '-' + process.pid + '-' + made++;
    const { code, desc } = await change(mark);
    answers.push([mark, code, desc]);
    await new Promise((later) => setTimeout(later, 5));
  }
};
(async () => {
  await client.TIMSetGroupTipsEventCallback({ callback: (args) => {
    const { group_tips_elem_group_change_info_array: [change] } = JSON.parse(args[0]);
    heard.push(change.group_tips_group_change_info_value);
  } });
  await client.TIMSetKickedOfflineCallback({ callback: () => { alarms.push('kicked'); } });
  await client.TIMSetUserSigExpiredCallback({ callback: () => { alarms.push('expired'); } });
  await client.TIMSetNetworkStatusListenerCallback({ callback: (status) => { if ([].concat(status)[0] !== 0) alarms.push(status); } });
  await report([await client.TIMInit(), (await client.TIMLogin({ userID: user, userSig })).code]);
  const callers = Array.from({ length: 50 }, caller);
  const last = () => heard.includes('the last');
  process.on('message', async (word) => {
    stopped = true;
    await Promise.all(callers);
    if (word === 'last') await change('the last');
    await report({ stopped: made });
    while (!last()) await new Promise((later) => setTimeout(later, 5));
    await report({ heard, alarms, answers, made });
    await client.TIMUninit();
    process.disconnect();
  });
})();
`;

async function worker(folder: string, user: string): Promise<Child> {
  const child = startChild(folder, WORK, { TEST_WORK: JSON.stringify({ user, userSig: userSig(user) }) });
  expect(await child.nextReport()).toEqual([0, 0]);
  return child;
}

interface Account {
  heard: string[];
  alarms: unknown[];
  answers: [mark: string, code: number, desc: string][];
  made: number;
}

test(
  `owners that are killed with 50 calls of each process under way are not noticed, in ${ROUNDS} rounds`,
  async () => {
    const folder = temporaryFolder();
    const anna = await loggedIn(folder, 'anna');
    await created(anna, { id: 'room', type: Type.Private, member_array: USERS.map((user) => ({ group_member_info_identifier: user })) });
    const workers: Child[] = [await worker(folder, 'alice')];
    await anna.TIMUninit();
    for (let round = 0; round < ROUNDS; round += 1) {
      while (workers.length < 3) workers.push(await worker(folder, USERS[(round + workers.length) % USERS.length]!));
      await new Promise((later) => setTimeout(later, 100 + Math.random() * 200));
      const pid = Number(readFileSync(join(folder, 'opentim.lock'), 'utf8'));
      const [owner] = workers.splice(workers.findIndex(({ process }) => process.pid === pid), 1) as [Child];
      expect(owner.process.pid).toBe(pid);
      owner.process.kill('SIGKILL');
      expect(await owner.ended).toMatchObject({ signal: 'SIGKILL', stderr: '' });
    }
    const [first, ...others] = workers as [Child, ...Child[]];
    for (const other of others) {
      other.process.send('stop');
      await other.nextReport();
    }
    // Everything else is answered, so this is the last that anybody hears.
    first.process.send('last');
    await first.nextReport();
    const accounts: Account[] = [];
    for (const child of workers) {
      accounts.push((await child.nextReport()) as Account);
      expect(await child.ended).toMatchObject({ code: 0, stderr: '' });
    }
    const log = accounts.reduce((longest, { heard }) => (heard.length > longest.length ? heard : longest), [] as string[]);
    expect(new Set(log).size).toBe(log.length);
    for (const { heard, alarms, answers, made } of accounts) {
      expect(alarms).toEqual([]);
      expect(answers.filter(([, code]) => code !== 0)).toEqual([]);
      expect(answers.length).toBe(made);
      expect(heard).toEqual(log.slice(log.length - heard.length));
      const known = new Set(heard);
      expect(answers.filter(([mark]) => !known.has(mark))).toEqual([]);
    }
  },
  60_000 + ROUNDS * 10_000,
);

test('a worker and a second instance work in an attached process as they do in the owner', async () => {
  const folder = temporaryFolder();
  const alice = await loggedIn(folder, 'alice');
  const child = startChild(
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
      const client = new TimRender(settings);
      await client.TIMInit();
      await client.TIMLogin(login);
      const before = (await client.TIMGroupGetJoinedGroupList()).json_param.length;
      process.once('message', async () => {
        const { json_param } = await client.TIMGroupGetJoinedGroupList();
        await report([before, json_param.length]);
        await client.TIMUninit();
        process.disconnect();
      });
      await report(await Promise.all(['one', 'two'].map(run)));
    })();`,
  );
  expect(await child.nextReport()).toEqual([
    [[0], 0],
    [[0], 0],
  ]);
  expect((await joined(alice)).size).toBe(100);
  await alice.TIMUninit();
  child.process.send('go on');
  expect(await child.nextReport()).toEqual([0, 100]);
  expect(await child.ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
});
