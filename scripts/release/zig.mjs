// Zig as the linker of the Linux builds: it links against the C library of an old system, whatever the system that builds.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../paths.mjs';
import { Refusal, isOnPath, mustRun } from '../run.mjs';

const packages = ['cargo-zigbuild==0.24.0', 'ziglang==0.17.0'];

/** The oldest glibc that the builds run on: that of the oldest systems that some Electron still starts on. */
export const oldestGlibc = '2.17';

/** Installs cargo-zigbuild and Zig into a folder of their own, once, and puts them on the PATH of this process. */
export async function ensureZig() {
  if (isOnPath('cargo-zigbuild') && isOnPath('zig')) return;
  const folder = join(root, '.cache', 'zig');
  const bin = join(folder, 'bin');
  if (!existsSync(join(bin, 'cargo-zigbuild'))) {
    if (!isOnPath('python3')) throw new Refusal('python3 is missing: Zig comes as a Python package (Debian packages: python3 python3-venv)');
    await mustRun('python3', ['-m', 'venv', folder]);
    await mustRun(join(bin, 'python3'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  }
  process.env.PATH = [bin, process.env.PATH].join(delimiter);
}
