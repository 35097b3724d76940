import { call, type Client } from './support/addon';
import { endClients, folderWith } from './support/client';
import { created, member, refusal, Type } from './support/group';
import { caughtUp, DONE } from './support/life';
import { count, counters, countersOf, listens, setCounters } from './support/records';

let alice: Client;
let bob: Client;
let carol: Client;

beforeAll(async () => {
  ({ clients: { alice, bob, carol } } = await folderWith('alice', 'bob', 'carol'));
});
afterAll(endClients);

/** Alice owns it, Bob is a member, Carol is not. */
const shared = (type: keyof typeof Type = 'Public') => created(alice, { type: Type[type], member_array: [member('bob')] });

test.each(['Public', 'Private', 'ChatRoom'] as const)('counters of a %s are set, counted up and down, read and deleted', async (type) => {
  const id = await shared(type);
  expect(await countersOf(alice, id)).toEqual({});
  expect(counters(await setCounters(alice, id, { likes: 5, '赞': -2 }))).toEqual({ likes: 5, '赞': -2 });
  expect(counters(await count(alice, 'Increase', id, 'likes', 3))).toEqual({ likes: 8 });
  expect(counters(await count(alice, 'Decrease', id, 'likes', 10))).toEqual({ likes: -2 });
  expect(counters(await count(alice, 'Decrease', id, 'fresh', 1))).toEqual({ fresh: -1 });
  expect(await countersOf(bob, id)).toEqual({ likes: -2, '赞': -2, fresh: -1 });
  expect(await countersOf(bob, id, ['likes', 'nothing'])).toEqual({ likes: -2 });
  expect(await call(alice, 'opentimDeleteGroupCounters', { group_id: id, json_group_counter_key_array: ['likes', 'nothing'], user_data: 'u' })).toEqual({ ...DONE, user_data: 'u' });
  expect(await countersOf(bob, id)).toEqual({ '赞': -2, fresh: -1 });
  expect(await call(alice, 'opentimDeleteGroupCounters', { group_id: id })).toEqual(DONE);
  expect(await countersOf(bob, id)).toEqual({});
});

test('everybody in the group is told of each counter by itself', async () => {
  const id = await shared();
  await caughtUp(bob);
  const heard = await listens(bob, 'TIMSetGroupCounterChangedCallback', { user_data: 7 });
  await setCounters(alice, id, { a: 1, b: 2 });
  await count(alice, 'Increase', id, 'a', 9007199254740991n);
  await call(alice, 'opentimDeleteGroupCounters', { group_id: id, json_group_counter_key_array: ['b'] });
  const calls = await heard.take(4);
  expect(calls.map(([all]) => [...all])).toEqual([[id, 'a', 1, 7], [id, 'b', 2, 7], [id, 'a', '9007199254740992', 7], [id, 'b', 0, 7]]);
  expect(calls[0]!.slice(1)).toEqual(['a', 1, 7]);
});

test('a thousand counts at once end at exactly the sum', async () => {
  const id = await shared();
  const all = Array.from({ length: 1000 }, (_, at) => count(at % 2 ? alice : bob, at % 10 ? 'Increase' : 'Decrease', id, 'n', at % 10 ? 1 : 2));
  for (const answer of await Promise.all(all)) expect(answer).toMatchObject({ code: 0 });
  expect(await countersOf(alice, id)).toEqual({ n: 900 - 200 });
});

const LARGEST = 2n ** 63n - 1n;

test('values of 64 bits go in as number, text or BigInt and come out as text where numbers are not exact', async () => {
  const id = await shared();
  const given = { a: LARGEST, b: `${-LARGEST - 1n}`, c: 9007199254740991, d: -9007199254740992n, e: '12', f: 3.0 };
  const held = { a: `${LARGEST}`, b: `${-LARGEST - 1n}`, c: 9007199254740991, d: '-9007199254740992', e: 12, f: 3 };
  expect(counters(await setCounters(alice, id, given))).toEqual(held);
  expect(await countersOf(bob, id)).toEqual(held);
  expect(counters(await count(alice, 'Decrease', id, 'a', LARGEST))).toEqual({ a: 0 });
});

test.each([1.5, NaN, Infinity, 1e300, 2 ** 53, -(2 ** 60), 2n ** 63n, `${2n ** 63n}`, '-9223372036854775809', '', ' 1', '1.0', '0x1', '+1', 'one', true, null, undefined, [], {}])(
  'the value %p is refused by its name',
  async (value) => {
    const id = await shared();
    expect(await setCounters(alice, id, { a: value })).toMatchObject(refusal(10004, 'json_group_counter_array[0].group_counter_value'));
    expect(await count(alice, 'Increase', id, 'a', value)).toMatchObject(refusal(10004, 'group_counter_value'));
    expect(await countersOf(alice, id)).toEqual({});
  },
);

test('what would go over the end is refused and changes nothing', async () => {
  const id = await shared();
  await setCounters(alice, id, { up: LARGEST, down: -LARGEST });
  expect(await count(alice, 'Increase', id, 'up', 1)).toMatchObject(refusal(10004, 'up'));
  expect(await count(alice, 'Decrease', id, 'down', 2)).toMatchObject(refusal(10004, 'down'));
  expect(await countersOf(alice, id)).toEqual({ up: `${LARGEST}`, down: `${-LARGEST}` });
});

test('a group has 20 counters, whose keys have up to 128 bytes', async () => {
  const id = await shared();
  const twenty = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [at ? `k${at}` : 'k'.repeat(128), at]));
  expect(counters(await setCounters(alice, id, twenty))).toEqual(twenty);
  expect(await count(alice, 'Increase', id, 'one more', 1)).toMatchObject(refusal(10063, '20'));
  expect(await setCounters(alice, id, { ['k'.repeat(129)]: 1 })).toMatchObject(refusal(10004, '128'));
});

test('communities have no counters; outsiders neither read nor count', async () => {
  expect((await setCounters(alice, await shared('Community'), { a: 1 })).code).not.toBe(0);
  const id = await shared();
  expect(await count(carol, 'Increase', id, 'a', 1)).toMatchObject(refusal(10007));
  expect(await call(carol, 'TIMGroupGetGroupCounters', { group_id: id, json_group_counter_key_array: [] })).toMatchObject(refusal(10007));
});

test.each([
  ['TIMGroupSetGroupCounters', { params: {} }, -4],
  ['TIMGroupSetGroupCounters', { params: { group_id: 'g', json_group_counter_array: 'a' } }, -3],
  ['TIMGroupGetGroupCounters', { group_id: 'g' }, -4],
  ['TIMGroupIncreaseGroupCounter', { group_id: 'g', group_counter_value: 1 }, -4],
  ['TIMGroupDecreaseGroupCounter', { group_counter_key: 'k', group_counter_value: 1 }, -4],
  ['opentimDeleteGroupCounters', {}, -4],
  ['opentimDeleteGroupCounters', { group_id: 'g', json_group_counter_key_array: [1] }, 10004],
])('%s %j is refused with %d', async (method, argument, code) => {
  expect(await call(alice, method, argument)).toMatchObject(refusal(code));
});
