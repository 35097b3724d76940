// opentim in a real Electron: packed, installed into a scratch application, called from main and from windows.
//
//   node run.mjs [--pictures] [PART ...]     parts: windows, pages, processes, quit, example, two; all unless named
//
// --pictures writes the pictures of docs/pictures anew.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { installInto, pack } from '../scripts/tarball.mjs';
import { version } from '../scripts/version.mjs';
import { checks as pages } from './checks/pages.mjs';
import { checks as windows } from './checks/windows.mjs';
import { example } from './example/run.mjs';
import { check, runElectron } from './launch.mjs';

async function bundle(folder, entry, platform) {
  const { build } = await import('esbuild');
  const outfile = join(folder, 'bundles', entry.replace(/\.\w+$/, '.js'));
  await build({ entryPoints: [join(folder, entry)], outfile, bundle: true, platform, external: ['electron'], logLevel: 'warning' });
  return outfile;
}

async function buildApp(folder) {
  installInto(folder, pack(folder).file, { name: 'e2e-app', main: 'main.js' });
  cpSync(join(root, 'e2e', 'app'), folder, { recursive: true });
  for (const page of ['secure.mjs', 'secure-page.mjs']) await bundle(folder, page, 'browser');
}

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
  example,
};

const words = process.argv.slice(2);
const named = words.filter((word) => word in parts);
const folder = mkdtempSync(join(tmpdir(), 'opentim-e2e-'));
try {
  await buildApp(folder);
  for (const part of named.length > 0 ? named : Object.keys(parts)) await parts[part](folder, words);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
