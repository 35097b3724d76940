// Attribute writes and counter increments through the built addon beside better-sqlite3: rounds take turns, each on a fresh folder.
import { performance } from 'node:perf_hooks';
import { PlainSqlite } from '../baselines/plain-sqlite.mjs';
import * as addon from '../lib/addon.mjs';
import { folder, removeFolders } from '../lib/folders.mjs';
import { compared, takeTurns } from '../lib/rounds.mjs';
import { group } from '../lib/work.mjs';

const callers = 64;
const owners = Array.from({ length: callers }, (_, at) => `owner${at}`);
const shared = 'shared';

/** A group of each caller's own, and one that all are in. */
async function open() {
  const accounts = await addon.open(folder('addon'), owners);
  const create = (sdk, id, members) =>
    sdk.TIMGroupCreate({
      params: {
        create_group_param_group_id: id,
        create_group_param_group_name: id,
        create_group_param_group_member_array: members.map((name) => ({ group_member_info_identifier: name })),
      },
    });
  for (const { name, sdk } of accounts) addon.mustBeGood(await create(sdk, `of-${name}`, []));
  addon.mustBeGood(await create(accounts[0].sdk, shared, owners.slice(1)));
  return accounts;
}

/** `count` calls; every account has one under way. Their rate. */
async function rate(accounts, count, call) {
  let next = 0;
  const start = performance.now();
  const caller = async (account) => {
    while (next < count) addon.mustBeGood(await call(account, next++));
  };
  await Promise.all(accounts.map(caller));
  return count / ((performance.now() - start) / 1000);
}

const write = ({ name, sdk }, at) =>
  sdk.TIMGroupSetGroupAttributes({
    groupId: `of-${name}`,
    attributes: [{ group_attribute_key: 'state', group_attribute_value: `value ${at}` }],
  });

const count = ({ sdk }, id) => sdk.TIMGroupIncreaseGroupCounter({ group_id: id, group_counter_key: 'n', group_counter_value: 1 });

async function ours({ warm, many, one }) {
  const accounts = await open();
  await rate(accounts, warm, write);
  const attributes = await rate(accounts, many, write);
  const counters = await rate(accounts, many, (account) => count(account, `of-${account.name}`));
  const together = await rate(accounts, one, (account) => count(account, shared));
  const { json_param: sum } = await accounts[0].sdk.TIMGroupGetGroupCounters({ group_id: shared, json_group_counter_key_array: ['n'] });
  if (sum[0].group_counter_value !== one) throw new Error(`${one} were counted, and the sum is ${sum[0].group_counter_value}`);
  await addon.close(accounts);
  return { attributes, counters, together };
}

function plain({ one }) {
  const store = new PlainSqlite(folder('plain'));
  const rows = owners.map((owner, at) => store.create(group(at, owner)) && at + 1);
  const timed = (work) => {
    const start = performance.now();
    for (let at = 0; at < one; at++) work(rows[at % callers], at);
    return one / ((performance.now() - start) / 1000);
  };
  const seen = { attributes: timed((row, at) => store.write(row, 'state', `value ${at}`)), counters: timed((row) => store.count(row, 'n')) };
  store.close();
  return seen;
}

export async function run({ quick }) {
  const size = quick ? { warm: 500, many: 3000, one: 500 } : { warm: 1000, many: 20_000, one: 3000 };
  const seen = await takeTurns(quick ? 3 : 5, { ours: () => ours(size), plain: () => plain(size) }, removeFolders);
  const of = (who, what) => seen[who].map((round) => round[what]);
  return {
    'attribute-64': compared('/s', of('ours', 'attributes'), of('plain', 'attributes')),
    'counter-64': compared('/s', of('ours', 'counters'), of('plain', 'counters')),
    'counter-one': compared('/s', of('ours', 'together'), of('plain', 'counters')),
  };
}
