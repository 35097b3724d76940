import { type Client } from './support/addon';
import { endClients, loggedIn, unique } from './support/client';
import { temporaryFolder } from './support/folder';
import { created, group, joined, member, ownRole, shown } from './support/group';

afterAll(endClients);

test('of 64 creators racing for one id exactly one wins, every time', async () => {
  const folder = temporaryFolder();
  const users = Array.from({ length: 64 }, (_, at) => `racer${at}`);
  const clients = await Promise.all(users.map((user) => loggedIn(folder, user)));
  for (let round = 0; round < 5; round += 1) {
    const id = unique('race');
    const answers = await Promise.all(clients.map((client, at) => client.TIMGroupCreate(group({ id, name: users[at] }))));
    const winners = users.filter((_, at) => answers[at]!.code === 0);
    expect(winners).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 10021)).toHaveLength(63);
    expect(await shown(clients[0]!, id)).toMatchObject({
      group_detail_info_owner_identifier: winners[0],
      group_detail_info_group_name: winners[0],
      group_detail_info_member_num: 1,
    });
    const lists = await Promise.all(clients.map((client) => joined(client)));
    expect(users.filter((_, at) => lists[at]!.has(id))).toEqual(winners);
  }
});

test('one creator who asks 64 times for one id gets it once and 10025 for the rest', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  const id = unique('twice');
  const answers = await Promise.all(Array.from({ length: 64 }, () => client.TIMGroupCreate(group({ id }))));
  expect(answers.map((answer) => answer.code).sort((a, b) => a - b)).toEqual([0, ...Array.from({ length: 63 }, () => 10025)]);
  expect((await joined(client)).size).toBe(1);
});

test('500 parallel creates are all there after the folder was closed and opened again', async () => {
  const folder = temporaryFolder();
  const first = await loggedIn(folder, 'alice');
  const ids = await Promise.all(
    Array.from({ length: 500 }, (_, at) => created(first, { name: `group ${at}`, member_array: [member('bob', { member_role: 300 })] })),
  );
  await first.TIMUninit();

  const alice = await loggedIn(folder, 'alice');
  const bob = await loggedIn(folder, 'bob');
  for (const list of [await joined(alice), await joined(bob)]) {
    expect([...list.keys()].sort()).toEqual([...ids].sort());
    for (const [at, id] of ids.entries()) {
      expect(list.get(id)).toMatchObject({ group_base_info_group_name: `group ${at}`, group_detail_info_member_num: 2 });
    }
  }
  expect(await ownRole(bob, ids[0]!)).toBe(300);
});

test('creates and disbands side by side leave what they answered', async () => {
  const client = await loggedIn(temporaryFolder(), 'alice');
  const left = await Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      const id = await created(client, { id: `mixed ${at}`, member_array: [member('bob')] });
      if (at % 2 === 1) return id;
      expect(await client.TIMGroupDelete({ groupId: id })).toMatchObject({ code: 0 });
      return undefined;
    }),
  );
  expect([...(await joined(client)).keys()].sort()).toEqual(left.filter((id) => id !== undefined).sort());
});

test('answers go to the calls they belong to', async () => {
  const client: Client = await loggedIn(temporaryFolder(), 'alice');
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) => client.TIMGroupCreate({ ...group({ id: `own ${at}` }), data: `data ${at}` })),
  );
  for (const [at, answer] of answers.entries()) {
    expect(answer).toMatchObject({ code: 0, json_param: { create_group_result_groupid: `own ${at}` }, user_data: `data ${at}` });
  }
});
