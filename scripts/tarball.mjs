// The package as users get it: packed from this clone, installed into a scratch application.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { npm, outputOf } from './run.mjs';

/** Packs the clone into a tarball in `folder` and returns its path and the files in it. */
export function pack(folder) {
  mkdirSync(folder, { recursive: true });
  const [program, args] = npm(['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder]);
  const [{ filename, files }] = JSON.parse(outputOf(program, args, { cwd: root }));
  return { file: join(folder, filename), contents: files.map((entry) => entry.path) };
}

/** Makes an application in `folder` that has the tarball installed; nothing is fetched. */
export function installInto(folder, tarball, manifest = {}) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'scratch', version: '1.0.0', private: true, ...manifest }));
  const options = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [program, args] = npm(['install', ...options, tarball]);
  outputOf(program, args, { cwd: folder });
}
