// Creates through the built addon beside better-sqlite3: rounds take turns, each on a fresh folder.
import { performance } from 'node:perf_hooks';
import { PlainSqlite } from '../baselines/plain-sqlite.mjs';
import * as addon from '../lib/addon.mjs';
import { folder, removeFolders } from '../lib/folders.mjs';
import { compared, takeTurns } from '../lib/rounds.mjs';
import { quantile } from '../lib/statistics.mjs';
import { group, sdkParams } from '../lib/work.mjs';

const inFlight = 64;
const owners = Array.from({ length: inFlight }, (_, at) => `owner${at}`);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Creates `count` groups; every account has one call under way. Rate, and the time the JS thread was busy per create. */
async function createMany(accounts, from, count) {
  let next = from;
  const before = performance.eventLoopUtilization();
  const start = performance.now();
  const caller = async ({ name, sdk }) => {
    while (next < from + count) addon.mustBeGood(await sdk.TIMGroupCreate(sdkParams(group(next++, name))));
  };
  await Promise.all(accounts.map(caller));
  const seconds = (performance.now() - start) / 1000;
  await pause(0); // the busy time of the last turn of the loop is counted when it ends
  const { active } = performance.eventLoopUtilization(before);
  return { rate: count / seconds, held: active / count };
}

async function ours({ warm, many, one }) {
  const accounts = await addon.open(folder('addon'), owners);
  await createMany(accounts, 0, warm);
  const single = await createMany(accounts.slice(0, 1), warm, one);
  const full = await createMany(accounts, warm + one, many);
  await addon.close(accounts);
  return { many: full, one: single };
}

function plain({ warm, one }) {
  const store = new PlainSqlite(folder('plain'));
  for (let at = 0; at < warm; at++) store.create(group(at, owners[at % inFlight]));
  const times = [];
  const start = performance.now();
  for (let at = warm; at < warm + one; at++) {
    const began = performance.now();
    store.create(group(at, owners[at % inFlight]));
    times.push(performance.now() - began);
  }
  const seconds = (performance.now() - start) / 1000;
  store.close();
  return { rate: one / seconds, p50: quantile(times, 0.5) };
}

export async function run({ quick }) {
  const size = quick ? { warm: 500, many: 5000, one: 500 } : { warm: 1000, many: 20_000, one: 3000 };
  const seen = await takeTurns(quick ? 3 : 5, { ours: () => ours(size), plain: () => plain(size) }, removeFolders);
  const beside = seen.plain.map(({ rate }) => rate);
  const held = { many: seen.ours.map(({ many }) => many.held), one: seen.ours.map(({ one }) => one.held) };
  const heldBeside = seen.plain.map(({ p50 }) => p50);
  const heldRows = [compared('ms', held.many, heldBeside), compared('ms', held.one, heldBeside)];
  const worse = heldRows[0].ours > heldRows[1].ours ? { ...heldRows[0], note: '64 in flight' } : { ...heldRows[1], note: 'one caller' };
  return {
    'create-64': compared('/s', seen.ours.map(({ many }) => many.rate), beside),
    'create-1': compared('/s', seen.ours.map(({ one }) => one.rate), beside),
    'main-thread': { ...worse, rounds: { ours64: held.many, ours1: held.one, beside: heldBeside } },
  };
}
