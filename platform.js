'use strict';
// The name of this platform in the names of binary files and packages.

const { readFileSync } = require('node:fs');

/** The platforms that there are builds for. */
const builtFor = [
  'linux-x64-gnu',
  'linux-arm64-gnu',
  'linux-x64-musl',
  'linux-arm64-musl',
  'win32-x64-msvc',
  'win32-arm64-msvc',
  'darwin-x64',
  'darwin-arm64',
];

/** The C library of a Linux system: its name in platform names, and its version where Node knows it. */
function linuxLibc() {
  const report = process.report;
  if (report && typeof report.getReport === 'function') {
    const before = report.excludeNetwork;
    report.excludeNetwork = true; // looking up the names of open connections can take seconds
    try {
      const version = report.getReport().header.glibcVersionRuntime;
      return version ? { name: 'gnu', version } : { name: 'musl' };
    } finally {
      report.excludeNetwork = before;
    }
  }
  try {
    return { name: readFileSync('/usr/bin/ldd', 'utf8').includes('musl') ? 'musl' : 'gnu' };
  } catch {
    return { name: 'gnu' };
  }
}

/** For example linux-x64-gnu, darwin-arm64, win32-x64-msvc. */
function platformName() {
  const { platform, arch } = process;
  if (platform === 'linux') return `${platform}-${arch}-${linuxLibc().name}`;
  return platform === 'win32' ? `${platform}-${arch}-msvc` : `${platform}-${arch}`;
}

/** What an error says of this platform. */
function describePlatform() {
  const { platform, arch, versions } = process;
  const libc = platform === 'linux' ? linuxLibc() : undefined;
  const library = libc && `libc ${libc.name === 'gnu' ? 'glibc' : libc.name}${libc.version ? ` ${libc.version}` : ''}`;
  const electron = versions.electron && `Electron ${versions.electron}`;
  return [`platform ${platform}`, `arch ${arch}`, library, `Node ${versions.node}`, electron].filter(Boolean).join(', ');
}

module.exports = { builtFor, platformName, describePlatform };
