// opentim in a real Electron: packed, installed into a scratch application, called from main and from windows.
//
//   node run.mjs [--pictures] [PART ...]     parts: windows, pages, records, processes, quit, scenarios, example, two; all unless named
//
// --pictures writes the pictures of docs/pictures anew.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { version } from '../scripts/version.mjs';
import { buildApp, bundle } from './app.mjs';
import { checks as pages } from './checks/pages.mjs';
import { checks as processes } from './checks/processes.mjs';
import { checks as windows } from './checks/windows.mjs';
import { example, two } from './example/run.mjs';
import { check, runElectron } from './launch.mjs';
import { quit } from './quit.mjs';
import { records } from './records.mjs';
import { scenarios } from './scenarios.mjs';

/** A bundler moves the loader away from the addon; it must find it nevertheless. */
async function bundledNode(folder) {
  const output = execFileSync(process.execPath, [await bundle(folder, 'bundled.js', 'node')], { cwd: root, encoding: 'utf8' });
  assert.equal(output, `${version()}\n`);
  console.log('ok  a bundle for Node finds the addon');
}

const parts = {
  async windows(folder) {
    await bundledNode(folder);
    const report = await runElectron(folder, folder);
    check(windows, report);
    console.log(`Electron ${report.versions.electron}, Node ${report.versions.node}; newer versions of Electron are not run here.`);
  },
  pages: async (folder) => check(pages, await runElectron(join(folder, 'pages.js'), folder)),
  records,
  processes: async (folder) => check(processes, await runElectron(join(folder, 'processes.js'), folder)),
  quit,
  scenarios,
  example,
  two,
};

const words = process.argv.slice(2);
const named = words.filter((word) => word !== '--pictures');
const unknown = named.find((word) => !Object.hasOwn(parts, word));
if (unknown) throw new Error(`${unknown} is no part of these tests; there are ${Object.keys(parts).join(', ')}`);
const folder = await buildApp();
try {
  for (const part of named.length > 0 ? named : Object.keys(parts)) await parts[part](folder, words);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
