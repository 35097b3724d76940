import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(__dirname, '..', '..');

const program = join(process.env['CARGO_TARGET_DIR'] ?? join(root, 'target'), 'debug', process.platform === 'win32' ? 'opentim-server.exe' : 'opentim-server');

/** A program that runs, and the lines it prints. */
export interface Running {
  process: ChildProcess;
  /** Resolves once it has printed a line that matches; rejects when it ends without one. */
  printed(wanted: RegExp): Promise<RegExpExecArray>;
}

/** Starts a program in the root of the project. */
export function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let over: string | undefined;
  let changed = () => {};
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => {
      lines.push(line);
      changed();
    });
  }
  child.on('close', (code, signal) => {
    over = `${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}; it printed:\n${lines.join('\n')}`;
    changed();
  });
  const printed = (wanted: RegExp) =>
    new Promise<RegExpExecArray>((found, failed) => {
      const look = () => {
        const match = lines.map((line) => wanted.exec(line)).find((match) => match !== null);
        if (match) found(match);
        else if (over !== undefined) failed(new Error(over));
      };
      const before = changed;
      changed = () => {
        before();
        look();
      };
      look();
    });
  return { process: child, printed };
}

/** Starts a server with its data in a folder; resolves the address of its gateway. */
export async function startServer(dataDir: string): Promise<{ server: Running; gateway: string }> {
  if (!existsSync(program)) throw new Error(`${program} is not there; cargo build -p opentim-server makes it`);
  const server = run(program, ['dev', '--listen', '127.0.0.1:0', '--data-dir', dataDir], { OPENTIM_LOG: 'warn' });
  const [, address] = await server.printed(/listens on http:\/\/(\S+)/);
  return { server, gateway: `ws://${address}/gateway` };
}
