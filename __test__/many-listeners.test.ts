// Thousands of listeners: a function is known again however many there are.
import { type Client, call } from './support/addon';
import { endClients, folderWith } from './support/client';
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
