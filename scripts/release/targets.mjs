// The platforms of a release, from the list in package.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { Refusal } from '../run.mjs';

const cpus = { x86_64: 'x64', aarch64: 'arm64' };
const systems = { linux: 'linux', windows: 'win32', darwin: 'darwin' };
const libcs = { gnu: 'glibc', musl: 'musl' };

/** What the parts of a Rust target such as x86_64-unknown-linux-gnu mean to npm. */
function described(triple) {
  const [machine, , system, abi] = triple.split('-');
  const [os, cpu] = [systems[system], cpus[machine]];
  const name = [os, cpu, abi].filter(Boolean).join('-');
  const exe = os === 'win32' ? '.exe' : '';
  return { triple, name, os, cpu, libc: os === 'linux' ? libcs[abi] : undefined, addon: `opentim.${name}.node`, server: `opentim-server-${name}${exe}`, exe };
}

/** All of them. `addon` and `server` are the names of the files in a folder of builds. */
export const targets = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).napi.targets.map(described);

/** The one of that name (linux-x64-gnu) or triple (x86_64-unknown-linux-gnu). */
export function targetOf(name) {
  const found = targets.find((target) => target.name === name || target.triple === name);
  if (!found) throw new Refusal(`${name} is no target; there are ${targets.map(({ triple }) => triple).join(', ')}`);
  return found;
}
