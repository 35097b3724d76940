// Runs programs the way an application's developer would: without what npm and this repository put into the environment.
import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

const ours = /^(npm_|NAPI_RS_|OPENTIM_|INIT_CWD$)|_proxy$/i;

/** An environment with Node and the system's own programs on the PATH: no Rust, no C compiler from elsewhere. */
export const cleanEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))),
  PATH: [dirname(process.execPath), ...(process.platform === 'win32' ? [process.env.PATH] : ['/usr/bin', '/bin'])].join(delimiter),
};

/** Runs a program and resolves its code and what it wrote; the calling process goes on meanwhile. */
export function execute(program, args, { cwd, env = cleanEnv } = {}) {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number' && !error.signal) return reject(error);
      return resolve({ code: error ? (error.code ?? error.signal) : 0, stdout, output: `${stdout}${stderr}` });
    });
  });
}

/** Runs Node, which must succeed; its output is shown only when it fails. */
export async function mustPass(sentence, args, { program = process.execPath, ...options } = {}) {
  const { code, output } = await execute(program, args, options);
  if (code !== 0) throw new Error(`${sentence}: code ${code}\n${output}`);
  console.log(`ok  ${sentence}`);
}
