// npx opentim-server: the program behind it, its signals and its exit code.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { npm } from '../run.mjs';
import { cleanEnv, execute } from './programs.mjs';

const npx = (args) => npm(['exec', '--offline', '--', 'opentim-server', ...args]);

/** Starts a server on a free port and resolves it with its address once it listens. */
async function startServer(app, [program, args]) {
  const child = spawn(program, args, { cwd: app, env: cleanEnv, stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /http:\/\/[\d.:]+/.exec(line) ?? [];
    if (address) return { child, address };
  }
  throw new Error(`${[program, ...args].join(' ')} did not listen`);
}

async function answers(address) {
  return fetch(address, { headers: { connection: 'close' } }).then(
    () => true,
    () => false,
  );
}

async function untilSilent(address) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (!(await answers(address))) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`the server at ${address} goes on after its launcher has ended`);
}

async function checkSignals(app, launcher) {
  const args = ['dev', '--listen', '127.0.0.1:0', '--data-dir', join(app, 'server-data')];
  const direct = await startServer(app, [process.execPath, [launcher, ...args]]);
  assert.ok(await answers(direct.address));
  direct.child.kill('SIGTERM');
  const [code, signal] = await once(direct.child, 'close');
  assert.deepEqual([code, signal], [0, null], 'SIGTERM ends the server cleanly, and its code is passed on');
  const underNpm = await startServer(app, npx(args));
  underNpm.child.kill('SIGTERM');
  await untilSilent(underNpm.address);
  console.log('ok  a signal to opentim-server, or to npx, ends the server');
}

/** Everything about the launcher in an application that has opentim-server installed. */
export async function checkLauncher(app, { name, exe }, version) {
  const [program, help] = npx(['--help']);
  const { code, stdout } = await execute(program, help, { cwd: app });
  assert.equal(code, 0);
  assert.match(stdout, /Usage: opentim-server/);
  const launcher = join(app, 'node_modules', 'opentim-server', 'bin', 'opentim-server.js');
  const run = (...args) => execute(process.execPath, [launcher, ...args], { cwd: app });
  assert.equal((await run('--version')).stdout.trim(), `opentim-server ${version}`);
  assert.equal((await run('--nonsense')).code, 2);
  console.log('ok  npx opentim-server --help; arguments and exit codes are passed on');
  if (process.platform !== 'win32') await checkSignals(app, launcher); // no signals there

  const file = join(app, 'node_modules', `opentim-server-${name}`, `opentim-server${exe}`);
  renameSync(file, `${file}.away`);
  const missing = await run('--help');
  renameSync(`${file}.away`, file);
  assert.equal(missing.code, 1);
  for (const part of [`opentim-server-${name}`, process.platform, process.arch, 'npm install', 'lock file']) {
    assert.ok(missing.output.includes(part), `the error of a missing program does not say ${part}:\n${missing.output}`);
  }
  console.log('ok  a missing program is an error that says what helps');
}
