import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolders, temporaryFolder } from './support/folder';
import { type Running, run, startServer } from './support/server';

const example = join(__dirname, '..', 'examples', 'remote', 'garden.mjs');
const running: Running[] = [];

afterAll(removeFolders);

afterEach(() => {
  for (const { process } of running.splice(0)) process.kill('SIGKILL');
});

test('users in processes of their own hear of each other over one server', async () => {
  const data = temporaryFolder();
  const { server, gateway } = await startServer(data);
  running.push(server);
  const user = (name: string) => {
    const started = run(process.execPath, [example, name, gateway, data], { HOME: data });
    running.push(started);
    return started;
  };
  const alice = user('alice');
  await alice.printed(/my groups: \[ 'Garden' \]/);
  const bob = user('bob');
  await bob.printed(/my groups: \[ 'Garden' \]/);
  await alice.printed(/came in: \[ 'bob' \]/);
}, 60_000);

test('the README shows the example as it is', () => {
  const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  const [, ...code] = readFileSync(example, 'utf8').split('\n');
  expect(readme).toContain(code.join('\n').trim());
});
