// npm run pack:check: the package as users get it, packed, installed into a scratch application, loaded and type-checked.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { addonFile } from './addon.mjs';
import { checkTypes } from './pack-check/types.mjs';
import { root } from './paths.mjs';
import { main } from './run.mjs';
import { setUp } from './set-up.mjs';
import { installInto, pack } from './tarball.mjs';

const expected = /^(LICENSE|THIRD-PARTY-LICENSES|README\.md|package\.json|index\.(js|d\.ts)|platform\.js|dist\/[\w/.-]+\.(js|mjs|d\.ts|d\.mts)|opentim\.[\w-]+\.node)$/;

/** Runs Node with the arguments; its output is shown only when it fails. */
function node(args, { cwd = root, env = process.env } = {}) {
  const { NAPI_RS_NATIVE_LIBRARY_PATH: _replacesTheAddon, ...clean } = env;
  const done = spawnSync(process.execPath, args, { cwd, env: clean, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.error) throw done.error;
  return { code: done.status, output: `${done.stdout}${done.stderr}` };
}

function mustPass(sentence, args, options) {
  const { code, output } = node(args, options);
  if (code !== 0) throw new Error(`${sentence}: code ${code}\n${output}`);
  console.log(`ok  ${sentence}`);
}

function checkContents({ contents }) {
  assert.deepEqual(contents.filter((name) => !expected.test(name)), [], 'files that do not belong into the package');
  assert.ok(contents.includes(basename(addonFile)), 'the addon is missing in the package');
  console.log(`ok  contents: ${contents.length} files`);
}

/** The addon as a package of its own, as a release has it, and what is said when there is none. */
function checkLoader(app) {
  const inPackage = join(app, 'node_modules', 'opentim', basename(addonFile));
  const name = basename(addonFile, '.node').replace('.', '-');
  const platformPackage = join(app, 'node_modules', name);
  const load = ['-e', "require('opentim')"];

  mkdirSync(platformPackage);
  writeFileSync(join(platformPackage, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: basename(addonFile) }));
  renameSync(inPackage, join(platformPackage, basename(addonFile)));
  mustPass('the addon is found in a platform package', load, { cwd: app });

  renameSync(join(platformPackage, basename(addonFile)), inPackage);
  rmSync(platformPackage, { recursive: true });
  writeFileSync(join(app, basename(addonFile)), 'not a library'); // the working directory must not matter
  mustPass('the addon beside the loader comes first', load, { cwd: app });

  rmSync(inPackage);
  const { code, output } = node(load, { cwd: app });
  assert.notEqual(code, 0);
  for (const part of ['ERR_OPENTIM_ADDON_NOT_LOADED', name, process.platform, process.arch, 'npm install']) {
    assert.ok(output.includes(part), `the error of a missing addon does not say ${part}:\n${output}`);
  }
  console.log('ok  a missing addon is an error that says what helps');
}

async function check(folder) {
  const tarball = pack(folder);
  checkContents(tarball);
  const app = join(folder, 'app');
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  installInto(app, tarball.file);

  const requireHere = createRequire(import.meta.url);
  const { METHODS } = requireHere('../dist/methods.js');
  assert.deepEqual([...requireHere(addonFile).methods()].sort(), [...METHODS].sort(), 'electron/methods.ts and the addon differ');

  const runtime = join(app, 'runtime.cjs');
  copyFileSync(join(root, 'scripts', 'pack-check', 'runtime.cjs'), runtime);
  mustPass('every way of importing gives the same class', [runtime, JSON.stringify(METHODS)], { cwd: elsewhere });
  await checkTypes(app, METHODS);
  const bin = (name, file) => join(root, 'node_modules', ...name.split('/'), file);
  mustPass('publint', [bin('publint', 'src/cli.js'), tarball.file, '--strict']);
  mustPass('are the types wrong', [bin('@arethetypeswrong/cli', 'dist/index.js'), tarball.file, '--profile', 'strict']);
  checkLoader(app);
}

await main(async () => {
  await setUp('debug');
  const folder = mkdtempSync(join(tmpdir(), 'opentim-pack-'));
  try {
    await check(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
