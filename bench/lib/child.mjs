// Measurements that need a Node process of their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

function start(script, args) {
  const file = fileURLToPath(new URL(`../experiments/${script}`, import.meta.url));
  return spawn(process.execPath, ['--expose-gc', file, ...args.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Runs a script of experiments/ to its end and gives the JSON it printed. */
export async function childResult(script, args) {
  const child = start(script, args);
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script} ended with code ${code}`);
  return JSON.parse(text);
}

/** Runs a script until it has printed something, lets it work on for `ms`, then kills it without warning. */
export async function killed(script, args, ms) {
  const child = start(script, args);
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await new Promise((resolve) => setTimeout(resolve, ms));
  if (child.exitCode !== null) throw new Error(`${script} ended before it was killed, with code ${child.exitCode}`);
  child.kill('SIGKILL');
  await ended;
}
