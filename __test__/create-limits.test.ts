import { type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, field, group, info, joined, member, memberField, paramName, refusal, shown, Type } from './support/group';

let alice: Client;

beforeAll(async () => {
  ({ clients: { alice } } = await folderWith('alice'));
});
afterAll(endClients);

/** Tries to create a group that must be refused, proves that nothing was created, and that the next good call works. */
async function refused(fields: Record<string, unknown>, code: number, ...words: string[]): Promise<void> {
  const before = (await joined(alice)).size;
  const id = unique('refused');
  expect(await alice.TIMGroupCreate(group({ id, ...fields }))).toMatchObject(refusal(code, ...words));
  expect(await info(alice, id)).toMatchObject({ get_groups_info_result_code: 10010 });
  expect((await joined(alice)).size).toBe(before);
  await alice.TIMGroupDelete({ groupId: await created(alice) });
}

describe('text of exactly the limit is taken and one byte more is refused', () => {
  test.each([
    ['name', 'group_name', 30, 8502],
    ['introduction', 'introduction', 240, 8503],
    ['notification', 'notification', 300, 8504],
    ['face_url', 'face_url', 100, 8505],
  ] as const)('%s', async (name, shownAs, limit, code) => {
    const id = await created(alice, { [name]: 'x'.repeat(limit) });
    expect(await shown(alice, id)).toMatchObject({ [`group_detail_info_${shownAs}`]: 'x'.repeat(limit) });
    await refused({ [name]: 'x'.repeat(limit + 1) }, code, paramName(name), String(limit), String(limit + 1));
  });

  test('bytes of UTF-8 count, not characters', async () => {
    await created(alice, { name: '群'.repeat(10) });
    await refused({ name: '群'.repeat(10) + 'x' }, 8502, '31');
    await refused({ name: '😀'.repeat(8) }, 8502, '32');
  });

  test('a name card of 50 bytes', async () => {
    await created(alice, { member_array: [member('bob', { name_card: 'x'.repeat(50) })] });
    await refused({ member_array: [member('bob', { name_card: 'x'.repeat(51) })] }, 8506, 'name_card', '50', '51');
  });

  test('an own id of 48 bytes', async () => {
    const id = unique('long').padEnd(48, 'x');
    expect(await created(alice, { id })).toBe(id);
    expect(await alice.TIMGroupCreate(group({ id: `${id}x` }))).toMatchObject(refusal(8501, 'id', '48', '49'));
  });

  test('a member id of 32 bytes', async () => {
    await created(alice, { member_array: [member('u'.repeat(32))] });
    await refused({ member_array: [member('u'.repeat(33))] }, 10004, 'group_member_info_identifier', '32', '33');
  });
});

test.each([
  ['empty', ''],
  ['blanks', '   '],
  ['line feeds', '\n\t'],
])('a name that is %s is refused with 10004', async (_, name) => {
  await refused({ name }, 10004, 'create_group_param_group_name');
});

test.each([
  ['only blanks', '   '],
  ['not ASCII', '群'],
  ['with NUL in it', 'a\0b'],
  ['with a line feed in it', 'a\nb'],
  ['with the reserved prefix', '@TGS#mine'],
  ['with the prefix of communities', '@TGS#_mine'],
])('an own id that is %s is refused with 8501', async (_, id) => {
  expect(await alice.TIMGroupCreate(group({ id }))).toMatchObject(refusal(8501, 'id'));
});

test.each([
  ['without the prefix of communities', 'mine'],
  ['that is nothing but the prefix', '@TGS#_'],
  ['with the mark of topics in it', '@TGS#_mine@TOPIC#_x'],
  ['of 49 bytes', '@TGS#_'.padEnd(49, 'x')],
])('an own id of a community %s is refused with 8501', async (_, id) => {
  expect(await alice.TIMGroupCreate(group({ id, type: Type.Community }))).toMatchObject(refusal(8501, 'id'));
});

describe('custom fields of a group', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, at) => field(`key${at}`, 'v'));

  test('ten keys, a key of 16 bytes and a value of 512 bytes are taken', async () => {
    const fields = [...keys(9), field('k'.repeat(16), 'v'.repeat(512))];
    expect(await shown(alice, await created(alice, { custom_info: fields }))).toMatchObject({ group_detail_info_custom_info: fields });
  });

  test.each([
    ['eleven keys', keys(11), 'create_group_param_custom_info'],
    ['a key of 17 bytes', [field('k'.repeat(17), 'v')], 'group_info_custom_string_info_key'],
    ['a value of 513 bytes', [field('k', 'v'.repeat(513))], 'group_info_custom_string_info_value'],
    ['an empty key', [field('', 'v')], 'group_info_custom_string_info_key'],
    ['a key that is not ASCII', [field('键', 'v')], 'group_info_custom_string_info_key'],
    ['a key twice', [field('same', '1'), field('same', '2')], 'same'],
  ])('%s: refused with 10004', async (_, custom_info, word) => {
    await refused({ custom_info }, 10004, word);
  });
});

describe('custom fields of a member', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, at) => memberField(`key${at}`, 'v'));

  test('five keys and a value of 64 bytes are taken', async () => {
    await created(alice, { member_array: [member('bob', { custom_info: [...keys(4), memberField('k'.repeat(16), 'v'.repeat(64))] })] });
  });

  test.each([
    ['six keys', keys(6), 'group_member_info_custom_info'],
    ['a key of 17 bytes', [memberField('k'.repeat(17), 'v')], 'group_member_info_custom_string_info_key'],
    ['a value of 65 bytes', [memberField('k', 'v'.repeat(65))], 'group_member_info_custom_string_info_value'],
  ])('%s: refused with 10004', async (_, custom_info, word) => {
    await refused({ member_array: [member('bob', { custom_info })] }, 10004, word);
  });
});

describe('the number of members', () => {
  const users = (count: number) => Array.from({ length: count }, (_, at) => member(`u${at}`));

  test('500 named members are taken, 501 are refused with 10005', async () => {
    expect(await shown(alice, await created(alice, { member_array: users(500) }))).toMatchObject({ group_detail_info_member_num: 501 });
    await refused({ member_array: users(501) }, 10005, 'create_group_param_group_member_array', '500', '501');
  });

  test('as many as the cap are taken, one more is refused with 8507', async () => {
    expect(await shown(alice, await created(alice, { max_member_num: 4, member_array: users(3) }))).toMatchObject({ group_detail_info_member_num: 4 });
    await refused({ max_member_num: 4, member_array: users(4) }, 8507, 'create_group_param_max_member_num', '4', '5');
  });

  test('a wished cap of 1 is a cap, one of 0 is "not given"', async () => {
    for (const [wished, cap] of [[1, 1], [0, 2000]]) {
      const id = await created(alice, { max_member_num: wished });
      expect(await shown(alice, id)).toMatchObject({ group_detail_info_max_member_num: cap });
    }
  });

  test('200 is the cap of a Private group', async () => {
    await created(alice, { type: Type.Private, member_array: users(199) });
    await refused({ type: Type.Private, member_array: users(200) }, 8507, '200', '201');
  });

  test.each([
    ['Public', 2000],
    ['Private', 200],
    ['ChatRoom', 6000],
    ['Community', 100000],
  ] as const)('a wished cap of %s may go up to %i', async (type, cap) => {
    const id = await created(alice, { type: Type[type], max_member_num: cap });
    expect(await shown(alice, id)).toMatchObject({ group_detail_info_max_member_num: cap });
    const community = type === 'Community' ? { id: undefined } : {};
    const before = (await joined(alice)).size;
    expect(await alice.TIMGroupCreate(group({ type: Type[type], max_member_num: cap + 1, ...community }))).toMatchObject(
      refusal(10004, 'create_group_param_max_member_num', String(cap), String(cap + 1)),
    );
    expect((await joined(alice)).size).toBe(before);
  });

  test('a live group takes no first members: 10007', async () => {
    await refused({ type: Type.AVChatRoom, member_array: [member('bob')] }, 10007, 'create_group_param_group_member_array');
  });

  test('an empty list of members is fine for a live group', async () => {
    await created(alice, { type: Type.AVChatRoom, member_array: [] });
  });
});
