// A server for the tests, with the settings of `opentim-server dev`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { mustRun, outputOf } from '../scripts/run.mjs';

async function program() {
  await mustRun('cargo', ['build', '--quiet', '--package', 'opentim-server']);
  const { target_directory: target } = JSON.parse(outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1']));
  return join(target, 'debug', 'opentim-server');
}

/** Starts a server with its data in `dataDir`; resolves the address of its gateway and what ends it. */
export async function startServer(dataDir) {
  const args = ['dev', '--listen', '127.0.0.1:0', '--data-dir', dataDir];
  const server = spawn(await program(), args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, OPENTIM_LOG: 'warn' } });
  const ended = new Promise((done) => server.on('exit', done));
  const address = await new Promise((found, failed) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const [, listening] = /listens on http:\/\/(\S+)/.exec(line) ?? [];
      if (listening) found(listening);
    });
    server.on('error', failed);
    void ended.then((code) => failed(new Error(`the server ended with ${code}`)));
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  return { gateway: `ws://${address}/gateway`, stop };
}
