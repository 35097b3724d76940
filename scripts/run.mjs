// Runs programs: their output is shown, their exit code decides.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

/** A wish of the user that cannot be met; its message is all that is shown. */
export class Refusal extends Error {}

// rustup puts cargo where a shell that was open before does not look yet.
process.env.PATH = [process.env.PATH, join(homedir(), '.cargo', 'bin')].filter(Boolean).join(delimiter);

/** Whether a program of that name is on the PATH. */
export function isOnPath(program) {
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  return process.env.PATH.split(delimiter).some((folder) => names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program in the foreground and resolves its exit code; signals that this process gets go to the program. */
export function run(program, args, { cwd = root, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: 'inherit' });
    // At a terminal Ctrl-C reaches the program by itself; a second one could make it give up its clean end.
    const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    signals.forEach((signal) => process.on(signal, forward));
    // npm passes a signal to the shell between it and this process, and the shell ends without passing it on.
    const parent = process.ppid;
    const orphaned = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(orphaned);
      signals.forEach((name) => process.off(name, forward));
      if (signal) process.kill(process.pid, signal);
      else resolve(code);
    });
  });
}

/** Runs a program that must succeed. */
export async function mustRun(program, args, options) {
  const code = await run(program, args, options);
  if (code !== 0) throw new Refusal(`${[program, ...args].join(' ')} ended with code ${code}`);
}

/** Runs a program that must succeed and returns what it wrote to its standard output. */
export function outputOf(program, args, { cwd = root, env = process.env } = {}) {
  const done = spawnSync(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Refusal(`${[program, ...args].join(' ')} ended with code ${done.status ?? done.signal}`);
  return done.stdout;
}

/** npm itself: the one that runs this script, else the one beside Node (on Windows npm.cmd cannot be spawned), else the one on the PATH. */
export function npm(args) {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env.npm_execpath, beside].find((file) => file?.endsWith('.js') && existsSync(file));
  return script ? [process.execPath, [script, ...args]] : ['npm', args];
}

/** Runs the main function of a script: its result is the exit code, a refusal is one line. */
export async function main(task) {
  try {
    process.exitCode = (await task(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error instanceof Refusal ? `opentim: ${error.message}` : error);
    process.exitCode = 1;
  }
}
