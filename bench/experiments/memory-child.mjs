// Calls of all kinds that read and write, one after the other; prints what changed between the first and the last.
import { readFileSync } from 'node:fs';
import * as addon from '../lib/addon.mjs';
import { quantile } from '../lib/statistics.mjs';
import { group, sdkParams } from '../lib/work.mjs';

const [dataDir, count] = [process.argv[2], Number(process.argv[3])];
const part = 1000;
const [account] = await addon.open(dataDir, ['owner']);
const { sdk } = account;

/** Memory of this process that is in no file: what a leak would show in. */
function memory() {
  global.gc();
  global.gc();
  if (process.platform !== 'linux') return process.memoryUsage().rss;
  return Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
}

const made = [];
/** One write in ten, the others read: groups by id and the joined list of an account with one group. */
async function one(at) {
  if (at % 10 === 0) {
    const result = await sdk.TIMGroupCreate(sdkParams(group(at, 'owner')));
    addon.mustBeGood(result);
    made[(at / 10) % 50] = result.json_param.create_group_result_groupid;
  } else {
    addon.mustBeGood(await sdk.TIMGroupGetGroupInfoList({ groupIds: [made[at % made.length]] }));
  }
}

const times = [];
async function calls(from, to) {
  for (let at = from; at < to; at++) {
    const start = performance.now();
    await one(at);
    times[at % part] = performance.now() - start;
  }
}

await calls(0, part); // the first ones load code and fill caches of fixed size
await calls(part, 2 * part);
const first = quantile(times, 0.5);
const before = memory();
await calls(2 * part, count);
const last = quantile(times, 0.5);
const growth = memory() - before;
console.log(JSON.stringify({ growth, first, last, calls: count }));
await addon.close([account]);
