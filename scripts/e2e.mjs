// npm run e2e: the end-to-end tests of e2e/.
import { join } from 'node:path';
import { electronIsThere } from '../e2e/electron.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';
import { main, run } from './run.mjs';
import { setUp } from './set-up.mjs';

await main(async (args) => {
  if (!(await electronIsThere())) {
    console.log('skipped: end to end in a real Electron; to enable it: e2e/electron-runtime.sh .cache/electron');
    return 0;
  }
  await setUp('debug');
  await ensureInstalled('e2e');
  return run(process.execPath, [join(root, 'e2e', 'run.mjs'), ...args]);
});
