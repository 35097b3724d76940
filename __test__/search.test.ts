import { type Answer, call, type Client, type Shown } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, member, refusal, Type } from './support/group';
import { DONE, modifyMember, quit } from './support/life';

let alice: Client;
let bob: Client;

beforeEach(async () => {
  ({ clients: { alice, bob } } = await folderWith('alice', 'bob'));
});
afterAll(endClients);

const searchGroups = (client: Client, keyword_list: unknown, field_list?: unknown, data?: unknown): Promise<Answer> =>
  call(client, 'TIMGroupSearchGroups', {
    searchParams: { group_search_params_keyword_list: keyword_list, group_search_params_field_list: field_list },
    data,
  });

const searchMembers = (client: Client, keywords: unknown, more: Record<string, unknown> = {}, data?: unknown): Promise<Answer> => {
  const fields = Object.entries(more).map(([name, value]) => [`group_search_member_params_${name}`, value]);
  const searchParams = { group_search_member_params_keyword_list: keywords, ...Object.fromEntries(fields) as object };
  return call(client, 'TIMGroupSearchGroupMembers', { searchParams, data });
};

describe('TIMGroupSearchGroups', () => {
  const names = async (client: Client, keywords: string[], fields?: number[]) => {
    const answer = await searchGroups(client, keywords, fields);
    expect(answer).toMatchObject({ code: 0, desc: '' });
    return (answer.json_param as Shown[]).map((group) => group['group_detail_info_group_name']).sort();
  };

  test('finds one\'s own groups by name and by id, in whatever case', async () => {
    await created(alice, { name: '足球 Club', id: unique('Ball') });
    await created(alice, { name: 'Chess', id: unique('club') });
    await created(alice, { name: 'nothing', id: unique('other') });
    await created(bob, { name: 'the CLUB of bob' });
    expect(await names(alice, ['club'])).toEqual(['Chess', '足球 Club']);
    expect(await names(alice, ['CLUB'], [2])).toEqual(['足球 Club']);
    expect(await names(alice, ['club'], [1])).toEqual(['Chess']);
    for (const both of [[1, 2], [3], []]) expect(await names(alice, ['club'], both)).toEqual(['Chess', '足球 Club']);
    expect(await names(alice, ['足球', 'nothing'])).toEqual(['nothing', '足球 Club']);
    expect(await names(alice, ['nowhere'])).toEqual([]);
  });

  test('shows both views of a group, and hands user data back', async () => {
    const id = await created(alice, { name: 'seen' });
    expect(await searchGroups(alice, ['seen'], [2], 'mine')).toMatchObject({
      code: 0,
      user_data: 'mine',
      json_param: [{ group_base_info_group_id: id, group_detail_info_group_id: id, group_detail_info_owner_identifier: 'alice', group_base_info_self_info: { group_self_info_role: 400 } }],
    });
  });

  test('no longer finds a group that one has left', async () => {
    const id = await created(alice, { name: 'left', type: Type.ChatRoom, member_array: [member('bob')] });
    expect(await names(bob, ['left'])).toEqual(['left']);
    await quit(bob, id);
    expect(await names(bob, ['left'])).toEqual([]);
  });

  test.each([
    ['no keyword', [], undefined],
    ['a blank one', [' '], undefined],
    ['an empty one', ['a', ''], undefined],
    ['six', ['a', 'b', 'c', 'd', 'e', 'f'], undefined],
    ['a number', [5], undefined],
    ['no list', 'a', undefined],
    ['none', undefined, undefined],
  ])('is refused with 10004 for %s', async (_, keywords, fields) => {
    expect(await searchGroups(alice, keywords, fields)).toMatchObject(refusal(10004, 'group_search_params_keyword_list'));
  });

  test.each([[[4]], [[0]], [['name']], [2]])('is refused with 10004 for the fields %j', async (fields) => {
    expect(await searchGroups(alice, ['a'], fields)).toMatchObject(refusal(10004, 'group_search_params_field_list'));
  });
});

describe('TIMGroupSearchGroupMembers', () => {
  const found = async (client: Client, keywords: string[], more = {}) => {
    const answer = await searchMembers(client, keywords, more);
    expect(answer).toMatchObject({ code: 0, desc: '' });
    expect(answer).not.toHaveProperty('next_cursor');
    const rows = (answer.json_param as Record<string, unknown>[]).map((row) => {
      const [id, ...others] = row['group_search_member_result_groupid'] as string[];
      expect(others).toEqual([]);
      const members = row['group_search_member_result_member_info_list'] as Shown[];
      for (const one of members) expect(one).toMatchObject({ group_member_info_group_id: id });
      return [id, members.map((one) => one['group_member_info_identifier'])];
    });
    return Object.fromEntries(rows) as Record<string, string[]>;
  };

  test('finds members of one\'s own groups by id and by name card', async () => {
    const one = await created(alice, { member_array: [member('Red Fox'), member('hare', { name_card: '红狐 fox' }), member('bob')] });
    const two = await created(alice, { member_array: [member('red panda')] });
    await created(bob, { member_array: [member('foxy')] });
    expect(await found(alice, ['fox'])).toEqual({ [one]: ['Red Fox', 'hare'] });
    expect(await found(alice, ['FOX'], { field_list: [1] })).toEqual({ [one]: ['Red Fox'] });
    expect(await found(alice, ['fox'], { field_list: [8] })).toEqual({ [one]: ['hare'] });
    expect(await found(alice, ['红狐'])).toEqual({ [one]: ['hare'] });
    for (const none of [[2], [4], [6]]) expect(await found(alice, ['fox'], { field_list: none })).toEqual({});
    expect(await found(alice, ['red'])).toEqual({ [one]: ['Red Fox'], [two]: ['red panda'] });
    expect(await found(alice, ['red', 'hare'], { groupid_list: [one] })).toEqual({ [one]: ['Red Fox', 'hare'] });
    expect(await found(alice, ['red'], { groupid_list: [two, two] })).toEqual({ [two]: ['red panda'] });
    expect(await found(bob, ['red'])).toEqual({ [one]: ['Red Fox'] });
    expect(await found(alice, ['nowhere'])).toEqual({});
  });

  test('sees a new name card at once, and hands user data back', async () => {
    const id = await created(alice, { member_array: [member('bob')] });
    expect(await modifyMember(bob, id, 'bob', 8, { name_card: '新卡' })).toEqual(DONE);
    expect(await found(alice, ['新卡'])).toEqual({ [id]: ['bob'] });
    expect(await searchMembers(alice, ['新卡'], {}, 'mine')).toMatchObject({ code: 0, user_data: 'mine' });
  });

  test('is refused with 10007 for a group one is not in, 10010 and 10015 for ids', async () => {
    const id = await created(alice);
    expect(await searchMembers(bob, ['a'], { groupid_list: [id] })).toMatchObject(refusal(10007, 'not a member'));
    expect(await searchMembers(bob, ['a'], { groupid_list: [unique('never')] })).toMatchObject(refusal(10010));
    expect(await searchMembers(bob, ['a'], { groupid_list: ['群'] })).toMatchObject(refusal(10015));
  });

  test.each([[[]], [[' ']], [['a', 'b', 'c', 'd', 'e', 'f']], [[5]], ['a'], [undefined]])('is refused with 10004 for the keywords %j', async (keywords) => {
    expect(await searchMembers(alice, keywords)).toMatchObject(refusal(10004, 'group_search_member_params_keyword_list'));
  });

  test('is refused with 10004 for unknown fields and for what is no cursor', async () => {
    for (const fields of [[16], [0], 'id']) expect(await searchMembers(alice, ['a'], { field_list: fields })).toMatchObject(refusal(10004, 'field_list'));
    const searchParams = { group_search_member_params_keyword_list: ['a'], opentim_cursor: 'somewhere' };
    expect(await call(alice, 'TIMGroupSearchGroupMembers', { searchParams })).toMatchObject(refusal(10004, 'opentim_cursor'));
  });

  test('goes on with a cursor after 10,000 members', async () => {
    const crowd = Array.from({ length: 19 }, (_, at) => member(`zebra ${at}`));
    await Promise.all(Array.from({ length: 530 }, () => created(alice, { type: Type.Private, member_array: crowd })));
    const seen = new Set<string>();
    const sizes: number[] = [];
    let opentim_cursor: string | undefined;
    do {
      const searchParams = { group_search_member_params_keyword_list: ['zebra'], opentim_cursor };
      const answer = (await call(alice, 'TIMGroupSearchGroupMembers', { searchParams })) as Answer<Record<string, Shown[]>[]> & { next_cursor?: string };
      expect(answer).toMatchObject({ code: 0 });
      const members = answer.json_param.flatMap((row) => row['group_search_member_result_member_info_list']!);
      for (const one of members) seen.add(`${one['group_member_info_group_id']} ${one['group_member_info_identifier']}`);
      sizes.push(members.length);
      opentim_cursor = answer.next_cursor;
    } while (opentim_cursor !== undefined);
    expect(sizes).toEqual([10_000, 70]);
    expect(seen.size).toBe(10_070);
  });
});
