import { type Answer, type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, field, group, info, joined, member, memberField, paramName, refusal, shown } from './support/group';

let alice: Client;

beforeAll(async () => {
  ({ clients: { alice } } = await folderWith('alice'));
});
afterAll(endClients);

/** Proves that a refused call created nothing and that the next good call works. */
async function nothingHappened(id: unknown): Promise<void> {
  if (typeof id === 'string') expect(await info(alice, id)).toMatchObject({ get_groups_info_result_code: 10010 });
  const left = [...(await joined(alice)).keys()];
  for (const groupId of left) await alice.TIMGroupDelete({ groupId }); // so that the next case starts anew
  expect(left).toEqual([]);
  await alice.TIMGroupDelete({ groupId: await created(alice) });
}

async function refused(params: Record<string, unknown>, expected: Partial<Answer>): Promise<void> {
  const id = unique('refused');
  expect(await alice.TIMGroupCreate(group({ id, ...params }))).toMatchObject(expected);
  await nothingHappened(id);
}

const TOO_LARGE = 2 ** 53 + 2;
const NO_TEXT = [5, true, [], {}, ['a'], 10n ** 30n];
const NO_NUMBER = ['1', '', true, [], {}, -1, 1.5, TOO_LARGE, 2 ** 32, 1e300, -(2 ** 63)];
const NO_FLAG = ['true', 1, 0, [], {}];
const NO_LIST = ['u1', 5, true, {}];
const NO_OBJECT = ['u1', 5, true, [], null];

/** A value in words, for the name of a test. */
function words(value: unknown): string {
  return typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
}

/** One case per value: its words, the parameters, and the path that the sentence must name. */
function cases(values: readonly unknown[], path: string, params: (value: unknown) => Record<string, unknown>): [string, string, Record<string, unknown>][] {
  return values.filter((value) => !(path.endsWith('group_name') && typeof value === 'bigint')).map((value) => [path, words(value), params(value)]);
}

const ofField = (values: readonly unknown[], short: string) => cases(values, paramName(short), (value) => ({ [short]: value }));
const ofMember = (values: readonly unknown[], key: string) =>
  cases(values, `group_member_array[1].group_member_info_${key}`, (value) => ({ member_array: [member('bob'), member('carol', { [key]: value })] }));

/** BigInts have no form in JSON but text, so text fields take them as such. */
const NO_TEXT_NO_BIGINT = NO_TEXT.filter((value) => typeof value !== 'bigint');

const WRONG_TYPES = [
  ...['name', 'id', 'notification', 'introduction', 'face_url'].flatMap((short) => ofField(NO_TEXT_NO_BIGINT, short)),
  ...['type', 'add_option', 'approve_option', 'max_member_num'].flatMap((short) => ofField(NO_NUMBER, short)),
  ...ofField([6, 99], 'type'),
  ...ofField([3, 99], 'add_option'),
  ...ofField([3, 99], 'approve_option'),
  ...ofField(['x', '', true, [], {}, -1, 1.5, 1e300, -1n, 2n ** 64n], 'default_permissions'),
  ...['is_support_topic', 'enable_permission_group'].flatMap((short) => ofField(NO_FLAG, short)),
  ...['member_array', 'custom_info'].flatMap((short) => ofField(NO_LIST, short)),
  ...cases(NO_OBJECT, `${paramName('member_array')}[0]`, (value) => ({ member_array: [value] })),
  ...cases(NO_OBJECT, `${paramName('custom_info')}[0]`, (value) => ({ custom_info: [value] })),
  ...ofMember([...NO_TEXT_NO_BIGINT, null, undefined, '', '   ', '用户', 'a\0b'], 'identifier').map(
    ([path, value, params]): [string, string, Record<string, unknown>] => [path.slice(path.indexOf('group_member_info')), value, params],
  ),
  ...ofMember(NO_NUMBER, 'member_role'),
  ...ofMember(NO_TEXT_NO_BIGINT, 'name_card'),
  ...ofMember(NO_LIST, 'custom_info'),
  ...cases([...NO_TEXT_NO_BIGINT, null], 'custom_info[0].group_info_custom_string_info_key', (value) => ({ custom_info: [field(value, 'v')] })),
  ...cases([...NO_TEXT_NO_BIGINT, null], 'custom_info[0].group_info_custom_string_info_value', (value) => ({ custom_info: [field('k', value)] })),
  ...cases([...NO_TEXT_NO_BIGINT, null], 'custom_info[0].group_member_info_custom_string_info_value', (value) => ({
    member_array: [member('bob', { custom_info: [memberField('k', value)] })],
  })),
];

test.each(WRONG_TYPES)('%s that is %s is refused with 10004 and its whole path', async (path, _, params) => {
  await refused(params, refusal(10004, path));
});

test('a sentence says what was given and what is wanted', async () => {
  const answer = await alice.TIMGroupCreate(group({ type: 'Public' }));
  expect(answer).toMatchObject(refusal(10004, 'create_group_param_group_type', '"Public"', 'number'));
});

describe('the argument itself', () => {
  test.each<[number, string, unknown]>([
    [-4, 'nothing', undefined],
    [-4, 'null', null],
    [-4, 'a text', 'text'],
    [-4, 'an empty text', ''],
    [-4, 'a number', 5],
    [-4, 'NaN', NaN],
    [-4, 'a BigInt', 5n],
    [-4, 'an array', []],
    [-4, 'a function', () => 0],
    [-4, 'a symbol', Symbol('s')],
    [-4, 'an empty object', {}],
    [-4, 'params that are null', { params: null }],
    [-3, 'params that are a text', { params: 'text' }],
    [-3, 'params that are a number', { params: 5 }],
    [-3, 'params that are an array', { params: [] }],
    [-3, 'params without a name', { params: {} }],
    [-3, 'params with a name that is null', { params: { create_group_param_group_name: null } }],
    [-3, 'params with a name that is undefined', { params: { create_group_param_group_name: undefined } }],
    [-3, 'params with a name that is NaN', { params: { create_group_param_group_name: NaN } }],
  ])('gets %i for %s', async (code, _, argument) => {
    const answer = await alice.TIMGroupCreate(argument);
    expect(answer).toMatchObject({ code, desc: expect.stringMatching(/argument|params/) as string, json_param: '', user_data: '' });
    await nothingHappened(undefined);
  });

  test('gets -3 for a cycle', async () => {
    const params: Record<string, unknown> = group().params;
    params['self'] = params;
    expect(await alice.TIMGroupCreate({ params })).toMatchObject(refusal(-3, 'JSON'));
    await nothingHappened(undefined);
  });

  test('gets -3 for a cycle with a BigInt in it', async () => {
    const params: Record<string, unknown> = group({ default_permissions: 1n }).params;
    params['self'] = [params];
    expect(await alice.TIMGroupCreate({ params })).toMatchObject(refusal(-3, 'JSON'));
  });

  test.each<[string, () => unknown]>([
    ['an Error', () => { throw new Error('from the getter'); }],
    ['a text', () => { throw 'from the getter'; }],
    ['nothing', () => { throw undefined; }],
    ['something without words', () => { throw Object.create(null); }],
  ])('gets -3 for a getter that throws %s', async (_, get) => {
    const params = Object.defineProperty(group().params, 'create_group_param_introduction', { get, enumerable: true });
    expect(await alice.TIMGroupCreate({ params })).toMatchObject(refusal(-3, 'JSON'));
    await nothingHappened(undefined);
  });

  test('gets -3 for toJSON that throws, and for a proxy that throws', async () => {
    const broken = { params: { toJSON() { throw new Error('no'); } } };
    expect(await alice.TIMGroupCreate(broken)).toMatchObject({ code: -3 });
    const proxy = new Proxy({}, { get() { throw new Error('no'); }, ownKeys() { throw new Error('no'); } });
    expect(await alice.TIMGroupCreate(proxy)).toMatchObject({ code: -3 });
  });

  test('is written as toJSON says', async () => {
    expect(await alice.TIMGroupCreate({ params: { toJSON: () => group({ name: 'by toJSON' }).params } })).toMatchObject({ code: 0 });
    for (const id of (await joined(alice)).keys()) await alice.TIMGroupDelete({ groupId: id });
  });

  test.each(['\ud800', '\udfff', 'ok \ud83d', '\udc00\ud800'])('gets -3 for the lone surrogate in %j', async (text) => {
    expect(await alice.TIMGroupCreate(group({ name: text }))).toMatchObject(refusal(-3, 'surrogate'));
    expect(await alice.TIMGroupDelete({ groupId: text })).toMatchObject(refusal(-3, 'surrogate'));
    await nothingHappened(undefined);
  });

  test('may be 100 levels deep where it is ignored', async () => {
    const id = await created(alice, { nonsense: nested(100) });
    await alice.TIMGroupDelete({ groupId: id });
  });

  test('gets a refusal, no crash, for thousands of levels', async () => {
    expect(await alice.TIMGroupCreate(group({ nonsense: nested(2000) }))).toMatchObject(refusal(-3, 'JSON'));
    await nothingHappened(undefined);
  });

  test('gets 8502 with a short sentence for a name of 10 MB', async () => {
    const answer = await alice.TIMGroupCreate(group({ name: 'x'.repeat(10_000_000) }));
    expect(answer).toMatchObject(refusal(8502, 'create_group_param_group_name', '10000000'));
    expect(answer.desc.length).toBeLessThan(300);
    await nothingHappened(undefined);
  });

  test('gets a short sentence for 10 MB of the wrong type', async () => {
    const answer = await alice.TIMGroupCreate(group({ type: 'x'.repeat(10_000_000) }));
    expect(answer).toMatchObject(refusal(10004, 'create_group_param_group_type'));
    expect(answer.desc.length).toBeLessThan(300);
    await nothingHappened(undefined);
  });

  test('may hold 10 MB that are ignored', async () => {
    const id = await created(alice, { nonsense: 'x'.repeat(10_000_000) });
    await alice.TIMGroupDelete({ groupId: id });
  });

  test('gets -3 above 16 MiB', async () => {
    expect(await alice.TIMGroupCreate(group({ nonsense: 'x'.repeat(17_000_000) }))).toMatchObject(refusal(-3, '16777216'));
    await nothingHappened(undefined);
  });

  test('may have been made in another realm, frozen, or without a prototype', async () => {
    const bare = Object.assign(Object.create(null) as Record<string, unknown>, group());
    const id = await created(alice);
    expect(await alice.TIMGroupCreate(Object.freeze(bare))).toMatchObject({ code: 0 });
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_group_name: 'a group' });
    for (const each of (await joined(alice)).keys()) await alice.TIMGroupDelete({ groupId: each });
  });

  test('is not changed by the call', async () => {
    const argument = { ...group({ name: 'x'.repeat(31), member_array: [member('bob')] }), data: 'mine' };
    const before = structuredClone(argument);
    await alice.TIMGroupCreate(argument);
    expect(argument).toEqual(before);
  });
});

describe('as text', () => {
  const GOOD = '{"params":{"create_group_param_group_name":"a group"}}';

  test.each([
    ['no JSON', 'hello'],
    ['broken', '{bad'],
    ['cut', GOOD.slice(0, -2)],
    ['followed by something', `${GOOD}xyz`],
    ['two values', `${GOOD}${GOOD}`],
    ['100,000 levels deep', '['.repeat(100_000)],
    ['100,000 levels deep in an object', '{"a":'.repeat(100_000)],
    ['with a number that is too large', '{"params":{"create_group_param_group_name":"a","x":1e999}}'],
    ['with single quotes', "{'params':{}}"],
  ])('what is %s gets -3', async (_, text) => {
    const answer = JSON.parse(await alice.callText('TIMGroupCreate', text)) as Answer;
    expect(answer).toMatchObject({ code: -3, desc: expect.stringContaining('JSON') as string, json_param: '' });
    await nothingHappened(undefined);
  });

  test.each([-1, 0.5, 2 ** 53 + 2, 9007199254740993n, 18446744073709551616n])('the number %p as a cap is refused', async (number) => {
    const text = GOOD.replace('"a group"', `"a group","create_group_param_max_member_num":${number}`);
    expect(JSON.parse(await alice.callText('TIMGroupCreate', text))).toMatchObject(refusal(10004, 'create_group_param_max_member_num'));
  });

  test('what is good is done', async () => {
    const answer = JSON.parse(await alice.callText('TIMGroupCreate', GOOD)) as Answer<{ create_group_result_groupid: string }>;
    expect(answer).toMatchObject({ code: 0 });
    await alice.TIMGroupDelete({ groupId: answer.json_param.create_group_result_groupid });
  });

  test('a name that is no method is refused in the full shape', async () => {
    for (const name of ['', 'TIMNothing', 'constructor', '__proto__', 'timgroupcreate']) {
      const answer = JSON.parse(await alice.callText(name, GOOD)) as Answer;
      expect(answer).toEqual({ code: expect.any(Number) as number, desc: expect.stringMatching(/./) as string, json_param: '', user_data: '' });
      expect(answer.code).not.toBe(0);
    }
  });
});

describe('TIMGroupDelete', () => {
  test.each<[unknown]>([[undefined], [null], ['id'], [{}], [{ groupId: null }], [{ groupId: '' }], [{ groupId: 5 }], [{ groupId: ['id'] }]])(
    'gets -4 for %j',
    async (argument) => {
      expect(await alice.TIMGroupDelete(argument)).toMatchObject({ code: -4, desc: expect.stringMatching(/groupId|argument/) as string });
    },
  );
});

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}
