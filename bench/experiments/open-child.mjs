// Opens a folder and says how long TIMInit took.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../lib/folders.mjs';

const TimRender = createRequire(import.meta.url)(join(root, 'index.js'));
const sdk = new TimRender({ sdkappid: 1400000000, dataDir: process.argv[2] });
const start = performance.now();
const code = await sdk.TIMInit({});
const ms = performance.now() - start;
if (code !== 0) throw new Error(`TIMInit gave ${code}`);
console.log(JSON.stringify({ ms }));
await sdk.TIMUninit();
sdk.close();
