// node scripts/version.mjs: prints the version, after a check that it is the same everywhere.
// node scripts/version.mjs 0.2.0: sets it everywhere.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';
import { Refusal, main, mustRun } from './run.mjs';

const semantic = /^\d+\.\d+\.\d+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;
const inCargo = /^(\[workspace\.package\]\nversion = ")([^"]+)/m;

const read = (path) => readFileSync(join(root, path), 'utf8');

/** The places, each with how its version is read from and written into its text. Cargo.lock follows Cargo.toml. */
const places = {
  'Cargo.toml': {
    of: (text) => inCargo.exec(text)?.[2],
    put: (text, version) => text.replace(inCargo, `$1${version}`),
  },
  'package.json': manifest((json, version) => (json.version = version)),
  'package-lock.json': manifest((json, version) => (json.version = json.packages[''].version = version)),
  'npm/opentim-server/package.json': manifest((json, version) => (json.version = version)),
};

function manifest(set) {
  return {
    of: (text) => JSON.parse(text).version,
    put(text, version) {
      const json = JSON.parse(text);
      set(json, version);
      return `${JSON.stringify(json, null, 2)}\n`;
    },
  };
}

/** The version of everything that is released. */
export function version() {
  const found = Object.entries(places).map(([path, { of }]) => [path, of(read(path))]);
  if (new Set(found.map(([, each]) => each)).size === 1) return found[0][1];
  const list = found.map(([path, each]) => `  ${path}: ${each}`).join('\n');
  throw new Refusal(`the versions differ; node scripts/version.mjs VERSION sets all of them\n${list}`);
}

async function setVersion(wanted) {
  if (!semantic.test(wanted)) throw new Refusal(`${wanted} is no version such as 1.2.3 or 1.2.3-beta.1`);
  for (const [path, { put }] of Object.entries(places)) writeFileSync(join(root, path), put(read(path), wanted));
  await mustRun('cargo', ['update', '--workspace', '--offline', '--quiet']); // writes Cargo.lock
  await mustRun('cargo', ['xtask', 'gen']); // the typings name the version
  console.log(`${wanted}; in CHANGELOG.md give it a heading with the date`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async ([wanted]) => {
    if (wanted) return setVersion(wanted);
    console.log(version());
  });
}
