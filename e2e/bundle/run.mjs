// opentim in bundles of esbuild, webpack and Vite, run by Node and by Electron; in an application packaged by electron-builder; and
// the addon under newer versions of Node.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debugBuilds } from '../../scripts/pack-check/builds.mjs';
import { cleanEnv } from '../../scripts/pack-check/programs.mjs';
import { root } from '../../scripts/paths.mjs';
import { writePackages } from '../../scripts/release/packages.mjs';
import { targetOf } from '../../scripts/release/targets.mjs';
import { installInto, packFolder } from '../../scripts/tarball.mjs';
import { electron } from '../electron.mjs';
import { bundle, modules, names } from './bundlers.mjs';
import { packaged } from './packaged.mjs';

const { platformName } = createRequire(import.meta.url)('../../platform.js');
const deadlineMs = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'opentim-bundle-'));
const app = join(folder, 'app');
let runs = 0;

/** The packages of a release, made of debug builds, in an application. */
async function makeApp() {
  const host = targetOf(platformName());
  await debugBuilds(host, join(folder, 'builds'));
  writePackages(join(folder, 'builds'), join(folder, 'packages'), { partial: true });
  const tarballs = ['opentim', `opentim-${host.name}`].map((name) => packFolder(join(folder, 'packages', name), folder).file);
  installInto(app, tarballs, { name: 'bundle-app', main: 'main.js' });
  cpSync(join(root, 'e2e', 'bundle', 'app'), app, { recursive: true });
}

/** Runs a program in a folder of its own and resolves its report. */
function reportOf(program, args) {
  const place = join(folder, `run-${(runs += 1)}`);
  mkdirSync(place);
  const REPORT = join(place, 'report.json');
  const env = { ...cleanEnv, HOME: place, DATA_DIR: join(place, 'data'), REPORT };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: place, env, stdio: 'inherit', detached: true });
    const deadline = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), deadlineMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(deadline);
      if (code === 0 && existsSync(REPORT)) resolve(JSON.parse(readFileSync(REPORT, 'utf8')));
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${signal ?? `code ${code}`}`));
    });
  });
}

function assertCreated(result) {
  assert.equal(result.code, 0, JSON.stringify(result));
  assert.match(result.json_param.create_group_result_groupid, /^@TGS#/);
}

async function checkRun(sentence, program, args, { window = false } = {}) {
  const report = await reportOf(program, args);
  assert.equal(report.error, undefined);
  assertCreated(report.here);
  if (window) {
    assertCreated(report.window.created);
    assert.deepEqual([report.window.own, report.window.node], ['the preload of the application', 'undefined']);
  }
  console.log(`ok  ${sentence}`);
  return report;
}

const inElectron = (sentence, target) => checkRun(sentence, join(electron, 'electron-xvfb'), [target], { window: true });

async function checkBundles() {
  for (const name of names) {
    const program = await bundle(name, app);
    await checkRun(`a bundle of ${name} in Node`, process.execPath, [program]);
    await inElectron(`a bundle of ${name} in Electron`, program);
  }
  for (const [name, build] of Object.entries(modules)) {
    await checkRun(`an ES module of ${name} in Node`, process.execPath, [await build(app, join(app, 'out-modules'))]);
  }
}

/** Strict package managers show an application what it names itself only: not the platform package. */
async function checkStrictLayout() {
  const store = join(app, 'node_modules', '.store', 'node_modules');
  mkdirSync(store, { recursive: true });
  for (const name of ['opentim', `opentim-${platformName()}`]) renameSync(join(app, 'node_modules', name), join(store, name));
  symlinkSync(join(store, 'opentim'), join(app, 'node_modules', 'opentim'));
  await checkRun('a bundle beside the node_modules of a strict package manager', process.execPath, [join(app, 'out-esbuild', 'main.js')]);
}

/** The addon is the same file for every Node. */
async function checkNodes() {
  for (const version of ['22', '24']) {
    const node = join(root, 'e2e', 'bundle', 'node_modules', `node-${version}`, 'bin', 'node');
    if (existsSync(node)) await checkRun(`the addon in Node ${version}`, node, [join(app, 'main.js')]);
    else console.log(`skipped: the addon in Node ${version}, which npm has for Linux on x64 only`);
  }
}

try {
  await makeApp();
  await checkNodes();
  await checkBundles();
  const { program, args } = await packaged(app, folder);
  const { folder: ranFrom } = await checkRun('an application packaged by electron-builder', program, args, { window: true });
  assert.match(ranFrom, /app\.asar$/);
  await checkStrictLayout();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
