// node scripts/release/build.mjs TARGET OUT: builds addon and server of a target (a Rust triple) for release and puts them into OUT.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, main, mustRun, outputOf } from '../run.mjs';
import { checkGlibc } from './glibc.mjs';
import { targetOf } from './targets.mjs';
import { ensureZig, oldestGlibc } from './zig.mjs';

const libraries = { linux: 'libopentim.so', darwin: 'libopentim.dylib', win32: 'opentim.dll' };

function commandLine({ triple, os, libc }, what) {
  const build = os === 'linux' ? 'zigbuild' : 'build';
  const target = libc === 'glibc' ? `${triple}.${oldestGlibc}` : triple;
  return [build, '--release', '--locked', '--target', target, ...what];
}

/** A library for musl must find musl in the process that loads it; the program carries its own. */
const forAddon = ({ libc }) => (libc === 'musl' ? { ...process.env, RUSTFLAGS: '-C target-feature=-crt-static' } : process.env);

/** Builds both files and returns their paths. Linux is built with Zig on any Linux, the others on their own systems. */
export async function buildTarget(target, out) {
  if (target.os === 'linux') await ensureZig();
  await mustRun('cargo', commandLine(target, ['--package', 'opentim', '--lib']), { env: forAddon(target) });
  await mustRun('cargo', commandLine(target, ['--package', 'opentim-server', '--bins']));
  const metadata = JSON.parse(outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1']));
  const made = join(metadata.target_directory, target.triple, 'release');
  const files = { [target.addon]: libraries[target.os], [target.server]: `opentim-server${target.exe}` };
  mkdirSync(out, { recursive: true });
  return Object.entries(files).map(([name, from]) => {
    const to = join(out, name);
    copyFileSync(join(made, from), to);
    console.log(target.libc === 'glibc' ? `${to}: needs glibc ${checkGlibc(to)}` : to);
    return to;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async ([name, out]) => {
    if (!out) throw new Refusal('usage: node scripts/release/build.mjs TARGET OUT');
    await buildTarget(targetOf(name), resolve(out));
  });
}
