'use strict';
// Where this code runs from, however it was bundled.

const { fileURLToPath } = require('node:url');

/** The file that holds this code: itself, or the bundle. A bundle that is an ES module has no __filename, but its call sites know it. */
function ownFile() {
  if (typeof __filename === 'string') return __filename;
  const before = Error.prepareStackTrace;
  try {
    Error.prepareStackTrace = (_error, sites) => sites[0].getFileName();
    const file = new Error().stack;
    return file.startsWith('file:') ? fileURLToPath(file) : file;
  } finally {
    Error.prepareStackTrace = before;
  }
}

module.exports = { ownFile };
