// A scratch application that installs the packages as users do.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { npm } from '../run.mjs';
import { execute, mustPass } from './programs.mjs';
import { startRegistry } from './registry.mjs';

/** What users type, against a registry that knows nothing else, without Rust on the PATH. Only what fits `host` may be fetched. */
export async function install(app, packages, host, cache) {
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'scratch', version: '1.0.0', private: true }));
  const registry = await startRegistry(packages);
  try {
    const options = ['--registry', registry.address, '--cache', cache, '--no-audit', '--no-fund', '--fetch-retries', '0'];
    const [program, args] = npm(['install', ...options, 'opentim', 'opentim-server']);
    await mustPass('npm install opentim opentim-server', args, { program, cwd: app });
  } finally {
    registry.stop();
  }
  const wanted = ['opentim', `opentim-${host.name}`, 'opentim-server', `opentim-server-${host.name}`].sort();
  const { version } = packages[0].manifest;
  assert.deepEqual(readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.')).sort(), wanted);
  assert.deepEqual(registry.asked.sort(), wanted.map((name) => `${name}-${version}.tgz`).sort(), 'only what fits this platform is fetched');
  console.log(`ok  of ${packages.length} packages the ${wanted.length} for ${host.name} are installed`);
}

/** Creates a group with each of the Node programs; the working directory is another one than the application's. */
export async function createGroups(app, { elsewhere, version, nodes }) {
  const group = join(app, 'group.cjs');
  copyFileSync(join(root, 'scripts', 'pack-check', 'group.cjs'), group);
  for (const program of nodes) {
    const node = (await execute(program, ['--version'])).stdout.trim();
    await mustPass(`a group is created with Node ${node}`, [group, join(elsewhere, `data-${node}`), version], { program, cwd: elsewhere });
  }
}
