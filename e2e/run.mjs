// opentim in a real Electron: packed, installed into a scratch application, called from main and from windows.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { installInto, pack } from '../scripts/tarball.mjs';
import { version } from '../scripts/version.mjs';
import { checks } from './checks.mjs';
import { electron } from './electron.mjs';

const deadlineMs = 120_000;

async function buildApp(folder) {
  installInto(folder, pack(folder).file, { name: 'e2e-app', main: 'main.js' });
  cpSync(join(root, 'e2e', 'app'), folder, { recursive: true });
  await bundle(folder, 'secure.mjs', 'browser');
}

async function bundle(folder, entry, platform) {
  const { build } = await import('esbuild');
  const outfile = join(folder, 'bundles', entry.replace(/\.\w+$/, '.js'));
  await build({ entryPoints: [join(folder, entry)], outfile, bundle: true, platform, external: ['electron'], logLevel: 'warning' });
  return outfile;
}

/** A bundler moves the loader away from the addon; it must find it nevertheless. */
async function bundledNode(folder) {
  const output = execFileSync(process.execPath, [await bundle(folder, 'bundled.js', 'node')], { cwd: root, encoding: 'utf8' });
  assert.equal(output, `${version()}\n`);
  console.log('ok  a bundle for Node finds the addon');
}

/** Runs the application and resolves its report. The whole process group ends at the deadline. */
function runApp(folder) {
  const report = join(folder, 'report.json');
  const env = { ...process.env, REPORT: report, DATA_DIR: join(folder, 'data'), HOME: folder };
  delete env.NAPI_RS_NATIVE_LIBRARY_PATH; // it would replace the addon under test
  return new Promise((resolve, reject) => {
    const app = spawn(join(electron, 'electron-xvfb'), [folder], { env, stdio: 'inherit', detached: true });
    const deadline = setTimeout(() => process.kill(-app.pid, 'SIGKILL'), deadlineMs);
    app.on('error', reject);
    app.on('close', (code, signal) => {
      clearTimeout(deadline);
      if (code === 0 && existsSync(report)) resolve(JSON.parse(readFileSync(report, 'utf8')));
      else reject(new Error(`the application ended with ${signal ?? `code ${code}`}`));
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'opentim-e2e-'));
try {
  await buildApp(folder);
  await bundledNode(folder);
  const report = await runApp(folder);
  if (report.error) throw new Error(report.error);
  for (const [sentence, check] of Object.entries(checks)) {
    check(report);
    console.log(`ok  ${sentence}`);
  }
  console.log(`Electron ${report.versions.electron}, Node ${report.versions.node}; newer versions of Electron are not run here.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
