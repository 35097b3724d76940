'use strict';
// The name of this platform in the names of binary files and packages.

const { readFileSync } = require('node:fs');

/** The C library of a Linux system: 'gnu' or 'musl'. */
function linuxLibc() {
  const report = process.report;
  if (report && typeof report.getReport === 'function') {
    const before = report.excludeNetwork;
    report.excludeNetwork = true; // looking up the names of open connections can take seconds
    try {
      return report.getReport().header.glibcVersionRuntime ? 'gnu' : 'musl';
    } finally {
      report.excludeNetwork = before;
    }
  }
  try {
    return readFileSync('/usr/bin/ldd', 'utf8').includes('musl') ? 'musl' : 'gnu';
  } catch {
    return 'gnu';
  }
}

/** For example linux-x64-gnu, darwin-arm64, win32-x64-msvc. */
function platformName() {
  const { platform, arch } = process;
  if (platform === 'linux') return `${platform}-${arch}-${linuxLibc()}`;
  return platform === 'win32' ? `${platform}-${arch}-msvc` : `${platform}-${arch}`;
}

module.exports = { platformName };
