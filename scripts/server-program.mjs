// The release build of the server.
import { join } from 'node:path';
import { fingerprint, readStamp, stateOfFile, writeStamp } from './fingerprint.mjs';
import { requireCompilers } from './requirements.mjs';
import { mustRun, outputOf } from './run.mjs';

const sources = ['Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', '.cargo', 'crates'];

/** Builds opentim-server where it is not up to date and resolves its path. */
export async function ensureServer() {
  const wanted = fingerprint(sources);
  const done = readStamp('server');
  if (done?.sources === wanted && JSON.stringify(stateOfFile(done.path)) === JSON.stringify(done.file)) return done.path;
  requireCompilers();
  console.error('opentim: building the server (release)');
  await mustRun('cargo', ['build', '--release', '--package', 'opentim-server']);
  const { target_directory: target } = JSON.parse(outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1']));
  const path = join(target, 'release', process.platform === 'win32' ? 'opentim-server.exe' : 'opentim-server');
  writeStamp('server', { sources: wanted, path, file: stateOfFile(path) });
  return path;
}
