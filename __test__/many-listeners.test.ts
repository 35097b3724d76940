// Thousands of listeners: a function is known again however many there are.
import { type Client, call } from './support/addon';
import { runChild } from './support/child';
import { endClients, folderWith } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, Type } from './support/group';

const MANY = 3_000;

let anna: Client;
let ben: Client;
let heard: string[];
let wake: () => void;

beforeEach(async () => {
  ({ clients: { anna, ben } } = await folderWith('anna', 'ben'));
  heard = [];
});
afterAll(endClients);

/** Listeners of one source text and a function of their own each. */
const listener = (name: number | string) => () => {
  heard.push(String(name));
  wake();
};

const add = (callback: unknown) => call(ben, 'TIMAddRecvNewMsgCallback', { callback });
const remove = (callback?: unknown) => call(ben, 'TIMRemoveRecvNewMsgCallback', callback === undefined ? undefined : { callback });

/** Tells ben something and gives who heard it; the last listener of all is `last`. */
async function told(): Promise<string[]> {
  heard = [];
  await add(function last() {
    heard.push('last');
    wake();
  });
  const all = new Promise<void>((resolve) => {
    wake = () => heard.includes('last') && resolve();
  });
  await created(anna, { type: Type.Private, member_array: [{ group_member_info_identifier: 'ben' }] });
  await all;
  await remove(function last() {
    heard.push('last');
    wake();
  });
  return heard.slice(0, -1);
}

test('each is called once for an event, in the order in which they were added last', async () => {
  const callbacks = Array.from({ length: MANY }, (_, name) => listener(name));
  for (const callback of callbacks) await add(callback);
  for (const callback of callbacks.slice(0, 10)) await add(callback);
  const names = callbacks.map((_, name) => String(name));
  expect(await told()).toEqual([...names.slice(10), ...names.slice(0, 10)]);
});

test('each can be removed by its function, and all of one source text by another function of that text', async () => {
  const callbacks = Array.from({ length: MANY }, (_, name) => listener(name));
  await Promise.all(callbacks.map(add));
  await Promise.all(callbacks.slice(2).map(remove));
  expect(await told()).toEqual(['0', '1']);
  await remove(listener('new'));
  expect(await told()).toEqual([]);
});

test('a function whose text cannot be read is removed by itself or with all others', async () => {
  const unreadable = Object.assign(listener('unreadable'), {
    toString() {
      throw new Error('not for you');
    },
  });
  const busy = Object.assign(listener('busy'), {
    toString() {
      void remove(plain);
      return 'text';
    },
  });
  const plain = listener('plain');
  for (const callback of [unreadable, busy, plain]) await add(callback);
  expect(await remove(listener('same text as plain'))).toMatchObject({ code: 0 });
  expect(await told()).toEqual(['unreadable', 'busy']);
  await remove(unreadable);
  expect(await told()).toEqual(['busy']);
  await remove();
  expect(await told()).toEqual([]);
});

test('a thread that is busy hears everything later, in order, however much that is', async () => {
  const child = await runChild(
    temporaryFolder(),
    `const { Worker } = require('node:worker_threads');
    const [LISTENERS, GROUPS] = [200, 80]; // more calls than may wait
    const inWorker = \`
      const { workerData: { addon, settings, login, done, GROUPS } } = require('node:worker_threads');
      const TimRender = require(addon);
      (async () => {
        const client = new TimRender({ ...settings, instance: 'other' });
        await client.TIMInit();
        await client.TIMLogin(login);
        for (let at = 0; at < GROUPS; at += 1) await client.TIMGroupCreate({ params: { create_group_param_group_name: String(at) } });
        Atomics.store(done, 0, 1);
        Atomics.notify(done, 0);
      })();
    \`;
    (async () => {
      const client = new TimRender(settings);
      await client.TIMInit();
      await client.TIMLogin(login);
      const heard = Array.from({ length: LISTENERS }, () => []);
      const name = ([messages]) => JSON.parse(messages)[0].message_elem_array[0].group_report_elem_group_name;
      await Promise.all(heard.map((names) => client.TIMAddRecvNewMsgCallback({ callback: (all) => names.push(name(all)) })));
      const done = new Int32Array(new SharedArrayBuffer(4));
      new Worker(inWorker, { eval: true, workerData: { addon: process.cwd(), settings, login, done, GROUPS } });
      Atomics.wait(done, 0, 0);
      const before = heard[0].length;
      while (heard.some((names) => names.length < GROUPS)) await new Promise((later) => setTimeout(later, 5));
      const wanted = JSON.stringify(Array.from({ length: GROUPS }, (_, at) => String(at)));
      await report({ before, all: heard.every((names) => JSON.stringify(names) === wanted) });
    })();`,
  );
  expect(child).toMatchObject({ code: 0, reports: [{ before: 0, all: true }] });
});
