// Creates over HTTP: the server, Fastify with better-sqlite3, and a bare append log behind the same HTTP layer, in turns.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder, removeFolders } from '../lib/folders.mjs';
import { appendLog, measured, serve } from '../lib/native.mjs';
import { median } from '../lib/statistics.mjs';
import { group, restBody } from '../lib/work.mjs';

const app = 1400000000;
const admin = 'administrator';
const fastify = fileURLToPath(new URL('../baselines/fastify.mjs', import.meta.url));

function bodies(place) {
  const file = join(place, 'bodies.jsonl');
  writeFileSync(file, Array.from({ length: 20_000 }, (_, at) => JSON.stringify(restBody(group(at)))).join('\n'));
  return file;
}

/** The release server with a configuration of its own, and the path of a create with its signature. */
async function opentim() {
  const server = process.env.OPENTIM_SERVER;
  if (!server) throw new Error('OPENTIM_SERVER does not name the server; start with npm run bench in the root');
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

const createPath = (usersig) =>
  `/v4/group_open_http_svc/create_group?${new URLSearchParams({ sdkappid: app, identifier: admin, usersig, random: 1, contenttype: 'json' })}`;

async function plain() {
  return { ...(await serve(process.execPath, [fastify, folder('fastify')])), path: createPath('x') };
}

async function log() {
  return { ...(await appendLog(join(folder('log'), 'log'))), path: createPath('x') };
}

async function load(start, file, connections, { requests, warmUp }) {
  const server = await start();
  const args = { address: server.address, path: server.path, bodies: file, connections, requests, 'warm-up': warmUp };
  const seen = await measured('load', Object.entries(args).flatMap(([name, value]) => [`--${name}`, value]));
  await server.stop();
  if (seen.refused > 0) throw new Error(`${seen.refused} requests were refused`);
  return seen;
}

export async function run({ quick }) {
  const fast = quick ? { requests: 5000, warmUp: 500 } : { requests: 40_000, warmUp: 2000 };
  const slow = quick ? { requests: 500, warmUp: 100 } : { requests: 3000, warmUp: 300 };
  const seen = [];
  for (let round = 0; round < (quick ? 3 : 5); round++) {
    const file = bodies(folder('bodies'));
    seen.push({
      ours: await load(opentim, file, 64, fast),
      plain: await load(plain, file, 64, slow),
      log: await load(log, file, 64, fast),
      wide: await load(opentim, file, 256, fast),
    });
    removeFolders();
  }
  const of = (pick) => median(seen.map(pick));
  const rate = of(({ ours }) => ours.rate);
  return {
    'rest-64': { ours: rate, beside: of(({ plain }) => plain.rate), unit: '/s' },
    'rest-p99': { ours: of(({ ours }) => ours.p99), beside: of(({ plain }) => plain.p99), unit: 'ms' },
    'rest-256': { ours: of(({ wide }) => wide.rate), beside: rate, unit: '/s' },
    'rest-log': { ours: rate, beside: of(({ log }) => log.rate), unit: '/s' },
  };
}
