// npm run pack:check: the packages as users get them, installed from a registry of this machine into a scratch application, loaded,
// type-checked and run. With --old-glibc the builds are those of a release, for systems with glibc 2.17; with --node PROGRAM (may be
// repeated) a group is also created with that Node.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { addonFile } from './addon.mjs';
import { createGroups, install } from './pack-check/application.mjs';
import { debugBuilds, releaseBuilds } from './pack-check/builds.mjs';
import { checkClone } from './pack-check/contents.mjs';
import { checkLauncher } from './pack-check/launcher.mjs';
import { checkLoader } from './pack-check/loader.mjs';
import { mustPass } from './pack-check/programs.mjs';
import { checkTypes } from './pack-check/types.mjs';
import { root } from './paths.mjs';
import { packAll } from './release/pack.mjs';
import { targetOf, targets } from './release/targets.mjs';
import { main } from './run.mjs';
import { setUp } from './set-up.mjs';
import { packedFiles } from './tarball.mjs';
import { version as versionInStep } from './version.mjs';

const requireHere = createRequire(import.meta.url);
const { builtFor, platformName } = requireHere('../platform.js');
const version = versionInStep();
const binary = (name, file) => join(root, 'node_modules', ...name.split('/'), file);

async function checkCode(app, elsewhere) {
  const { METHODS } = requireHere('../dist/methods.js');
  assert.deepEqual([...requireHere(addonFile).methods()].sort(), [...METHODS].sort(), 'electron/methods.ts and the addon differ');
  const runtime = join(app, 'runtime.cjs');
  copyFileSync(join(root, 'scripts', 'pack-check', 'runtime.cjs'), runtime);
  await mustPass('every way of importing gives the same class', [runtime, JSON.stringify(METHODS)], { cwd: elsewhere });
  await checkTypes(app, METHODS);
}

async function check(folder, { builds, nodes }) {
  const host = targetOf(platformName());
  assert.deepEqual([...builtFor].sort(), targets.map(({ name }) => name).sort(), 'platform.js and the targets in package.json differ');
  console.log(`ok  version ${version} everywhere`);
  checkClone(packedFiles(root), basename(addonFile));
  await builds(host, join(folder, 'builds'));
  const packages = packAll(join(folder, 'builds'), folder, host);
  for (const { manifest, tarball } of packages.filter((each) => each.tarball)) {
    await mustPass(`publint ${manifest.name}`, [binary('publint', 'src/cli.js'), tarball, '--strict'], { cwd: root });
  }
  const { tarball } = packages.find(({ manifest }) => manifest.name === 'opentim');
  await mustPass('are the types wrong', [binary('@arethetypeswrong/cli', 'dist/index.js'), tarball, '--profile', 'strict'], { cwd: root });

  const app = join(folder, 'app');
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  await install(app, packages, host, join(folder, 'npm-cache'));
  await checkCode(app, elsewhere);
  await createGroups(app, { elsewhere, version, nodes: [process.execPath, ...nodes] });
  await checkLauncher(app, host, version);
  await checkLoader(app, host);
}

await main(async (args) => {
  const { values } = parseArgs({ args, options: { 'old-glibc': { type: 'boolean' }, node: { type: 'string', multiple: true, default: [] } } });
  await setUp('debug');
  const folder = mkdtempSync(join(tmpdir(), 'opentim-pack-'));
  try {
    await check(folder, { builds: values['old-glibc'] ? releaseBuilds : debugBuilds, nodes: values.node.map((program) => resolve(program)) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
