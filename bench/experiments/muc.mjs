// Coming into a group with one other member online: from sending it until the comer has his answer and the other has heard of it,
// beside a room of ejabberd. Both over plain connections, with clients in this process that do as little as they can.
import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EjabberdUser } from '../baselines/ejabberd-user.mjs';
import { ejabberd, installed } from '../baselines/ejabberd.mjs';
import { folder, removeFolders } from '../lib/folders.mjs';
import { GatewayUser } from '../lib/gateway.mjs';
import { serve } from '../lib/native.mjs';
import { compared, takeTurns } from '../lib/rounds.mjs';
import { median, quantile, shown } from '../lib/statistics.mjs';

const app = 1400000000;
const place = 'room';
const observerName = 'observer';
const comerNames = Array.from({ length: 10 }, (_, at) => `comer${at}`);
const free = 2;
const [came, left] = [1, 2];

/** Everybody comes and goes in turns; gives what the counted comings took. */
async function visits({ observer, comers, comes, goes }, { warm, counted }) {
  const times = [];
  for (let at = 0; at < warm + counted; at++) {
    const comer = comers[at % comers.length];
    const took = await comes(comer, observer);
    if (at >= warm) times.push(took);
    await goes(comer, observer);
  }
  return { p50: median(times), p99: quantile(times, 0.99) };
}

/** Does the visits with all these users, who are logged out again whatever happens. */
async function withUsers(running, logIn, work) {
  const users = [];
  try {
    for (const name of [observerName, ...comerNames]) users.push(await logIn(name));
    const [observer, ...comers] = users;
    return await work(observer, comers);
  } finally {
    for (const user of users) user.close();
    await running.stop();
  }
}

/** The server on a fresh folder with its default limits; a turn stays within the calls that it takes at once. */
async function opentim(durability, size) {
  const path = folder('muc');
  const config = join(path, 'server.toml');
  const settings = ['listen = "127.0.0.1:0"', `data_dir = ${JSON.stringify(join(path, 'data'))}`, `durability = "${durability}"`];
  const keys = ['[[app]]', `sdkappid = ${app}`, `secret_key = "${randomBytes(32).toString('hex')}"`, 'admins = ["administrator"]'];
  writeFileSync(config, [...settings, ...keys, ''].join('\n'));
  const running = await serve(process.env.OPENTIM_SERVER, ['--config', config], { env: { ...process.env, OPENTIM_LOG: 'error' } });
  const logIn = (name) => GatewayUser.logIn({ address: running.address, app, name, usersig: usersig(config, name) });
  return withUsers(running, logIn, async (observer, comers) => {
    const group = { group_id: place, group_name: place, group_type: 0, add_option: free };
    const params = Object.fromEntries(Object.entries(group).map(([name, value]) => [`create_group_param_${name}`, value]));
    await observer.call('TIMGroupCreate', { params });
    return visits({ observer, comers, comes: changes('TIMGroupJoin', came), goes: changes('TIMGroupQuit', left) }, size);
  });
}

function usersig(config, user) {
  const args = ['usersig', '--config', config, '--sdkappid', app, '--user', user, '--expire', 86_400];
  const { status, stdout, stderr } = spawnSync(process.env.OPENTIM_SERVER, args.map(String), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`no UserSig for ${user}: ${stderr}`);
  return stdout.trim();
}

/** A call that the observer hears of by a tip of this type: how long until it is answered and heard. */
function changes(method, tip) {
  const told = (name) => ({ t, name: event, body }) =>
    t === 'event' && event === 'group_tips' && body.group_tips_elem_tip_type === tip && body.group_tips_elem_op_user === name;
  return async (comer, observer) => {
    const heard = observer.heard(told(comer.name), `the tip of ${method}`);
    const begin = performance.now();
    const [answered, { at }] = await Promise.all([comer.call(method, { groupId: place }), heard]);
    return Math.max(answered, at) - begin;
  };
}

/** How long until a presence in the room has come back to whom it is of and to the observer. */
function presence(leaves) {
  return async (comer, observer) => {
    const { name } = comer;
    const heard = [comer.heard(place, { name, leaves, own: true }), observer.heard(place, { name, leaves, own: false })];
    const begin = performance.now();
    if (leaves) comer.leave(place);
    else comer.enter(place);
    return Math.max(...(await Promise.all(heard))) - begin;
  };
}

async function beside(program, size) {
  const accounts = [observerName, ...comerNames].map((name) => ({ name, password: randomBytes(16).toString('hex') }));
  const running = await ejabberd(program, folder('muc-ejabberd'), accounts);
  const logIn = (name) => EjabberdUser.logIn({ port: running.port, ...accounts.find((account) => account.name === name) });
  return withUsers(running, logIn, async (observer, comers) => {
    const made = observer.heard(place, { name: observerName, leaves: false, own: true });
    observer.enter(place);
    await made;
    const figures = await visits({ observer, comers, comes: presence(false), goes: presence(true) }, size);
    return { ...figures, version: running.version };
  });
}

export async function run({ quick }) {
  const program = installed();
  if (!program) {
    console.error('left out: row muc, ejabberd was not found; Debian: apt-get install --no-install-recommends ejabberd, then stop its service');
    return {};
  }
  const size = quick ? { warm: 20, counted: 50 } : { warm: 100, counted: 400 };
  const contestants = {
    full: () => opentim('full', size),
    relaxed: () => opentim('relaxed', size),
    ejabberd: () => beside(program, size),
  };
  const turns = await takeTurns(quick ? 1 : 5, contestants, removeFolders);
  const of = (name, figure) => turns[name].map((turn) => turn[figure]);
  const middle = (name, figure) => shown(median(of(name, figure)), 'ms');
  const note =
    `medians; p99 ${middle('full', 'p99')} and ${middle('ejabberd', 'p99')}; ours syncs each join to disk, with durability "relaxed": ` +
    `median ${middle('relaxed', 'p50')}, p99 ${middle('relaxed', 'p99')}; ejabberd ${turns.ejabberd[0].version} keeps the persistent room in ` +
    `Mnesia, who is in it in memory only`;
  return { muc: compared('ms', of('full', 'p50'), of('ejabberd', 'p50'), { note, turns }) };
}
