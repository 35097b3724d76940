// Creates groups until it is killed.
import * as addon from '../lib/addon.mjs';
import { group, sdkParams } from '../lib/work.mjs';

const owners = Array.from({ length: 64 }, (_, at) => `owner${at}`);
const accounts = await addon.open(process.argv[2], owners);
console.log('creating');
let next = 0;
const worker = async ({ name, sdk }) => {
  for (;;) addon.mustBeGood(await sdk.TIMGroupCreate(sdkParams(group(next++, name))));
};
await Promise.all(accounts.map(worker));
