// The programs of native/.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './folders.mjs';

const target = join(root, 'target', 'bench');
const program = (name) => join(target, 'release', process.platform === 'win32' ? `${name}.exe` : name);

export function buildNative() {
  const args = ['build', '--release', '--locked', '--manifest-path', join(root, 'bench', 'native', 'Cargo.toml'), '--target-dir', target];
  const done = spawnSync('cargo', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) throw new Error('the native programs could not be built; see above');
}

/** Runs a program to its end and gives the JSON it printed. */
export async function measured(name, args) {
  const child = spawn(program(name), args.map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ${args.join(' ')} ended with code ${code}`);
  return JSON.parse(text);
}

/** Starts a server and resolves its address once it prints one. */
export async function serve(command, args, options = {}) {
  const child = spawn(command, args.map(String), { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  const ended = once(child, 'close');
  const address = await Promise.race([addressOf(child.stdout), ended.then(() => undefined)]);
  if (!address) throw new Error(`${command} ${args.join(' ')} did not start`);
  return {
    address,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export const appendLog = (file) => serve(program('append-log'), ['--file', file]);

async function addressOf(output) {
  for await (const line of createInterface({ input: output })) {
    const [, address] = /http:\/\/([\d.]+:\d+)/.exec(line) ?? [];
    if (address) {
      output.resume();
      return address;
    }
  }
  return undefined;
}
