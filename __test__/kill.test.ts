import { type Client, type Shown } from './support/addon';
import { startChild } from './support/child';
import { endClients, loggedIn } from './support/client';
import { temporaryFolder } from './support/folder';
import { field, joined } from './support/group';

/** Rounds of work and SIGKILL; more by hand, e.g. OPENTIM_KILL_ROUNDS=200. */
const ROUNDS = Number(process.env['OPENTIM_KILL_ROUNDS'] ?? 4);
/** Rounds on one folder, before a new one is taken: more groups only make the check slower. */
const ROUNDS_PER_FOLDER = 8;
const USERS = ['alice', 'bob', 'carol', 'dave', 'eve'] as const;

afterAll(endClients);

/** Creates groups without end, 32 at a time, and disbands every fourth; reports each answer as it comes. */
const WORK = `
(async () => {
  const client = new TimRender(settings);
  await client.TIMInit();
  await client.TIMLogin(login);
  const { prefix, others } = JSON.parse(process.env.TEST_WORK);
  let next = 0;
  const work = async () => {
    for (;;) {
      const at = next++;
      const id = prefix + at;
      const create = await client.TIMGroupCreate(group('name of ' + at, {
        create_group_param_group_id: id,
        create_group_param_custom_info: [{ group_info_custom_string_info_key: 'at', group_info_custom_string_info_value: String(at) }],
        create_group_param_group_member_array: others.map((user) => ({ group_member_info_identifier: user })),
      }));
      process.send({ id, at, code: create.code });
      if (at % 4 !== 3) continue;
      await report({ id, at, asked: true }); // written before the disband begins
      const disband = await client.TIMGroupDelete({ groupId: id });
      process.send({ id, at, gone: disband.code });
    }
  };
  for (let lane = 0; lane < 32; lane += 1) work();
})();
`;

interface Report {
  id: string;
  at: number;
  code?: number;
  asked?: boolean;
  gone?: number;
}

/** What the process has acknowledged: groups that must be there, and ids of which a disband was asked for or done. */
class Acknowledged {
  readonly created = new Map<string, number>();
  readonly asked = new Set<string>();
  readonly gone = new Set<string>();

  add({ id, at, code, asked, gone }: Report): void {
    if (code === 0) this.created.set(id, at);
    if (asked) this.asked.add(id);
    if (gone === 0) this.gone.add(id);
    if ((code ?? 0) !== 0 || (gone ?? 0) !== 0) throw new Error(`unexpected answer: ${JSON.stringify({ id, code, gone })}`);
  }
}

async function workAndKill(folder: string, prefix: string, delay: number, acknowledged: Acknowledged): Promise<void> {
  const child = startChild(folder, WORK, { TEST_WORK: JSON.stringify({ prefix, others: USERS.slice(1) }) });
  await child.nextReport();
  setTimeout(() => child.process.kill('SIGKILL'), delay);
  const { signal, reports, stderr } = await child.ended;
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
  for (const report of reports as Report[]) acknowledged.add(report);
}

function isWhole(id: string, group: Shown): boolean {
  const at = id.slice(id.lastIndexOf(' ') + 1);
  return (
    group['group_base_info_group_name'] === `name of ${at}` &&
    group['group_detail_info_member_num'] === USERS.length &&
    group['group_detail_info_owner_identifier'] === 'alice' &&
    JSON.stringify(group['group_detail_info_custom_info']) === JSON.stringify([field('at', at)])
  );
}

/** Every list agrees with every other, each group is whole, and everything acknowledged holds. */
async function check(folder: string, acknowledged: Acknowledged): Promise<void> {
  const clients: Client[] = [];
  for (const user of USERS) clients.push(await loggedIn(folder, user));
  const lists = await Promise.all(clients.map((client) => joined(client)));
  const [own, ...others] = lists as [Map<string, Shown>, ...Map<string, Shown>[]];
  const ids = [...own.keys()].sort();
  for (const list of others) expect([...list.keys()].sort()).toEqual(ids);
  expect([...own].filter(([id, group]) => !isWhole(id, group)).slice(0, 3)).toEqual([]);
  const lost = [...acknowledged.created.keys()].filter((id) => !own.has(id) && !acknowledged.asked.has(id));
  expect(lost).toEqual([]);
  expect([...acknowledged.gone].filter((id) => own.has(id))).toEqual([]);
  for (const client of clients) await client.TIMUninit();
}

test(
  `what was acknowledged before kill -9 is there whole, in ${ROUNDS} rounds`,
  async () => {
    let folder = '';
    let acknowledged = new Acknowledged();
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round % ROUNDS_PER_FOLDER === 0) {
        folder = temporaryFolder();
        acknowledged = new Acknowledged();
      }
      const delay = Math.floor(Math.random() * 250);
      try {
        await workAndKill(folder, `round ${round} `, delay, acknowledged);
        await check(folder, acknowledged);
      } catch (error) {
        throw new Error(`round ${round}, killed ${delay} ms after the first answer: ${String(error)}`);
      }
    }
    expect(acknowledged.created.size).toBeGreaterThan(0);
  },
  20_000 + ROUNDS * 10_000,
);
