// Creates through the built addon beside better-sqlite3; the rounds take turns, each on a fresh folder.
import { performance } from 'node:perf_hooks';
import { PlainSqlite } from '../baselines/plain-sqlite.mjs';
import * as addon from '../lib/addon.mjs';
import { folder, removeFolders } from '../lib/folders.mjs';
import { median, quantile } from '../lib/statistics.mjs';
import { group, sdkParams } from '../lib/work.mjs';

const inFlight = 64;
const owners = Array.from({ length: inFlight }, (_, at) => `owner${at}`);

/** Creates groups until `count` are there; every account has one call under way. Gives rate and held time per create. */
async function createMany(accounts, from, count) {
  let next = from;
  const before = performance.eventLoopUtilization();
  const start = performance.now();
  const worker = async ({ name, sdk }) => {
    while (next < from + count) addon.mustBeGood(await sdk.TIMGroupCreate(sdkParams(group(next++, name))));
  };
  await Promise.all(accounts.map(worker));
  const seconds = (performance.now() - start) / 1000;
  const { active } = performance.eventLoopUtilization(before);
  return { rate: count / seconds, held: active / count };
}

async function ours(size) {
  const accounts = await addon.open(folder('addon'), owners);
  await createMany(accounts, 0, size.warm);
  const many = await createMany(accounts, size.warm, size.many);
  const one = await createMany(accounts.slice(0, 1), size.warm + size.many, size.one);
  await addon.close(accounts);
  return { many, one };
}

function plain(size) {
  const store = new PlainSqlite(folder('plain'));
  for (let at = 0; at < size.warm; at++) store.create(group(at, owners[at % inFlight]));
  const times = [];
  const start = performance.now();
  for (let at = 0; at < size.one; at++) {
    const began = performance.now();
    store.create(group(size.warm + at, owners[at % inFlight]));
    times.push(performance.now() - began);
  }
  const seconds = (performance.now() - start) / 1000;
  store.close();
  return { rate: size.one / seconds, p50: quantile(times, 0.5) };
}

export async function run({ quick }) {
  const size = quick ? { warm: 200, many: 2000, one: 200 } : { warm: 500, many: 20_000, one: 1000 };
  const seen = [];
  for (let round = 0; round < (quick ? 3 : 5); round++) {
    seen.push({ ours: await ours(size), plain: plain(size) });
    removeFolders();
  }
  const of = (pick) => median(seen.map(pick));
  const beside = of(({ plain }) => plain.rate);
  return {
    'create-64': { ours: of(({ ours }) => ours.many.rate), beside, unit: '/s' },
    'create-1': { ours: of(({ ours }) => ours.one.rate), beside, unit: '/s' },
    'main-thread': { ours: of(({ ours }) => ours.many.held), beside: of(({ plain }) => plain.p50), unit: 'ms' },
  };
}
