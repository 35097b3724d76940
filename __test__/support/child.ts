import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { APP, SECRET, userSig } from './usersig';

const root = join(__dirname, '..', '..');
const running = new Set<ChildProcess>();

/** How a child process ended. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  reports: unknown[];
}

/** A child process that runs a script. */
export interface Child {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves with the next report of the script, or undefined when it ends without one. */
  nextReport(): Promise<unknown>;
}

/** What each script has: the class, `report`, and the settings and a UserSig of `alice`. */
const PRELUDE = `
const TimRender = require(${JSON.stringify(root)});
const report = (value) => new Promise((sent) => process.send(value, sent));
const settings = JSON.parse(process.env.TEST_SETTINGS);
const login = { userID: 'alice', userSig: process.env.TEST_USERSIG };
const group = (name, more) => ({ params: { create_group_param_group_name: name, ...more } });
`;

/** Starts a Node process with a script. What it reports comes back as values; nothing else is read from it. */
export function startChild(dataDir: string, script: string, environment: NodeJS.ProcessEnv = {}): Child {
  const settings = { sdkappid: APP, dataDir, secretKey: SECRET };
  const inherited = { ...process.env };
  delete inherited['OPENTIM_SECRET_KEY'];
  delete inherited['OPENTIM_LOG'];
  delete inherited['OPENTIM_SERVER'];
  const env = { ...inherited, TEST_SETTINGS: JSON.stringify(settings), TEST_USERSIG: userSig('alice'), ...environment };
  const child = spawn(process.execPath, ['-e', `${PRELUDE}\n${script}`], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  running.add(child);
  const reports: unknown[] = [];
  let read = 0;
  let wake = () => {};
  let over = false;
  child.on('message', (message) => {
    reports.push(message);
    wake();
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name]!.setEncoding('utf8').on('data', (text: string) => (output[name] += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      over = true;
      running.delete(child);
      wake();
      resolve({ code, signal, ...output, reports });
    });
  });
  const nextReport = async () => {
    while (read >= reports.length && !over) await new Promise<void>((resolve) => (wake = resolve));
    return reports[read++];
  };
  return { process: child, ended, nextReport };
}

/** Runs a script to its end. */
export function runChild(dataDir: string, script: string, environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return startChild(dataDir, script, environment).ended;
}

/** Ends the processes that a failed test left behind. */
export function endChildren(): void {
  for (const child of running) child.kill('SIGKILL');
}
