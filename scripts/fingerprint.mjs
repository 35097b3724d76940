// Says whether a build step is up to date: a hash over the contents of its sources is kept from its last run.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, stamps } from './paths.mjs';

function filesBelow(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  const names = readdirSync(full).filter((name) => name !== 'node_modules' && name !== 'target').sort();
  return names.flatMap((name) => filesBelow(`${path}/${name}`));
}

/** Hash over names and contents of files and folders, given relative to the repository. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesBelow)) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** What was noted for a step, or undefined. */
export function readStamp(name) {
  try {
    return JSON.parse(readFileSync(join(stamps, `${name}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Notes what a step was done for. */
export function writeStamp(name, content) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, `${name}.json`), JSON.stringify(content));
}

/** What tells one version of a built file from another; undefined when there is none. */
export function stateOfFile(path) {
  const state = statSync(path, { throwIfNoEntry: false });
  return state && { size: state.size, mtimeMs: state.mtimeMs };
}
