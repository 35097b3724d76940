// Programs that are measured or measure. None of them outlives this process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const running = new Set();

/** Starts a program; its errors are shown, its output is read by the caller. `ended` resolves its exit code. */
export function start(command, args, options = {}) {
  const child = spawn(command, args.map(String), { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  running.add(child);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code;
  });
  return { child, ended };
}

/** Runs a program to its end and gives the JSON it printed. */
export async function resultOf(command, args) {
  const { child, ended } = start(command, args);
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  const code = await ended;
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with code ${code}`);
  return JSON.parse(text);
}

/** Ends what still runs, and does `last` before this process ends by a signal. */
export function endOnSignal(last) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      for (const child of running) child.kill('SIGKILL');
      last();
      process.kill(process.pid, signal);
    });
  }
}
