// The built addon on a folder of its own.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './folders.mjs';

const TimRender = createRequire(import.meta.url)(join(root, 'index.js'));
const sdkappid = 1400000000;

/** So many accounts, logged in. Release them with `close`. */
export async function open(dataDir, names) {
  const accounts = [];
  for (const name of names) {
    const sdk = new TimRender({ sdkappid, dataDir, instance: name });
    const code = await sdk.TIMInit({});
    if (code !== 0) throw new Error(`TIMInit gave ${code}`);
    const userSig = TimRender.genTestUserSig({ sdkappid, dataDir, userID: name, expire: 86_400 });
    const { code: refused, desc } = await sdk.TIMLogin({ userID: name, userSig });
    if (refused !== 0) throw new Error(`TIMLogin: ${refused} ${desc}`);
    accounts.push({ name, sdk });
  }
  return accounts;
}

export async function close(accounts) {
  for (const { sdk } of accounts) {
    await sdk.TIMUninit();
    sdk.close();
  }
}

export function mustBeGood({ code, desc }) {
  if (code !== 0) throw new Error(`${code}: ${desc}`);
}
