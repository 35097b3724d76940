// Opens a folder and says how long it took to the answer to a first question, and when each step was done.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../lib/folders.mjs';

const TimRender = createRequire(import.meta.url)(join(root, 'index.js'));
const [dataDir, group] = process.argv.slice(2);
const sdkappid = 1400000000;
const userSig = TimRender.genTestUserSig({ sdkappid, dataDir, userID: 'reader', expire: 86_400 });
const sdk = new TimRender({ sdkappid, dataDir });

const start = performance.now();
const code = await sdk.TIMInit({});
const opened = performance.now() - start;
if (code !== 0) throw new Error(`TIMInit gave ${code}`);
const { code: refused, desc } = await sdk.TIMLogin({ userID: 'reader', userSig });
if (refused !== 0) throw new Error(`TIMLogin: ${refused} ${desc}`);
const { json_param: [found] } = await sdk.TIMGroupGetGroupInfoList({ groupIds: [group] });
const ms = performance.now() - start;
if (found.get_groups_info_result_code !== 0) throw new Error(`the first group is gone: ${found.get_groups_info_result_desc}`);

console.log(JSON.stringify({ ms, opened }));
await sdk.TIMUninit();
sdk.close();
