// Installs the packages that a lock file names, when that has not been done yet.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { root } from './paths.mjs';
import { mustRun, npm } from './run.mjs';

/**
 * Makes node_modules of `folder` (relative to the repository) what its lock file says. Install scripts do not run unless
 * `scripts` asks for them (native packages that must be compiled).
 */
export async function ensureInstalled(folder = '.', { scripts = false } = {}) {
  const stamp = join(root, folder, 'node_modules', '.opentim-install');
  const wanted = fingerprint([`${folder}/package.json`, `${folder}/package-lock.json`]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error(`opentim: installing the npm packages of ${folder === '.' ? 'the project' : folder}`);
  const options = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...(scripts ? [] : ['--ignore-scripts'])];
  await mustRun(...npm(['ci', ...options]), { cwd: join(root, folder) });
  writeFileSync(stamp, wanted);
}
