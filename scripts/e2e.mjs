// npm run e2e: the end-to-end tests of e2e/; with --bundlers (and in CI) also those of e2e/bundle/.
import { join } from 'node:path';
import { electronIsThere } from '../e2e/electron.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './paths.mjs';
import { main, run } from './run.mjs';
import { setUp } from './set-up.mjs';

/** Asks for what takes another half a minute, and the first time 540 MB of packages. */
const bundlers = '--bundlers';

await main(async (args) => {
  if (!(await electronIsThere())) {
    console.log('skipped: end to end in a real Electron; to enable it: e2e/electron-runtime.sh .cache/electron');
    return 0;
  }
  await setUp('debug');
  await ensureInstalled('e2e');
  const code = await run(process.execPath, [join(root, 'e2e', 'run.mjs'), ...args.filter((arg) => arg !== bundlers)]);
  if (code !== 0) return code;
  if (process.env.CI !== 'true' && !args.includes(bundlers)) {
    console.log(`skipped: bundles, a packaged application and newer versions of Node; to run them: npm run e2e -- ${bundlers}`);
    return 0;
  }
  await ensureInstalled('e2e/bundle');
  return run(process.execPath, [join(root, 'e2e', 'bundle', 'run.mjs')]);
});
