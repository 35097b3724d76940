// All packages of a release, as folders that npm can pack.
//
// The platform packages exist only here: each holds one built file, and the two packages that users name take the one that fits as an
// optional dependency of exactly their version.
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../paths.mjs';
import { Refusal } from '../run.mjs';
import { targets } from './targets.mjs';

const notices = ['LICENSE', 'THIRD-PARTY-LICENSES'];
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

function write(folder, manifest, files) {
  for (const [name, from] of Object.entries(files)) {
    const to = join(folder, name);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const fromRoot = (names) => Object.fromEntries(names.map((name) => [name, join(root, name)]));

function platformPackage(product, target, { version, license, engines }) {
  const { name, os, cpu, libc } = target;
  const [file, what] = product === 'opentim' ? [target.addon, 'native addon'] : [`opentim-server${target.exe}`, 'program'];
  const manifest = {
    name: `${product}-${name}`,
    version,
    description: `The ${what} of ${product} for ${name}`,
    license,
    ...(product === 'opentim' && { main: file }),
    files: [file, 'THIRD-PARTY-LICENSES'],
    engines,
    os: [os],
    cpu: [cpu],
    ...(libc && { libc: [libc] }),
    preferUnplugged: true, // a program or library inside a zip cannot be run
  };
  const readme = `# ${manifest.name}\n\nThe ${what} of [${product}](https://www.npmjs.com/package/${product}) for ${name}. Install \`${product}\`, which takes what fits.\n`;
  return { manifest, file, readme };
}

/** What users name: with the platform packages of its version, without what only the repository needs. */
function published(manifest, product) {
  const { scripts, devDependencies, overrides, napi, ...kept } = manifest;
  const files = kept.files.filter((name) => !name.endsWith('.node'));
  const optionalDependencies = Object.fromEntries(targets.map(({ name }) => [`${product}-${name}`, manifest.version]));
  return { ...kept, files, optionalDependencies };
}

function writePlatform(product, target, { out, built, version, manifest: { license, engines } }) {
  const made = platformPackage(product, target, { version, license, engines });
  const folder = join(out, made.manifest.name);
  write(folder, made.manifest, fromRoot(notices));
  writeFileSync(join(folder, 'README.md'), made.readme);
  if (!built) return;
  copyFileSync(built, join(folder, made.file));
  chmodSync(join(folder, made.file), 0o755); // artefacts of a workflow lose the mode
}

/**
 * Writes the folders, made of the built files of every target in `builds` (named as targets.mjs says), and returns their names, platform
 * packages first: whoever installs a version must find all of it.
 * With `partial` a target without built files gets a package without one, which must not be published.
 */
export function writePackages(builds, out, { partial = false } = {}) {
  const manifest = readJson('package.json');
  const { version } = manifest;
  const products = { opentim: 'addon', 'opentim-server': 'server' };
  rmSync(out, { recursive: true, force: true });
  const names = [];
  for (const [product, kind] of Object.entries(products)) {
    for (const target of targets) {
      const file = join(builds, target[kind]);
      const built = existsSync(file) ? file : undefined;
      if (!built && !partial) throw new Refusal(`${file} is missing: every target must be built before a release`);
      writePlatform(product, target, { out, built, version, manifest });
      names.push(`${product}-${target.name}`);
    }
  }
  const addonPackage = published(manifest, 'opentim');
  write(join(out, 'opentim'), addonPackage, fromRoot([...addonPackage.files, 'LICENSE', 'README.md']));
  const serverPackage = published(readJson('npm/opentim-server/package.json'), 'opentim-server');
  write(join(out, 'opentim-server'), serverPackage, { '.': join(root, 'npm', 'opentim-server'), ...fromRoot(['platform.js', ...notices]) });
  return [...names, 'opentim', 'opentim-server'];
}
