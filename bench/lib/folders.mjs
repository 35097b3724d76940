// Scratch folders on the disk that the repository is on: memory file systems have no fsync to measure.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const place = join(root, 'data', 'bench');
const made = [];

export function folder(name) {
  mkdirSync(place, { recursive: true });
  const path = mkdtempSync(join(place, `${name}-`));
  made.push(path);
  return path;
}

/** Removes what was made; called at the end of every experiment. */
export function removeFolders() {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
}

export function bytesIn(path) {
  return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}
