// The built files that are packed: those of this clone, made smaller, or those of a release for old systems.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addonFile } from '../addon.mjs';
import { buildTarget } from '../release/build.mjs';
import { isOnPath, mustRun, outputOf } from '../run.mjs';

/** Debug builds, which most of the time are there already. */
export async function debugBuilds(target, out) {
  await mustRun('cargo', ['build', '--quiet', '--package', 'opentim-server', '--bins']);
  const { target_directory: made } = JSON.parse(outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1']));
  mkdirSync(out, { recursive: true });
  const files = { [target.addon]: addonFile, [target.server]: join(made, 'debug', `opentim-server${target.exe}`) };
  for (const [name, from] of Object.entries(files)) {
    copyFileSync(from, join(out, name));
    // Packing 40 MB of debug information takes 15 seconds, and nobody reads it here.
    if (target.os === 'linux' && isOnPath('strip')) await mustRun('strip', ['--strip-debug', join(out, name)]);
  }
}

/** The builds of a release; minutes, and Zig is fetched the first time. */
export const releaseBuilds = (target, out) => buildTarget(target, out);
