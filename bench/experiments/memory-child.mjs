// Calls one after the other, one in `every` of them a create, the others reads of a group; prints what changed between the first
// thousand and the last.
import { readFileSync } from 'node:fs';
import * as addon from '../lib/addon.mjs';
import { quantile } from '../lib/statistics.mjs';
import { group, sdkParams } from '../lib/work.mjs';

const [dataDir, count, every] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const part = 1000;
const [account] = await addon.open(dataDir, ['owner']);
const { sdk } = account;

/** Memory of this process in bytes: what is in no file, in which a leak would show, and all of it. */
function memory() {
  global.gc();
  global.gc();
  const { rss } = process.memoryUsage();
  if (process.platform !== 'linux') return { own: rss, rss };
  return { own: Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024, rss };
}

const made = [];
async function create(at) {
  const result = await sdk.TIMGroupCreate(sdkParams(group(at, 'owner')));
  addon.mustBeGood(result);
  made[(at / every) % 50] = result.json_param.create_group_result_groupid;
}

/** Does the calls and gives the median time of the last thousand, of the kind that most of them are. */
async function calls(from, to) {
  const times = [];
  for (let at = from; at < to; at++) {
    const start = performance.now();
    const creates = at % every === 0;
    if (creates) await create(at);
    else addon.mustBeGood(await sdk.TIMGroupGetGroupInfoList({ groupIds: [made[at % made.length]] }));
    if (to - at <= part) times.push(performance.now() - start);
  }
  return quantile(times, 0.5);
}

await calls(0, part); // these load code
const first = await calls(part, 2 * part);
const before = memory();
const last = await calls(2 * part, count);
const after = memory();
const grown = { own: after.own - before.own, rss: after.rss - before.rss };
console.log(JSON.stringify({ grown, first, last, before, after }));
await addon.close([account]);
