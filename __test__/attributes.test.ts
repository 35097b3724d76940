import { call, type Client } from './support/addon';
import { endClients, folderWith } from './support/client';
import { created, member, refusal, Type } from './support/group';
import { caughtUp, DONE } from './support/life';
import { attributesOf, deleteAttributes, initAttributes, listens, setAttributes } from './support/records';

let alice: Client;
let bob: Client;
let carol: Client;
let dora: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol, dora } } = await folderWith('alice', 'bob', 'carol', 'dora'));
});
afterAll(endClients);

/** Alice owns it, Bob and Carol are members. */
const shared = (type: keyof typeof Type = 'Public') =>
  created(alice, { type: Type[type], member_array: [member('bob'), member('carol')] });

test.each(['Public', 'Private', 'ChatRoom', 'Community'] as const)('members of a %s set, replace, delete and read attributes', async (type) => {
  const id = await shared(type);
  expect(await attributesOf(bob, id)).toEqual({});
  expect(await setAttributes(alice, id, { topic: '天气', seat1: 'alice' }, { data: 'mine' })).toEqual({ ...DONE, user_data: 'mine' });
  expect(await setAttributes(alice, id, { seat1: '', seat2: 'bob' })).toEqual(DONE);
  expect(await attributesOf(bob, id)).toEqual({ topic: '天气', seat1: '', seat2: 'bob' });
  expect(await attributesOf(bob, id, ['seat2', 'seat9'])).toEqual({ seat2: 'bob' });
  expect(await deleteAttributes(bob, id, ['seat1'])).toEqual(DONE);
  expect(await attributesOf(alice, id, [])).toEqual({ topic: '天气', seat2: 'bob' });
  expect(await initAttributes(alice, id, { new: 'all' })).toEqual(DONE);
  expect(await attributesOf(alice, id)).toEqual({ new: 'all' });
  expect(await deleteAttributes(alice, id, [])).toEqual(DONE);
  expect(await attributesOf(alice, id)).toEqual({});
});

test('everybody in the group is told the whole set', async () => {
  const id = await shared();
  await caughtUp(carol);
  const heard = await listens<[string, string, unknown]>(carol, 'TIMSetGroupAttributeChangedCallback', { data: 'mine' });
  await setAttributes(alice, id, { b: '2', a: '1' });
  await deleteAttributes(alice, id, ['b']);
  const attribute = (group_attribute_key: string, group_attribute_value: string) => ({ group_attribute_key, group_attribute_value });
  const [[all, ...rest], [second]] = (await heard.take(2)) as [[[string, string, unknown], ...unknown[]], [[string, string, unknown]]];
  expect(all).toEqual([id, expect.any(String), 'mine']);
  expect(rest).toEqual(all.slice(1));
  expect(String(all)).toBe(id);
  expect(JSON.parse(all[1])).toEqual([attribute('a', '1'), attribute('b', '2')]);
  expect(JSON.parse(second[1])).toEqual([attribute('a', '1')]);
  expect(await call(carol, 'TIMSetGroupAttributeChangedCallback', { callback: null })).toMatchObject({ code: 0 });
  await setAttributes(alice, id, { a: '3' });
  await caughtUp(carol);
  expect(heard.calls).toEqual([]);
});

test('of racing writers one wins, and the others succeed after reading', async () => {
  const id = await shared();
  const writers = [alice, bob, carol];
  for (const writer of writers) expect(await attributesOf(writer, id)).toEqual({});
  const answers = await Promise.all(writers.map((writer, at) => setAttributes(writer, id, { seat: `${at}` })));
  expect(answers.map(({ code }) => code).sort()).toEqual([0, 10056, 10056]);
  const winner = answers.findIndex(({ code }) => code === 0);
  for (const [at, writer] of writers.entries()) {
    if (at === winner) continue;
    expect(await setAttributes(writer, id, { seat: 'again' })).toMatchObject(refusal(10056, 'read'));
    expect(await attributesOf(writer, id)).not.toEqual({});
    expect(await setAttributes(writer, id, { seat: `${at}` })).toEqual(DONE);
    expect(await attributesOf(writer, id)).toEqual({ seat: `${at}` });
  }
});

test('whoever is told of a change has seen it', async () => {
  const id = await shared();
  await attributesOf(bob, id);
  await caughtUp(bob);
  const heard = await listens(bob, 'TIMSetGroupAttributeChangedCallback');
  expect(await setAttributes(alice, id, { a: '1' })).toEqual(DONE);
  await heard.take(1);
  expect(await setAttributes(bob, id, { b: '2' })).toEqual(DONE);
  expect(await attributesOf(alice, id)).toEqual({ a: '1', b: '2' });
});

test('the first write of a group reads by itself', async () => {
  const id = await shared();
  expect(await setAttributes(alice, id, { a: '1' })).toEqual(DONE);
  expect(await setAttributes(alice, id, { a: '2' })).toEqual(DONE);
  expect(await setAttributes(carol, id, { b: '1' })).toEqual(DONE);
  expect(await setAttributes(alice, id, { a: '3' })).toMatchObject({ code: 10056 });
});

const attribute = (key: unknown, value: unknown) => ({ group_attribute_key: key, group_attribute_value: value });
const many = (most: number) => Object.fromEntries(Array.from({ length: most }, (_, at) => [`k${at}`, 'v']));

test.each([
  ['17 keys', many(17), 10047, ['16', '17']],
  ['a key of 33 bytes', { [`${'键'.repeat(10)}abc`]: 'v' }, 10045, ['32', '33']],
  ['a value of 4001 bytes', { key: 'v'.repeat(4001) }, 10046, ['4000', '4001']],
  ['an empty key', { '': 'v' }, 10004, ['group_attribute_key']],
  ['16001 bytes in all', Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, 'v'.repeat(key === 'e' ? 16001 - 5 - 15600 : 3900)])), 10048, ['16000', '16001']],
])('%s are refused', async (_, attributes, code, words) => {
  const id = await shared();
  expect(await setAttributes(alice, id, attributes)).toMatchObject(refusal(code, ...words));
  expect(await attributesOf(alice, id)).toEqual({});
});

test('the limits themselves are taken', async () => {
  const id = await shared();
  expect(await initAttributes(alice, id, many(16))).toEqual(DONE);
  expect(await initAttributes(alice, id, { [`${'键'.repeat(10)}ab`]: 'v'.repeat(4000) })).toEqual(DONE);
});

test.each([
  [[attribute('k', 5)], 10004, ['attributes[0].group_attribute_value']],
  [[attribute('k', null)], 10004, ['attributes[0].group_attribute_value']],
  [[attribute('k', 'v'), attribute('k', 'w')], 10004, ['group_attribute_key', 'k']],
  [[{ group_attribute_value: 'v' }], 10004, ['attributes[0].group_attribute_key']],
  [['k'], 10004, ['attributes[0]']],
  ['k', 10004, ['attributes']],
  [null, -4, ['attributes']],
  [[], 10004, ['attributes']],
])('attributes %j are refused', async (attributes, code, words) => {
  const id = await shared();
  expect(await call(alice, 'TIMGroupSetGroupAttributes', { groupId: id, attributes })).toMatchObject(refusal(code, ...words));
});

test('a key that is not there cannot be deleted, and nothing else is then', async () => {
  const id = await shared();
  await setAttributes(alice, id, { a: '1' });
  expect(await deleteAttributes(alice, id, ['a', 'b'])).toMatchObject(refusal(10050, '"b"'));
  expect(await attributesOf(alice, id)).toEqual({ a: '1' });
});

test('outsiders neither read nor write; what is no group is said', async () => {
  const id = await shared();
  expect(await setAttributes(dora, id, { a: '1' })).toMatchObject(refusal(10007));
  expect(await call(dora, 'TIMGroupGetGroupAttributes', { groupId: id })).toMatchObject(refusal(10007));
  expect(await setAttributes(alice, 'no such group', { a: '1' })).toMatchObject(refusal(10010));
  expect(await setAttributes(alice, 'x'.repeat(97), { a: '1' })).toMatchObject(refusal(10015));
});

test('whoever is present in a live group writes attributes, and is told of them', async () => {
  const id = await created(alice, { type: Type.AVChatRoom });
  expect(await call(dora, 'TIMGroupJoin', { groupId: id })).toMatchObject({ code: 0 });
  const heard = await listens<[string, string, unknown]>(dora, 'TIMSetGroupAttributeChangedCallback');
  expect(await setAttributes(alice, id, { seat: 'alice' })).toEqual(DONE);
  const [[all]] = (await heard.take(1)) as [[[string, string, unknown]]];
  expect(JSON.parse(all[1])).toEqual([attribute('seat', 'alice')]);
  expect(await setAttributes(dora, id, { seat: 'dora' })).toEqual(DONE);
});
