// The newest version of glibc that a Linux file asks for.
import { Refusal, outputOf } from '../run.mjs';
import { oldestGlibc } from './zig.mjs';

const parts = (version) => version.split('.').map(Number);

function isNewer(left, right) {
  const [a, b] = [parts(left), parts(right)];
  const at = [0, 1, 2].find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
  return at !== undefined && (a[at] ?? 0) > (b[at] ?? 0);
}

/** For example 2.17; readelf, unlike objdump, reads files of every machine. */
export function neededGlibc(file) {
  const versions = [...outputOf('readelf', ['--version-info', '--wide', file]).matchAll(/\bName: GLIBC_([\d.]+)/g)].map(([, version]) => version);
  return versions.reduce((newest, version) => (isNewer(version, newest) ? version : newest), '0');
}

/** Throws unless the file runs on the oldest glibc that is promised; returns what it needs. */
export function checkGlibc(file) {
  const needed = neededGlibc(file);
  if (needed === '0') throw new Refusal(`${file} names no version of glibc; it cannot be judged`);
  if (isNewer(needed, oldestGlibc)) throw new Refusal(`${file} needs glibc ${needed}; ${oldestGlibc} is promised`);
  return needed;
}
