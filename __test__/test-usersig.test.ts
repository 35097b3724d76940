import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { TimRender } from './support/addon';
import { runChild } from './support/child';
import { endClients, initialized } from './support/client';
import { temporaryFolder } from './support/folder';
import { APP, SECRET, userSig } from './support/usersig';

afterAll(endClients);

function opened(sig: string): Record<string, unknown> {
  const packed = sig.replace(/\*/g, '+').replace(/-/g, '/').replace(/_/g, '=');
  return JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString()) as Record<string, unknown>;
}

test('it is what any signing library would make', () => {
  const mine = opened(TimRender.genTestUserSig({ sdkappid: APP, secretKey: SECRET, userID: 'alice', expire: 600 }));
  const theirs = opened(userSig({ user: 'alice', expire: 600, time: mine['TLS.time'] as number }));
  expect(mine).toEqual(theirs);
});

test('it logs its user in, and nobody else', async () => {
  const client = await initialized(temporaryFolder());
  const sig = TimRender.genTestUserSig({ sdkappid: APP, secretKey: SECRET, userID: 'alice', expire: 600 });
  expect(await client.TIMLogin({ userID: 'bob', userSig: sig })).toMatchObject({ code: 70013 });
  expect(await client.TIMLogin({ userID: 'alice', userSig: sig })).toMatchObject({ code: 0 });
});

test.each([
  ['userID', undefined],
  ['userID', {}],
  ['userID', { userID: '' }],
  ['userID', { userID: 5 }],
  ['userID', { userID: 'u'.repeat(33) }],
  ['userID', { userID: '用户' }],
  ['expire', { userID: 'alice', expire: -1 }],
  ['expire', { userID: 'alice', expire: 'soon' }],
  ['sdkappid', { userID: 'alice', sdkappid: 0 }],
  ['secretKey', { userID: 'alice', secretKey: 5 }],
])('it says what is wrong with %s in %j', (field, options) => {
  expect(() => TimRender.genTestUserSig(options && { secretKey: SECRET, ...options })).toThrow(field);
});

const SIGN_AND_LOG_IN = `(async () => {
  const { dataDir, secretKey } = settings;
  const { signWith, checkWith } = JSON.parse(process.env.TEST_KEYS);
  const userSig = TimRender.genTestUserSig({ dataDir, userID: 'alice', expire: 60, secretKey: signWith });
  const client = new TimRender({ dataDir, secretKey: checkWith });
  await client.TIMInit();
  const { code } = await client.TIMLogin({ userID: 'alice', userSig });
  await report(code);
})()`;

async function loginCode(folder: string, keys: { signWith?: string; checkWith?: string }, environment: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const child = await runChild(folder, SIGN_AND_LOG_IN, { TEST_KEYS: JSON.stringify(keys), ...environment });
  expect(child).toMatchObject({ code: 0, stdout: '' });
  return child.reports[0];
}

test('without any key the folder makes its own at first use and keeps it, mode 0600', async () => {
  const folder = join(temporaryFolder(), 'data');
  expect(await loginCode(folder, {})).toBe(0);
  expect(await loginCode(folder, {})).toBe(0);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
});

test('each folder makes another key', () => {
  const sign = (dataDir: string) => opened(TimRender.genTestUserSig({ dataDir, userID: 'alice', expire: 60 }))['TLS.sig'];
  const here = temporaryFolder();
  expect(sign(here)).not.toBe(sign(temporaryFolder()));
});

test('OPENTIM_SECRET_KEY goes before the folder key', async () => {
  const environment = { OPENTIM_SECRET_KEY: 'from the environment' };
  const folder = temporaryFolder();
  expect(await loginCode(folder, {}, environment)).toBe(0);
  expect(await loginCode(folder, { signWith: 'from the environment' }, environment)).toBe(0);
  expect(await loginCode(folder, { checkWith: 'from the environment' }, environment)).toBe(0);
  const ofFolder = TimRender.genTestUserSig({ dataDir: folder, userID: 'alice', expire: 60 });
  const refused = `(async () => {
    const client = new TimRender({ dataDir: settings.dataDir });
    await client.TIMInit();
    await report((await client.TIMLogin(login)).code);
  })()`;
  expect((await runChild(folder, refused, { ...environment, TEST_USERSIG: ofFolder })).reports).toEqual([70009]);
  expect((await runChild(folder, refused, { TEST_USERSIG: ofFolder })).reports).toEqual([0]);
});

test('the option secretKey goes before OPENTIM_SECRET_KEY', async () => {
  const environment = { OPENTIM_SECRET_KEY: 'from the environment' };
  expect(await loginCode(temporaryFolder(), { signWith: 'given', checkWith: 'given' }, environment)).toBe(0);
  expect(await loginCode(temporaryFolder(), { signWith: 'given' }, environment)).toBe(70009);
  expect(await loginCode(temporaryFolder(), { checkWith: 'given' }, environment)).toBe(70009);
});
