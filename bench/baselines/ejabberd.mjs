// ejabberd of the Debian package, with a configuration and folders of its own. Erlang is started as the package's ejabberdctl
// does, but without a node name: no epmd stays behind, nothing but the one port listens, and no other account is needed.
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { start } from '../lib/processes.mjs';

export const domain = 'localhost';
export const rooms = `conference.${domain}`;

/** How the package starts Erlang, or undefined where it is not installed. */
export function installed() {
  for (const place of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']) {
    const script = textOf(join(place, 'ejabberdctl'));
    const [, erl] = /^ERL="?([^"\n]+)"?$/m.exec(script) ?? [];
    const [, libraries] = /^ERL_LIBS='?([^'\n]+)'?$/m.exec(script) ?? [];
    if (erl && libraries) return { erl, libraries };
  }
  return undefined;
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Plain connections from this machine only; rooms are kept in Mnesia, who is in them is not. */
const configuration = (port) => `hosts: [${domain}]
loglevel: error
acme: { auto: false }
auth_method: internal
listen:
  - { port: ${port}, ip: "127.0.0.1", module: ejabberd_c2s }
modules:
  mod_muc:
    db_type: mnesia
    default_room_options: { persistent: true }
`;

async function freePort() {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address();
  holder.close();
  await once(holder, 'close');
  return port;
}

const binary = (text) => `<<"${text}">>`;

/** Registers the accounts, says so, and ends as soon as nobody holds its input any more. */
function program(accounts) {
  const registered = accounts.map(({ name, password }) => `ok = ejabberd_auth:try_register(${[name, domain, password].map(binary).join(', ')})`);
  const version = '{ok, Version} = application:get_key(ejabberd, vsn)';
  const watch = 'spawn(fun() -> io:get_line(""), init:stop() end)';
  return ['{ok, _} = application:ensure_all_started(ejabberd)', ...registered, version, watch, 'io:format("ready ~s~n", [Version])'].join(', ') + '.';
}

/** Starts it in this folder with these accounts. */
export async function ejabberd({ erl, libraries }, place, accounts) {
  const port = await freePort();
  const config = join(place, 'ejabberd.yml');
  const [spool, logs] = ['spool', 'logs'].map((name) => join(place, name));
  for (const path of [spool, logs]) mkdirSync(path);
  writeFileSync(config, configuration(port));
  const env = {
    ...process.env,
    ERL_LIBS: libraries,
    EJABBERD_CONFIG_PATH: config,
    EJABBERD_LOG_PATH: join(logs, 'ejabberd.log'),
    CONTRIB_MODULES_PATH: join(place, 'modules'),
    ERL_CRASH_DUMP_BYTES: '0',
  };
  const args = ['+K', 'true', '-noshell', '-mnesia', 'dir', JSON.stringify(spool), '-eval', program(accounts)];
  const { child, ended } = start(erl, args, { cwd: place, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = ''; // only of a failed start: Erlang's own small programs complain about every end of it
  child.stderr.on('data', (text) => (complaints = (complaints + text).slice(-2000)));
  const version = await Promise.race([readyLine(child.stdout), ended.then(() => undefined)]);
  if (!version) {
    child.kill('SIGKILL');
    throw new Error(`ejabberd did not start: ${complaints}${textOf(env.EJABBERD_LOG_PATH).slice(-2000)}`);
  }
  return {
    port,
    version,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

async function readyLine(output) {
  for await (const line of createInterface({ input: output })) {
    const [, version] = /^ready (\S+)/.exec(line) ?? [];
    if (version) {
      output.resume();
      return version;
    }
  }
  return undefined;
}
