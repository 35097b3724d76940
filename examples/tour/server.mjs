// opentim-server for as long as the tour needs it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The program that `npm start` built, or one that was built by hand. */
function program(root) {
  const name = process.platform === 'win32' ? 'opentim-server.exe' : 'opentim-server';
  const candidates = [process.env.OPENTIM_SERVER, join(root, 'target', 'release', name), join(root, 'target', 'debug', name)];
  const found = candidates.find((file) => file && existsSync(file));
  if (!found) throw new Error('opentim-server is not built; npm start builds it');
  return found;
}

/** Starts it on a free port of this machine; resolves when it takes calls. */
export async function startServer({ root, dataDir, query }) {
  const args = ['dev', '--listen', '127.0.0.1:0', '--data-dir', dataDir];
  const child = spawn(program(root), args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, OPENTIM_LOG: 'warn' } });
  let complaint = '';
  child.stderr.on('data', (data) => (complaint += data));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  const address = await Promise.race([addressOf(child.stdout), ended.then(() => undefined)]);
  if (!address) throw new Error(`the server did not start: ${complaint.trim()}`);

  const search = (random) => new URLSearchParams({ ...query, random, contenttype: 'json' });
  return {
    async post(command, body) {
      const random = Math.floor(Math.random() * 2 ** 32);
      const url = `${address}/v4/group_open_http_svc/${command}?${search(random)}`;
      const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { connection: 'close' } });
      return reply.json();
    },
    async stop() {
      child.kill('SIGTERM');
      const { code, signal } = await ended;
      if (code !== 0) throw new Error(`the server ended with ${signal ?? code}: ${complaint.trim()}`);
    },
  };
}

/** The address in its first lines. */
async function addressOf(output) {
  for await (const line of createInterface({ input: output })) {
    const [address] = /http:\/\/[^\s']+/.exec(line) ?? [];
    if (address) {
      output.resume();
      return address;
    }
  }
  return undefined;
}
