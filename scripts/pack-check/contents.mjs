// What is in each package, file by file.
import assert from 'node:assert/strict';

const common = ['LICENSE', 'README.md', 'THIRD-PARTY-LICENSES', 'package.json'];
const compiled = /^dist\/[\w/.-]+\.(js|mjs|d\.ts|d\.mts)$/; // the modules of electron/; that all of them are there, publint says

const expected = {
  opentim: [...common, 'index.d.ts', 'index.js', 'own-file.js', 'platform.js'],
  'opentim-server': [...common, 'bin/opentim-server.js', 'platform.js'],
};

function expectedOf(name, { addon, exe } = {}) {
  if (name in expected) return expected[name];
  return [...common, name.startsWith('opentim-server-') ? `opentim-server${exe}` : addon];
}

/** Throws unless the packed files are the expected ones. `target` is that of a platform package. */
export function checkContents({ name, files }, target) {
  const own = files.filter((file) => !(name === 'opentim' && compiled.test(file)));
  assert.deepEqual(own.sort(), expectedOf(name, target).sort(), `contents of ${name}`);
}

/** The tarball that npm pack makes in the clone holds the addon too, for those who install it without a registry. */
export function checkClone(files, addon) {
  const own = files.filter((file) => !compiled.test(file) && file !== addon);
  assert.deepEqual(own.sort(), [...expected.opentim].sort(), 'contents of the tarball of the clone');
  assert.ok(files.includes(addon), `the tarball of the clone lacks ${addon}`);
}
