// Starts something in the Electron of the tests and waits for its report.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electron } from './electron.mjs';

const deadlineMs = 120_000;

/**
 * Runs an application (a folder or a script) and resolves its report, the JSON that it writes to the file in REPORT. `folder`
 * takes its data. The whole process group ends at the deadline.
 */
export function runElectron(target, folder, { env = {}, args = [] } = {}) {
  const report = join(folder, 'report.json');
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const all = { ...process.env, REPORT: report, DATA_DIR: join(folder, 'data'), HOME: folder, ...env };
  delete all.NAPI_RS_NATIVE_LIBRARY_PATH; // it would replace the addon under test
  return new Promise((resolve, reject) => {
    const app = spawn(join(electron, 'electron-xvfb'), [target, ...args], { env: all, stdio: 'inherit', detached: true });
    const deadline = setTimeout(() => process.kill(-app.pid, 'SIGKILL'), deadlineMs);
    app.on('error', reject);
    app.on('close', (code, signal) => {
      clearTimeout(deadline);
      if (code !== 0 || !existsSync(report)) return reject(new Error(`${target} ended with ${signal ?? `code ${code}`}`));
      const told = JSON.parse(readFileSync(report, 'utf8'));
      if (told.error) reject(new Error(told.error));
      else resolve(told);
    });
  });
}

/** Runs the sentences of a test over a report. */
export function check(checks, report) {
  for (const [sentence, holds] of Object.entries(checks)) {
    holds(report);
    console.log(`ok  ${sentence}`);
  }
}
