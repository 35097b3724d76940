// The packages as users get them: packed, and installed into a scratch application.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { npm, outputOf } from './run.mjs';

function npmPack(cwd, options) {
  const [program, args] = npm(['pack', '--json', '--ignore-scripts', '--loglevel=error', ...options]);
  const [{ filename, files, size, unpackedSize }] = JSON.parse(outputOf(program, args, { cwd }));
  return { filename, contents: files.map((entry) => entry.path), size, unpackedSize };
}

/** Packs the package in `from` into a tarball in `folder`; returns its path, the files in it and their sizes in bytes. */
export function packFolder(from, folder) {
  mkdirSync(folder, { recursive: true });
  const { filename, ...packed } = npmPack(from, ['--pack-destination', folder]);
  return { file: join(folder, filename), ...packed };
}

/** Packs the clone, addon included. */
export const pack = (folder) => packFolder(root, folder);

/** The files that would be packed. */
export const packedFiles = (from) => npmPack(from, ['--dry-run']).contents;

/** Makes an application in `folder` that has the tarball, or tarballs, installed; nothing is fetched. */
export function installInto(folder, tarballs, manifest = {}) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'scratch', version: '1.0.0', private: true, ...manifest }));
  const options = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [program, args] = npm(['install', ...options, ...[tarballs].flat()]);
  outputOf(program, args, { cwd: folder });
}
