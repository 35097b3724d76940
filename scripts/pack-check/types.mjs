// Type-checks applications that use the installed package, strictly, under every way TypeScript finds it.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { run } from '../run.mjs';

const strict = { strict: true, skipLibCheck: false, noEmit: true, target: 'es2022', lib: ['es2022'], types: [] };
const node10 = { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' };

const projects = {
  nodenext: { options: { module: 'nodenext' }, include: ['*.mts', '*.cts'] },
  bundler: { options: { module: 'esnext', moduleResolution: 'bundler' }, include: ['*.mts'] },
  node10: { options: node10, include: ['*.cts'] },
  'node10 without esModuleInterop': { options: { ...node10, esModuleInterop: false }, include: ['*.cts'] },
};

/** A module that names every method, so that one without a declaration does not compile. */
function allMethods(methods) {
  return `import type TimRender from 'opentim';\nimport type Window from 'opentim/renderer';
export const names: (keyof TimRender & keyof Window)[] = ${JSON.stringify(methods)};\n`;
}

/** Compiles each project in `folder`, where the package is installed; throws when one does not compile. */
export async function checkTypes(folder, methods) {
  cpSync(join(root, 'scripts', 'pack-check', 'consumers'), folder, { recursive: true });
  writeFileSync(join(folder, 'all-methods.mts'), allMethods(methods));
  for (const [name, { options, include }] of Object.entries(projects)) {
    const config = join(folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...strict, ...options }, include }));
    const code = await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', config], { cwd: folder });
    if (code !== 0) throw new Error(`an application with ${name} resolution does not compile`);
    console.log(`ok  types: ${name}`);
  }
}
