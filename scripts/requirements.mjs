// What must be on the machine before anything can be built; each gap is named in one line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { Refusal, isOnPath, outputOf } from './run.mjs';

const compareVersions = (a, b) => a[0] - b[0] || a[1] - b[1];
const parseVersion = (text) => text.split('.').slice(0, 2).map(Number);

/** Node and npm, for everything. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = Number(/\d+/.exec(engines.node)[0]);
  if (Number(process.versions.node.split('.')[0]) < wanted) {
    throw new Refusal(`Node ${wanted} or later is needed, this is ${process.versions.node} (Debian package: nodejs, from deb.nodesource.com)`);
  }
  if (!process.env.npm_execpath && !isOnPath('npm')) throw new Refusal('npm is missing (Debian package: npm)');
}

/** Rust and a C compiler, for the addon and the server. */
export function requireCompilers() {
  const rust = /^rust-version = "(.+)"/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))[1];
  const remedy = `Rust ${rust} or later from https://rustup.rs (Debian packages rustup or, where new enough, cargo)`;
  if (!isOnPath('cargo')) throw new Refusal(`cargo is missing: install ${remedy}`);
  const found = /\d+\.\d+\S*/.exec(outputOf('cargo', ['--version']))[0];
  if (compareVersions(parseVersion(found), parseVersion(rust)) < 0) throw new Refusal(`cargo is ${found}: install ${remedy}`);
  if (process.platform !== 'win32' && !isOnPath('cc')) {
    throw new Refusal('a C compiler (cc) is missing: install it (Debian package: build-essential)');
  }
}

/** What npm packages with C++ in them are compiled with. */
export function requireNativeBuild() {
  const missing = ['python3', 'make', 'g++'].filter((program) => !isOnPath(program));
  if (missing.length === 0) return;
  throw new Refusal(`a native package must be compiled, which needs ${missing.join(', ')} (Debian packages: ${missing.join(' ')})`);
}
