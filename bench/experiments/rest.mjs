// Creates over HTTP: the server, Fastify with better-sqlite3, and a bare append log behind the same HTTP layer, in turns, each
// round on a fresh folder.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder, removeFolders } from '../lib/folders.mjs';
import { appendLog, measured, serve } from '../lib/native.mjs';
import { compared, takeTurns } from '../lib/rounds.mjs';
import { pool } from '../lib/work.mjs';

const app = 1400000000;
const admin = 'administrator';
const fastify = fileURLToPath(new URL('../baselines/fastify.mjs', import.meta.url));

/** The release server with a configuration of its own, and the path of a create with its signature. */
async function opentim() {
  const server = process.env.OPENTIM_SERVER;
  const place = folder('server');
  const config = join(place, 'server.toml');
  const text = { listen: '127.0.0.1:0', data_dir: join(place, 'data') };
  const lines = Object.entries(text).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  const secret = randomBytes(32).toString('hex');
  writeFileSync(config, `${lines.join('\n')}\n\n[[app]]\nsdkappid = ${app}\nsecret_key = "${secret}"\nadmins = ["${admin}"]\n`);
  const args = ['usersig', '--config', config, '--sdkappid', String(app), '--user', admin, '--expire', '86400'];
  const signed = spawnSync(server, args, { encoding: 'utf8' });
  if (signed.status !== 0) throw new Error(`no UserSig: ${signed.stderr}`);
  const running = await serve(server, ['--config', config], { env: { ...process.env, OPENTIM_LOG: 'error' } });
  return { ...running, path: createPath(signed.stdout.trim()) };
}

// The signature's place is taken in the others too, so that all read a request line of the same length.
const createPath = (usersig = 'x'.repeat(190)) =>
  `/v4/group_open_http_svc/create_group?${new URLSearchParams({ sdkappid: app, identifier: admin, usersig, contenttype: 'json' })}`;

async function plain() {
  return { ...(await serve(process.execPath, [fastify, folder('fastify')])), path: createPath() };
}

async function log() {
  return { ...(await appendLog(join(folder('log'), 'log'))), path: createPath() };
}

async function load(start, connections, { requests, warmUp }) {
  const server = await start();
  try {
    const args = { address: server.address, path: server.path, connections, requests, 'warm-up': warmUp, users: pool };
    return await measured('load', Object.entries(args).flatMap(([name, value]) => [`--${name}`, value]));
  } finally {
    await server.stop();
  }
}

export async function run({ quick }, wanted) {
  const fast = quick ? { requests: 10_000, warmUp: 1000 } : { requests: 40_000, warmUp: 4000 };
  const slow = quick ? { requests: 2000, warmUp: 500 } : { requests: 10_000, warmUp: 1000 };
  const beside = {
    plain: ['rest-64', 'rest-p99'].some((id) => wanted.has(id)) && (() => load(plain, 64, slow)),
    log: wanted.has('rest-log') && (() => load(log, 64, fast)),
    wide: wanted.has('rest-256') && (() => load(opentim, 256, fast)),
  };
  const contestants = Object.entries({ ours: () => load(opentim, 64, fast), ...beside }).filter(([, start]) => start);
  const seen = await takeTurns(quick ? 3 : 5, Object.fromEntries(contestants), removeFolders);
  const of = (name, figure) => seen[name]?.map((seen) => seen[figure]) ?? [];
  return {
    'rest-64': compared('/s', of('ours', 'rate'), of('plain', 'rate')),
    'rest-p99': compared('ms', of('ours', 'p99'), of('plain', 'p99')),
    'rest-256': compared('/s', of('wide', 'rate'), of('ours', 'rate'), { latencies: seen.wide }),
    'rest-log': compared('/s', of('ours', 'rate'), of('log', 'rate'), { latencies: seen.log }),
  };
}
