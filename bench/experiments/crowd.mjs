// Many users on one server: what idle ones take, and how an event reaches all of a group, beside a bare WebSocket broadcast on the
// same machine.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, removeFolders } from '../lib/folders.mjs';
import { measured, nativeProgram, serve } from '../lib/native.mjs';
import { undisturbed } from '../lib/quiet.mjs';
import { compared } from '../lib/rounds.mjs';
import { median, shown } from '../lib/statistics.mjs';

const app = 1400000000;
const secret = randomBytes(32).toString('hex');
const flags = (args) => Object.entries(args).flatMap(([name, value]) => [`--${name}`, value]);

/** The release server on a fresh folder, with room for many files. */
async function opentim() {
  const place = folder('crowd');
  const config = join(place, 'server.toml');
  const settings = [`listen = "127.0.0.1:0"`, `data_dir = ${JSON.stringify(join(place, 'data'))}`, ''];
  writeFileSync(config, [...settings, '[[app]]', `sdkappid = ${app}`, `secret_key = "${secret}"`, 'admins = ["administrator"]', ''].join('\n'));
  const running = await serve(process.env.OPENTIM_SERVER, ['--config', config], { env: { ...process.env, OPENTIM_LOG: 'error' } });
  return { ...running, gateway: { address: running.address, app, secret } };
}

async function on(server, work) {
  const running = await server();
  try {
    return await work(running);
  } finally {
    await running.stop();
  }
}

const idle = (sessions) => on(opentim, ({ gateway, pid }) => measured('crowd', ['idle', ...flags({ ...gateway, sessions, pid })]));
const fan = (size) => on(opentim, ({ gateway }) => measured('crowd', ['fan', 'gateway', ...flags({ ...gateway, ...size })]));
const bare = (size) =>
  on(
    () => serve(nativeProgram('crowd'), ['bare']),
    ({ address }) => measured('crowd', ['fan', 'bare', ...flags({ address, ...size })]),
  );

export async function run({ quick }) {
  if (spawnSync('sh', ['-c', 'ulimit -n']).stdout.toString().trim() < 30_000) {
    console.error('fewer than 30,000 files may be open; if the crowd fails, raise it with ulimit -n 65536');
  }
  const rounds = quick ? 1 : 5;
  const sessions = quick ? 1000 : 10_000;
  const crowd = { sessions: quick ? 100 : 1000, single: quick ? 50 : 200, many: quick ? 100 : 500 };
  const held = await undisturbed(() => idle(sessions), removeFolders);
  const [wide, narrow, plain] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    wide.push(await undisturbed(() => fan(crowd), removeFolders));
    narrow.push(await undisturbed(() => fan({ ...crowd, sessions: 2 }), removeFolders));
    plain.push(await undisturbed(() => bare({ ...crowd, bytes: wide.at(-1).bytes })));
  }
  const of = (turns, name) => turns.map((turn) => turn[name]);
  const middle = `median ${shown(median(of(wide, 'p50')), 'ms')}`;
  return {
    idle: {
      ours: held.after / 2 ** 20,
      unit: 'MiB',
      note: `${sessions.toLocaleString('en-US')} sessions; before them ${shown(held.before / 2 ** 20, 'MiB')}; logged in within ${shown(held.loginMs / 1000, 's')}`,
      held,
    },
    'fan-p99': compared('ms', of(wide, 'p99'), of(narrow, 'p99'), { note: `${middle}; bare: p99 ${shown(median(of(plain, 'p99')), 'ms')}`, wide, narrow }),
    'fan-rate': compared('/s', of(wide, 'perSecond'), of(plain, 'perSecond'), { note: `${crowd.sessions} sessions`, plain }),
  };
}
