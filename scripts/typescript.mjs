// Compiles electron/ into dist/.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { root } from './paths.mjs';
import { mustRun } from './run.mjs';

const sources = ['electron', 'tsconfig.json', 'tsconfig.base.json', 'index.d.ts', 'package-lock.json', 'scripts/facades.mjs', 'scripts/page-module.mjs'];
const lastOutput = join(root, 'dist', 'interfaces.d.mts');

/** Compiles unless the output is of these sources already. Needs the installed packages. */
export async function ensureTypeScript() {
  const wanted = { sources: fingerprint(sources) };
  if (existsSync(lastOutput) && readStamp('typescript')?.sources === wanted.sources) return;
  console.error('opentim: compiling electron/ into dist/');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await mustRun(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', root]);
  const { writeFacades } = await import('./facades.mjs');
  writeFacades();
  writeStamp('typescript', wanted);
}
