// npm run example:electron: the application of examples/electron-app in a real Electron.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { main, Refusal, run } from './run.mjs';
import { setUp } from './set-up.mjs';

const fetched = join(root, '.cache', 'electron');
const installed = join(root, 'node_modules', 'electron');

/** The program of the npm package, if it has been fetched: npm itself installs only its typings. */
function installedProgram() {
  const note = join(installed, 'path.txt');
  const program = existsSync(note) ? join(installed, 'dist', readFileSync(note, 'utf8').trim()) : '';
  return program && existsSync(program) ? program : undefined;
}

/** An Electron that can show a window here, and its flags. */
function electron() {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []; // Chromium's sandbox refuses to run as root
  const program = installedProgram();
  if (program) return [program, flags];
  if (!existsSync(join(fetched, 'electron'))) {
    const recipe = process.platform === 'linux' ? 'e2e/electron-runtime.sh .cache/electron' : 'node node_modules/electron/install.js';
    throw new Refusal(`there is no Electron here yet; fetch it with \`${recipe}\`, then run this again`);
  }
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return [join(fetched, 'electron'), flags];
  console.error('opentim: there is no display here; the application runs under a virtual one, where nobody sees it');
  return [join(fetched, 'electron-xvfb'), []];
}

await main(async (args) => {
  const [program, flags] = electron(); // said before anything is built
  await setUp('release');
  return run(program, [...flags, join(root, 'examples', 'electron-app', 'main.js'), ...args]);
});
