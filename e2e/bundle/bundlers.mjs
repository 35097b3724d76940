// Each bundler with the settings that its users have, opentim and all else in the bundle.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';

const outside = ['electron'];

async function withEsbuild(app, out) {
  const common = { bundle: true, logLevel: 'warning', external: outside };
  await esbuild({ ...common, entryPoints: [join(app, 'main.js')], outfile: join(out, 'main.js'), platform: 'node' });
  await esbuild({ ...common, entryPoints: [join(app, 'page.mjs')], outfile: join(out, 'page.js'), platform: 'browser' });
}

function runWebpack(configuration) {
  return new Promise((resolve, reject) => {
    webpack({ mode: 'production', ...configuration }, (error, stats) => {
      if (error) return reject(error);
      if (stats.hasErrors() || stats.hasWarnings()) return reject(new Error(stats.toString({ all: false, errors: true, warnings: true })));
      return resolve();
    });
  });
}

async function withWebpack(app, out) {
  await runWebpack({ target: 'electron-main', context: app, entry: './main.js', output: { path: out, filename: 'main.js' } });
  await runWebpack({ target: 'web', context: app, entry: './page.mjs', output: { path: out, filename: 'page.js' } });
}

async function withVite(app, out) {
  const common = { root: app, configFile: false, logLevel: 'warn', publicDir: false };
  const build = { outDir: out, emptyOutDir: false, minify: true };
  const library = (entry, name, format) => ({ lib: { entry, formats: [format], name: 'bundle', fileName: () => name } });
  await vite({
    ...common,
    ssr: { noExternal: true, external: outside },
    build: { ...build, ssr: 'main.js', rollupOptions: { output: { format: 'cjs', entryFileNames: 'main.js' }, external: outside } },
  });
  await vite({ ...common, build: { ...build, ...library('page.mjs', 'page.js', 'iife') } });
}

// An ES module has no `require`; this is what the users of esbuild put before theirs.
const banner = { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" };

/** Bundles into ES modules for Node, by name of the bundler: Vite's own choice, and often made with esbuild. */
export const modules = {
  async esbuild(app, out) {
    const outfile = join(out, 'esbuild.mjs');
    await esbuild({ entryPoints: [join(app, 'module.mjs')], outfile, bundle: true, platform: 'node', format: 'esm', banner, logLevel: 'warning' });
    return outfile;
  },
  async Vite(app, out) {
    const output = { entryFileNames: 'vite.mjs' };
    const build = { outDir: out, emptyOutDir: false, ssr: 'module.mjs', rollupOptions: { output } };
    await vite({ root: app, configFile: false, logLevel: 'warn', publicDir: false, ssr: { noExternal: true }, build });
    return join(out, 'vite.mjs');
  },
};

const bundlers = { esbuild: withEsbuild, webpack: withWebpack, Vite: withVite };

/** Names of the bundlers. */
export const names = Object.keys(bundlers);

/** Bundles the application in `app` into a folder of it; returns the path of the program. */
export async function bundle(name, app) {
  const out = join(app, `out-${name}`);
  mkdirSync(out, { recursive: true });
  await bundlers[name](app, out);
  for (const file of ['page.html', 'preload.js']) cpSync(join(app, file), join(out, file));
  return join(out, 'main.js');
}
