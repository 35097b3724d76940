// npm run e2e: the end-to-end tests of e2e/.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';
import { main, run } from './run.mjs';
import { setUp } from './set-up.mjs';

await main(async (args) => {
  await setUp('debug');
  await ensureInstalled('e2e');
  return run(process.execPath, [join(root, 'e2e', 'run.mjs'), ...args]);
});
