#!/usr/bin/env node
'use strict';
// Starts the program of this platform: its arguments, its signals, its exit code.

const { spawn } = require('node:child_process');
const { builtFor, describePlatform, platformName } = require('../platform.js');

const name = platformName();
const packageName = `opentim-server-${name}`;

function refuse(reason) {
  const remedies = builtFor.includes(name)
    ? [
        '  install again without omitting optional packages (npm install --include=optional);',
        `  a lock file written on another system can lack ${packageName}: remove node_modules and the lock file, then install again.`,
      ]
    : [
        `  there are builds for ${builtFor.join(', ')};`,
        '  on another platform build it in a clone of the repository: cargo build --release -p opentim-server.',
      ];
  const lines = [
    `opentim-server: the program for ${name} could not be started (${describePlatform()}).`,
    `Tried: ${packageName}: ${reason}`,
    'What helps:',
    ...remedies,
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
}

function find() {
  try {
    return require.resolve(`${packageName}/opentim-server${process.platform === 'win32' ? '.exe' : ''}`);
  } catch (error) {
    return refuse(error.message.split('\n')[0]);
  }
}

function start(program) {
  const child = spawn(program, process.argv.slice(2), { stdio: 'inherit' });
  // At a terminal Ctrl-C reaches the program by itself; a second one could make it give up its clean end.
  const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];
  signals.forEach((signal) => process.on(signal, forward));
  // npx and npm run pass a signal to the shell between them and this process, and the shell ends without passing it on.
  const parent = process.ppid;
  const orphaned = process.env.npm_command ? setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500) : undefined;
  child.on('error', (error) => refuse(error.message));
  child.on('close', (code, signal) => {
    clearInterval(orphaned);
    signals.forEach((listened) => process.off(listened, forward));
    if (signal) process.kill(process.pid, signal);
    else process.exitCode ??= code;
  });
}

const program = find();
if (program) start(program);
