// npm run pack:check: the packages as users get them, installed from a registry of this machine into a scratch application, loaded,
// type-checked and run. With --old-glibc the builds are those of a release, for systems with glibc 2.17; with --node PROGRAM (may be
// repeated) a group is also created with that Node.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { addonFile } from './addon.mjs';
import { debugBuilds, releaseBuilds } from './pack-check/builds.mjs';
import { checkClone, checkContents } from './pack-check/contents.mjs';
import { checkLauncher } from './pack-check/launcher.mjs';
import { checkLoader } from './pack-check/loader.mjs';
import { execute, mustPass } from './pack-check/programs.mjs';
import { startRegistry } from './pack-check/registry.mjs';
import { checkTypes } from './pack-check/types.mjs';
import { root } from './paths.mjs';
import { writePackages } from './release/packages.mjs';
import { targetOf, targets } from './release/targets.mjs';
import { main, npm } from './run.mjs';
import { setUp } from './set-up.mjs';
import { packFolder, packedFiles } from './tarball.mjs';
import { version as versionInStep } from './version.mjs';

const requireHere = createRequire(import.meta.url);
const { builtFor, platformName } = requireHere('../platform.js');
const version = versionInStep();
const binary = (name, file) => join(root, 'node_modules', ...name.split('/'), file);

/** Packs what was built; resolves every package with its manifest, and its tarball where there is a build. */
function packAll(folder, host) {
  const out = join(folder, 'packages');
  const names = writePackages(join(folder, 'builds'), out, { partial: true });
  return names.map((name) => {
    const manifest = JSON.parse(readFileSync(join(out, name, 'package.json'), 'utf8'));
    const target = targets.find((each) => name.endsWith(`-${each.name}`));
    if (target && target !== host) return { manifest };
    const { file, contents, size, unpackedSize } = packFolder(join(out, name), folder);
    checkContents({ name, files: contents }, target);
    console.log(`ok  contents of ${name}: ${contents.length} files, ${(size / 1e6).toFixed(2)} MB, unpacked ${(unpackedSize / 1e6).toFixed(2)} MB`);
    return { manifest, tarball: file };
  });
}

/** What users type, against a registry that knows nothing else, without Rust on the PATH. */
async function install(app, packages, folder, host) {
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'scratch', version: '1.0.0', private: true }));
  const registry = await startRegistry(packages);
  try {
    const options = ['--registry', registry.address, '--cache', join(folder, 'npm-cache'), '--no-audit', '--no-fund', '--fetch-retries', '0'];
    const [program, args] = npm(['install', ...options, 'opentim', 'opentim-server']);
    await mustPass('npm install opentim opentim-server', args, { program, cwd: app });
  } finally {
    registry.stop();
  }
  const wanted = ['opentim', `opentim-${host.name}`, 'opentim-server', `opentim-server-${host.name}`].sort();
  assert.deepEqual(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.')).sort(), wanted);
  assert.deepEqual(registry.asked.sort(), wanted.map((name) => `${name}-${version}.tgz`).sort(), 'only what fits this platform is fetched');
  console.log(`ok  of ${packages.length} packages the ${wanted.length} for ${host.name} are installed`);
}

async function checkCode(app, elsewhere) {
  const { METHODS } = requireHere('../dist/methods.js');
  assert.deepEqual([...requireHere(addonFile).methods()].sort(), [...METHODS].sort(), 'electron/methods.ts and the addon differ');
  const runtime = join(app, 'runtime.cjs');
  copyFileSync(join(root, 'scripts', 'pack-check', 'runtime.cjs'), runtime);
  await mustPass('every way of importing gives the same class', [runtime, JSON.stringify(METHODS)], { cwd: elsewhere });
  await checkTypes(app, METHODS);
}

async function checkGroups(app, elsewhere, nodes) {
  const group = join(app, 'group.cjs');
  copyFileSync(join(root, 'scripts', 'pack-check', 'group.cjs'), group);
  for (const program of [process.execPath, ...nodes]) {
    const node = (await execute(program, ['--version'])).stdout.trim();
    await mustPass(`a group is created with Node ${node}`, [group, join(elsewhere, `data-${node}`), version], { program, cwd: elsewhere });
  }
}

async function check(folder, { builds, nodes }) {
  const host = targetOf(platformName());
  assert.deepEqual([...builtFor].sort(), targets.map(({ name }) => name).sort(), 'platform.js and the targets in package.json differ');
  console.log(`ok  version ${version} everywhere`);
  checkClone(packedFiles(root), basename(addonFile));
  await builds(host, join(folder, 'builds'));
  const packages = packAll(folder, host);
  for (const { manifest, tarball } of packages.filter((each) => each.tarball)) {
    await mustPass(`publint ${manifest.name}`, [binary('publint', 'src/cli.js'), tarball, '--strict'], { cwd: root });
  }
  const { tarball } = packages.find(({ manifest }) => manifest.name === 'opentim');
  await mustPass('are the types wrong', [binary('@arethetypeswrong/cli', 'dist/index.js'), tarball, '--profile', 'strict'], { cwd: root });

  const app = join(folder, 'app');
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  await install(app, packages, folder, host);
  await checkCode(app, elsewhere);
  await checkGroups(app, elsewhere, nodes);
  await checkLauncher(app, host, version);
  await checkLoader(app, host);
}

await main(async (args) => {
  const { values } = parseArgs({ args, options: { 'old-glibc': { type: 'boolean' }, node: { type: 'string', multiple: true, default: [] } } });
  await setUp('debug');
  const folder = mkdtempSync(join(tmpdir(), 'opentim-pack-'));
  try {
    await check(folder, { builds: values['old-glibc'] ? releaseBuilds : debugBuilds, nodes: values.node });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
