// How the loader of the installed package finds the addon, and what it says when it does not.
import assert from 'node:assert/strict';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv, execute, mustPass } from './programs.mjs';

const load = ['-e', "require('opentim')"];

async function mustFail(sentence, parts, options) {
  const { code, output } = await execute(process.execPath, load, options);
  assert.notEqual(code, 0, sentence);
  for (const part of ['ERR_OPENTIM_ADDON_NOT_LOADED', process.platform, process.arch, ...parts]) {
    assert.ok(output.includes(part), `${sentence}, but does not say ${part}:\n${output}`);
  }
  console.log(`ok  ${sentence}`);
}

/** Moves the addon of the application about; leaves it where it was. */
export async function checkLoader(app, target) {
  const { addon, name } = target;
  const packaged = join(app, 'node_modules', `opentim-${name}`, addon);
  const beside = join(app, 'node_modules', 'opentim', addon);
  const away = join(app, 'moved-away.node');
  const here = { cwd: app };
  const named = (file) => ({ cwd: app, env: { ...cleanEnv, NAPI_RS_NATIVE_LIBRARY_PATH: file } });
  writeFileSync(join(app, addon), 'not a library'); // the working directory must not matter

  await mustPass('the addon is found in its platform package', load, here);
  renameSync(packaged, beside);
  await mustPass('an addon beside the loader is taken', load, here);
  renameSync(beside, away);
  const libc = target.libc ? [`libc ${target.libc}`] : [];
  const candidates = [`opentim-${name}`, beside];
  await mustFail('a missing addon is an error that says what helps', [...libc, ...candidates, 'npm install', 'lock file'], here);
  await mustPass('NAPI_RS_NATIVE_LIBRARY_PATH names the addon', load, named(away));
  await mustFail('a wrong NAPI_RS_NATIVE_LIBRARY_PATH is an error of its own', ['unset it'], named(join(app, addon)));
  writeFileSync(beside, 'not a library');
  await mustFail('a broken file is named', [beside], here);
  rmSync(beside);
  renameSync(away, packaged);
}
