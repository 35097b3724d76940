import { type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, joined, member, refusal, Type } from './support/group';

let alice: Client;
let bob: Client;

beforeAll(async () => {
  ({ clients: { alice, bob } } = await folderWith('alice', 'bob'));
});
afterAll(endClients);

describe('TIMGroupGetGroupInfoList', () => {
  test('answers each id by itself, in the order asked, also when one is asked twice', async () => {
    const first = await created(alice, { name: 'first' });
    const second = await created(alice, { name: 'second', type: Type.ChatRoom });
    const never = unique('never');
    const answer = await bob.TIMGroupGetGroupInfoList({ groupIds: [second, never, '群', first, second], data: 'mine' });
    expect(answer).toMatchObject({ code: 0, desc: '', user_data: 'mine' });
    expect(answer.json_param).toMatchObject([
      { get_groups_info_result_code: 0, get_groups_info_result_desc: '', get_groups_info_result_info: { group_detail_info_group_name: 'second' } },
      { get_groups_info_result_code: 10010, get_groups_info_result_info: { group_detail_info_group_id: never } },
      { get_groups_info_result_code: 10015, get_groups_info_result_info: { group_detail_info_group_id: '群' } },
      { get_groups_info_result_code: 0, get_groups_info_result_info: { group_detail_info_group_name: 'first' } },
      { get_groups_info_result_code: 0, get_groups_info_result_info: { group_detail_info_group_id: second } },
    ]);
    expect(answer.json_param[1]!.get_groups_info_result_desc).not.toBe('');
  });

  test('an empty id among others is malformed by itself', async () => {
    const answer = await alice.TIMGroupGetGroupInfoList({ groupIds: [''] });
    expect(answer).toMatchObject({ code: 0, json_param: [{ get_groups_info_result_code: 10015 }] });
  });

  test('takes 50 ids, and refuses 51 with 10004', async () => {
    const ids = Array.from({ length: 51 }, (_, at) => `id ${at}`);
    expect((await alice.TIMGroupGetGroupInfoList({ groupIds: ids.slice(0, 50) })).json_param).toHaveLength(50);
    expect(await alice.TIMGroupGetGroupInfoList({ groupIds: ids })).toMatchObject(refusal(10004, 'groupIds', '50', '51'));
  });

  test.each([
    [-4, undefined],
    [-4, null],
    [-4, 'id'],
    [-4, {}],
    [-4, { groupIds: null }],
    [-3, { groupIds: 'id' }],
    [-3, { groupIds: {} }],
    [-3, { groupIds: 5 }],
    [-3, { groupIds: [] }],
    [-3, { groupIds: ['id', null] }],
    [10004, { groupIds: [5] }],
    [10004, { groupIds: ['id', {}] }],
  ])('gives %i for %j', async (code, argument) => {
    const answer = await alice.TIMGroupGetGroupInfoList(argument);
    expect(answer).toMatchObject({ code, desc: expect.stringMatching(/groupIds|argument/) as string, json_param: '' });
  });
});

describe('TIMGroupGetJoinedGroupList', () => {
  test('is an empty array for somebody who is in no group', async () => {
    const { clients: { nobody } } = await folderWith('nobody');
    expect(await nobody.TIMGroupGetJoinedGroupList()).toEqual({ code: 0, desc: '', json_param: [], user_data: '' });
  });

  test('hands its argument back as user data', async () => {
    expect(await alice.TIMGroupGetJoinedGroupList('mine')).toMatchObject({ code: 0, user_data: 'mine' });
    for (const none of [undefined, null, '']) expect(await alice.TIMGroupGetJoinedGroupList(none)).toMatchObject({ code: 0, user_data: '' });
  });

  test('holds every group of the user, however he came into it', async () => {
    const own = await created(alice);
    const asMember = await created(bob, { member_array: [member('alice')] });
    const foreign = await created(bob);
    const list = await joined(alice);
    expect(list.has(own)).toBe(true);
    expect(list.has(asMember)).toBe(true);
    expect(list.has(foreign)).toBe(false);
  });

  test('is whole, however long it is', async () => {
    const { clients: { many } } = await folderWith('many');
    await Promise.all(Array.from({ length: 1200 }, () => created(many)));
    expect((await joined(many)).size).toBe(1200);
  });
});
