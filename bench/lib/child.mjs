// Measurements that need a Node process of their own.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { resultOf, start } from './processes.mjs';

const argsOf = (script, args) => ['--expose-gc', fileURLToPath(new URL(`../experiments/${script}`, import.meta.url)), ...args];

/** Runs a script of experiments/ to its end and gives the JSON it printed. */
export const childResult = (script, args) => resultOf(process.execPath, argsOf(script, args));

/** Runs a script until it has printed something, lets it work on for `ms`, then kills it without warning. */
export async function killed(script, args, ms) {
  const { child, ended } = start(process.execPath, argsOf(script, args));
  await Promise.race([once(child.stdout, 'data'), ended]);
  await new Promise((resolve) => setTimeout(resolve, ms));
  if (child.exitCode !== null) throw new Error(`${script} ended before it was killed, with code ${child.exitCode}`);
  child.kill('SIGKILL');
  await ended;
}
