'use strict';
// Loads the native addon and gives its class TimRender in every style of importing.

const { existsSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { platformName } = require('./platform.js');

// Bundlers follow `require` with a literal name; they must leave the binary alone.
const loadNative = createRequire(__filename);

/** The folder of the installed package, which is not this one when a bundler has moved this code. */
function installedFolder() {
  try {
    return dirname(loadNative.resolve('opentim/package.json'));
  } catch {
    return __dirname;
  }
}

/** Where the addon may be, best first. Never relative to the working directory. */
function candidates(name) {
  const named = process.env.NAPI_RS_NATIVE_LIBRARY_PATH;
  if (named) return [named]; // falling back would hide that the named file is broken
  const files = [...new Set([__dirname, installedFolder()])].map((folder) => join(folder, `opentim.${name}.node`));
  return [...files.filter((file) => existsSync(file)), `opentim-${name}`, ...files.filter((file) => !existsSync(file))];
}

function load() {
  const name = platformName();
  const failures = [];
  for (const candidate of candidates(name)) {
    try {
      return loadNative(candidate);
    } catch (error) {
      failures.push({ candidate, error });
    }
  }
  throw notLoaded(name, failures);
}

function notLoaded(name, failures) {
  const tried = failures.map(({ candidate, error }) => `  ${candidate}: ${String(error && error.message).split('\n')[0]}`);
  const lines = [
    `opentim: the native addon for ${name} could not be loaded (platform ${process.platform}, arch ${process.arch}, Node ${process.versions.node}).`,
    'Tried:',
    ...tried,
    'What helps:',
    `  in an application: install again without omitting optional packages (npm install --include=optional); a lock file written`,
    `  on another system can lack opentim-${name}: remove node_modules and the lock file, then install again;`,
    '  in a bundle: mark opentim as external, so that it is loaded from node_modules;',
    '  in a clone of the repository: npm run build.',
  ];
  const error = new Error(lines.join('\n'), { cause: failures[0] && failures[0].error });
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
