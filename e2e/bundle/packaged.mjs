// The application as electron-builder packages it.
import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Platform, build } from 'electron-builder';
import { electron } from '../electron.mjs';

const electronVersion = '22.3.25';

/** Packages the application in `app`, with the page that esbuild made of it; returns how to run it. */
export async function packaged(app, folder) {
  cpSync(join(app, 'out-esbuild', 'page.js'), join(app, 'page.js'));
  const output = join(folder, 'packaged');
  await build({
    projectDir: app,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      appId: 'opentim.e2e',
      asar: true,
      directories: { output },
      electronDist: electron,
      electronVersion,
      files: ['main.js', 'page.html', 'page.js', 'preload.js'],
      npmRebuild: false,
    },
  });
  const unpacked = join(output, 'linux-unpacked');
  const resources = readdirSync(join(unpacked, 'resources'), { recursive: true });
  assert.ok(resources.includes('app.asar'));
  assert.ok(resources.some((name) => /app\.asar\.unpacked.*\.node$/.test(name)), 'the addon lies beside the asar');
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--log-level=3'];
  return { program: 'xvfb-run', args: ['-a', '-s', '-screen 0 1280x800x24', join(unpacked, 'bundle-app'), ...flags] };
}
