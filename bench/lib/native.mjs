// The programs of native/, and servers.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './folders.mjs';
import { resultOf, start } from './processes.mjs';

const target = join(root, 'target', 'bench');
export const nativeProgram = (name) => join(target, 'release', process.platform === 'win32' ? `${name}.exe` : name);

export function buildNative() {
  const args = ['build', '--release', '--manifest-path', join(root, 'bench', 'native', 'Cargo.toml'), '--target-dir', target];
  const done = spawnSync('cargo', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) throw new Error('the native programs could not be built; see above');
}

/** Runs a program to its end and gives the JSON it printed. */
export const measured = (name, args) => resultOf(nativeProgram(name), args);

/** Starts a server and resolves its address once it prints one. */
export async function serve(command, args, options) {
  const { child, ended } = start(command, args, options);
  const address = await Promise.race([addressOf(child.stdout), ended.then(() => undefined)]);
  if (!address) throw new Error(`${command} ${args.join(' ')} did not start`);
  return {
    address,
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export const appendLog = (file) => serve(nativeProgram('append-log'), ['--file', file]);

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
