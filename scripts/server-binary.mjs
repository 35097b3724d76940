// The release build of the server.
import { join } from 'node:path';
import { mustRun, outputOf } from './run.mjs';

/** Builds opentim-server where it is not up to date and resolves its path. */
export async function buildServer() {
  await mustRun('cargo', ['build', '--release', '--package', 'opentim-server']);
  const { target_directory: target } = JSON.parse(outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1']));
  return join(target, 'release', process.platform === 'win32' ? 'opentim-server.exe' : 'opentim-server');
}
