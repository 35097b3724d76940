// The Electron that the tests run in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { mustRun } from '../scripts/run.mjs';

/** Its folder; not in git. */
export const electron = join(root, '.cache', 'electron');

/** Whether Electron is there. In CI it is fetched; at a desk nothing is installed unasked. */
export async function electronIsThere() {
  if (process.env.CI === 'true') await mustRun(join(root, 'e2e', 'electron-runtime.sh'), [electron]);
  return existsSync(join(electron, 'electron-xvfb'));
}
