// Builds the native addon with cargo and puts it beside index.js, where the loader looks first.
import { spawn } from 'node:child_process';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fingerprint, readStamp, stateOfFile, writeStamp } from './fingerprint.mjs';
import { root } from './paths.mjs';
import { Refusal } from './run.mjs';

const { platformName } = createRequire(import.meta.url)('../platform.js');
const sources = ['Cargo.toml', 'Cargo.lock', 'build.rs', 'rust-toolchain.toml', '.cargo', 'src', 'crates'];

/** The addon's file, built or not. */
export const addonFile = join(root, `opentim.${platformName()}.node`);

function wantedStamp(profile) {
  return { profile, sources: fingerprint(sources), file: stateOfFile(addonFile) };
}

/** Whether the addon beside index.js is of this profile and of these sources. */
export function isAddonFresh(profile) {
  const wanted = wantedStamp(profile);
  return wanted.file !== undefined && JSON.stringify(readStamp('addon')) === JSON.stringify(wanted);
}

/** Runs cargo with its progress on the screen and resolves the path of the library it made. */
function cargoBuild(profile) {
  const args = ['build', '--package', 'opentim', '--lib', '--message-format=json-render-diagnostics'];
  if (profile === 'release') args.push('--release');
  return new Promise((resolve, reject) => {
    const cargo = spawn('cargo', args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let library;
    createInterface({ input: cargo.stdout }).on('line', (line) => {
      const message = JSON.parse(line);
      const isAddon = message.reason === 'compiler-artifact' && message.target.name === 'opentim' && message.target.kind.includes('cdylib');
      if (isAddon) library = message.filenames.find((name) => /\.(so|dylib|dll)$/.test(name));
    });
    cargo.on('error', reject);
    cargo.on('close', (code) => (code === 0 && library ? resolve(library) : reject(new Refusal('cargo could not build the addon; see above'))));
  });
}

/** Builds the addon of the profile ('debug' or 'release') unless it is there already. */
export async function ensureAddon(profile) {
  if (isAddonFresh(profile)) return;
  const before = wantedStamp(profile);
  console.error(`opentim: building the addon (${profile})`);
  const library = await cargoBuild(profile);
  // A running process may have the old file mapped: replace it, never write into it.
  const fresh = join(root, `opentim.${process.pid}.node`);
  try {
    copyFileSync(library, fresh);
    renameSync(fresh, addonFile);
  } finally {
    rmSync(fresh, { force: true });
  }
  writeStamp('addon', { ...before, file: stateOfFile(addonFile) });
}
