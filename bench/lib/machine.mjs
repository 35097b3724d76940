// What the figures were taken on.
import { closeSync, fdatasyncSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { folder, removeFolders } from './folders.mjs';
import { quantile } from './statistics.mjs';

/** Milliseconds that 4 KiB at the end of a file take to be on disk, the median of 500. */
function syncMs() {
  const file = join(folder('sync'), 'file');
  const descriptor = openSync(file, 'a');
  const page = Buffer.alloc(4096, 1);
  const times = [];
  for (let at = 0; at < 500; at++) {
    const start = performance.now();
    writeSync(descriptor, page);
    fdatasyncSync(descriptor);
    times.push(performance.now() - start);
  }
  closeSync(descriptor);
  unlinkSync(file);
  removeFolders();
  return quantile(times, 0.5);
}

const versionOf = (name) => JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

/** The machine and the versions beside which was measured. */
export function machine() {
  const [{ model }] = cpus();
  return {
    cores: cpus().length,
    cpu: model.trim(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    betterSqlite3: versionOf('better-sqlite3'),
    fastify: versionOf('fastify'),
    syncMs: syncMs(),
  };
}

/** In one sentence. */
export function described(at) {
  return (
    `${at.cores} cores (${at.cpu}), ${at.memoryGiB} GiB, ${at.system}, Node ${at.node}, better-sqlite3 ${at.betterSqlite3}, ` +
    `Fastify ${at.fastify}; 4 KiB appended and synced take ${at.syncMs.toFixed(2)} ms on its disk`
  );
}
