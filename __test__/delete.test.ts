import { type Client } from './support/addon';
import { endClients, folderWith, unique } from './support/client';
import { created, group, info, joined, member, refusal, shown, Type } from './support/group';

let alice: Client;
let bob: Client;

beforeAll(async () => {
  ({ clients: { alice, bob } } = await folderWith('alice', 'bob'));
});
afterAll(endClients);

test.each(['Public', 'ChatRoom', 'BChatRoom', 'AVChatRoom', 'Community'] as const)('the owner disbands a group of type %s', async (type) => {
  const live = type === 'AVChatRoom';
  const id = await created(alice, { type: Type[type], ...(live ? {} : { member_array: [member('bob')] }) });
  expect(await alice.TIMGroupDelete({ groupId: id })).toEqual({ code: 0, desc: '', json_param: '', user_data: '' });
  for (const client of [alice, bob]) {
    expect(await info(client, id)).toMatchObject({ get_groups_info_result_code: 10010 });
    expect((await joined(client)).has(id)).toBe(false);
  }
});

test('nobody disbands a Private group: 10007', async () => {
  const id = await created(alice, { type: Type.Private, member_array: [member('bob')] });
  for (const client of [alice, bob]) expect(await client.TIMGroupDelete({ groupId: id })).toMatchObject(refusal(10007, 'disband'));
  await shown(alice, id);
});

test('who is not the owner cannot disband: 10007 for admin, member and outsider', async () => {
  for (const member_array of [[member('bob', { member_role: 300 })], [member('bob')], []]) {
    const id = await created(alice, { member_array });
    expect(await bob.TIMGroupDelete({ groupId: id })).toMatchObject(refusal(10007, 'disband'));
    await shown(alice, id);
  }
});

test('a group that was never there or is gone is refused with 10010', async () => {
  expect(await alice.TIMGroupDelete({ groupId: unique('never') })).toMatchObject(refusal(10010, 'group'));
  const id = await created(alice);
  expect(await alice.TIMGroupDelete({ groupId: id })).toMatchObject({ code: 0 });
  expect(await alice.TIMGroupDelete({ groupId: id })).toMatchObject(refusal(10010, 'group'));
});

test.each([['群'], ['a\0b'], ['   '], ['x'.repeat(97)]])('the malformed id %j is refused with 10015', async (groupId) => {
  expect(await alice.TIMGroupDelete({ groupId })).toMatchObject(refusal(10015, 'id'));
});

test('user data is handed back, on success and on refusal', async () => {
  const id = await created(alice);
  expect(await alice.TIMGroupDelete({ groupId: id, data: 'mine' })).toMatchObject({ code: 0, user_data: 'mine' });
  expect(await alice.TIMGroupDelete({ groupId: id, data: 'mine' })).toMatchObject({ code: 10010, user_data: 'mine' });
});

test('a disbanded id can be used again, soon, and the new group knows nothing of the old one', async () => {
  const id = unique('again');
  await created(alice, { id, name: 'old', notification: 'old', member_array: [member('bob')] });
  expect(await alice.TIMGroupDelete({ groupId: id })).toMatchObject({ code: 0 });
  // The clean-up of the old members runs behind; until it is done the id is still taken (10021).
  let answer = await bob.TIMGroupCreate(group({ id, name: 'new' }));
  for (let again = 0; answer.code === 10021 && again < 1000; again += 1) {
    await new Promise((later) => setTimeout(later, 2));
    answer = await bob.TIMGroupCreate(group({ id, name: 'new' }));
  }
  expect(answer).toMatchObject({ code: 0 });
  expect(await shown(bob, id)).toMatchObject({
    group_detail_info_group_name: 'new',
    group_detail_info_notification: '',
    group_detail_info_owner_identifier: 'bob',
    group_detail_info_member_num: 1,
  });
  expect((await joined(alice)).has(id)).toBe(false);
});

test('of 20 disbands of one group exactly one is done', async () => {
  const id = await created(alice, { member_array: [member('bob')] });
  const answers = await Promise.all(Array.from({ length: 20 }, () => alice.TIMGroupDelete({ groupId: id })));
  expect(answers.map((answer) => answer.code).sort((a, b) => a - b)).toEqual([0, ...Array.from({ length: 19 }, () => 10010)]);
});
