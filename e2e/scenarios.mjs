// Every scenario of fixtures/scenarios with its users in a real Electron, attached to a folder that the test's own process owns.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { bundle } from './app.mjs';
import { electron } from './electron.mjs';

export async function scenarios(folder) {
  await bundle(folder, 'puppet/page.mjs', 'browser');
  const program = ['env', `HOME=${folder}`, join(electron, 'electron-xvfb'), join(folder, 'puppet', 'puppet.js')];
  const env = { ...process.env, OPENTIM_PUPPET: JSON.stringify(program) };
  delete env.NAPI_RS_NATIVE_LIBRARY_PATH; // it would replace the addon under test
  const args = ['test', '--quiet', '--package', 'opentim-scenarios', '--test', 'electron', '--', '--nocapture'];
  const { status } = spawnSync('cargo', args, { cwd: root, env, stdio: 'inherit' });
  assert.equal(status, 0, 'the scenarios in Electron failed');
}
