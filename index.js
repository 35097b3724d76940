'use strict';
// Loads the native addon and gives its class TimRender in every style of importing.

const { existsSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, isAbsolute, join } = require('node:path');
const { ownFile } = require('./own-file.js');
const { builtFor, describePlatform, platformName } = require('./platform.js');

// Bundlers follow `require` with a literal name; they must leave the binary alone.
const requireHere = createRequire(ownFile());
const ownFolder = dirname(ownFile());

/** The folder of the installed package, which is not this one when a bundler has moved this code. */
function installedFolder() {
  try {
    return dirname(requireHere.resolve('opentim/package.json'));
  } catch {
    return ownFolder;
  }
}

/** Where the addon may be, best first: what to require, and from which folder. Never relative to the working directory. */
function candidates(name) {
  const named = process.env.NAPI_RS_NATIVE_LIBRARY_PATH;
  if (named) return [{ from: ownFolder, id: named }]; // falling back would hide that the named file is broken
  // Strict package managers let only the package itself, not the bundle, see its platform package.
  const folders = [...new Set([ownFolder, installedFolder()])];
  const files = folders.map((from) => ({ from, id: join(from, `opentim.${name}.node`) }));
  const packages = folders.map((from) => ({ from, id: `opentim-${name}` }));
  return [...files.filter(({ id }) => existsSync(id)), ...packages, ...files.filter(({ id }) => !existsSync(id))];
}

function load() {
  const name = platformName();
  const failures = [];
  for (const { from, id } of candidates(name)) {
    try {
      return createRequire(join(from, 'opentim.js'))(id);
    } catch (error) {
      failures.push({ tried: isAbsolute(id) ? id : `${id} from ${from}`, error });
    }
  }
  throw notLoaded(name, failures);
}

function remedies(name) {
  if (process.env.NAPI_RS_NATIVE_LIBRARY_PATH) {
    return ['  NAPI_RS_NATIVE_LIBRARY_PATH names the file to load, and nothing else is tried: unset it, or name an addon for this platform.'];
  }
  if (!builtFor.includes(name)) {
    return [`  opentim is built for ${builtFor.join(', ')};`, '  on another platform build it in a clone of the repository: npm run build:release.'];
  }
  return [
    `  in an application: install again without omitting optional packages (npm install --include=optional); a lock file written`,
    `  on another system can lack opentim-${name}: remove node_modules and the lock file, then install again;`,
    '  in a bundle: mark opentim as external, or ship its node_modules folder, so that the addon is found beside the bundle;',
    ...(name.endsWith('-gnu') ? ['  where GLIBC is named above: the system is older than glibc 2.17, or the addon was built on a newer one;'] : []),
    '  in a clone of the repository: npm run build.',
  ];
}

function notLoaded(name, failures) {
  const lines = [
    `opentim: the native addon for ${name} could not be loaded (${describePlatform()}).`,
    'Tried:',
    ...failures.map(({ tried, error }) => `  ${tried}: ${String(error && error.message).split('\n')[0]}`),
    'What helps:',
    ...remedies(name),
  ];
  const error = new Error(lines.join('\n'), { cause: failures[0].error });
  error.code = 'ERR_OPENTIM_ADDON_NOT_LOADED';
  error.errors = failures.map((failure) => failure.error);
  return error;
}

const { TimRender } = load();
module.exports = TimRender;
// Frameworks that wrap plain objects in proxies (Vue's reactive data) leave an object with a name of its own alone; a method called
// through a proxy would not find the native part of its instance.
Object.defineProperty(TimRender.prototype, Symbol.toStringTag, { value: 'TimRender', configurable: true });
// `import x from`, `import { TimRender } from` and compiled default imports all meet the class itself.
for (const alias of ['TimRender', 'default']) Object.defineProperty(TimRender, alias, { value: TimRender, enumerable: true });
