// The scratch application of the tests: opentim packed and installed, as a user gets it.
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/paths.mjs';
import { installInto, pack } from '../scripts/tarball.mjs';

/** Bundles a file of the application into its folder `bundles` and resolves the bundle's path. */
export async function bundle(folder, entry, platform) {
  const { build } = await import('esbuild');
  const outfile = join(folder, 'bundles', entry.replace(/\.\w+$/, '.js'));
  await build({ entryPoints: [join(folder, entry)], outfile, bundle: true, platform, external: ['electron'], logLevel: 'warning' });
  return outfile;
}

/** Makes the application in a new folder, which the caller removes. */
export async function buildApp() {
  const folder = mkdtempSync(join(tmpdir(), 'opentim-e2e-'));
  installInto(folder, pack(folder).file, { name: 'e2e-app', main: 'main.js' });
  cpSync(join(root, 'e2e', 'app'), folder, { recursive: true });
  for (const page of ['secure.mjs', 'secure-page.mjs', 'records-secure.mjs']) await bundle(folder, page, 'browser');
  return folder;
}
