// Listeners of the connection and of the login: taken in every state, replaced, dropped.
import { call, type Client, TimRender } from './support/addon';
import { endClients, initialized, loggedIn, newClient } from './support/client';
import { temporaryFolder } from './support/folder';
import { Heard, settled } from './support/listen';
import { APP, SECRET, userSig } from './support/usersig';

const METHODS = ['TIMSetNetworkStatusListenerCallback', 'TIMSetKickedOfflineCallback', 'TIMSetUserSigExpiredCallback'] as const;

afterAll(endClients);

const taken = async (client: Client, method: string, argument?: unknown): Promise<unknown> => {
  const { user_data, ...rest } = await call(client, method, argument);
  expect(rest).toEqual({ code: 0, desc: '', json_param: '' });
  return user_data;
};

describe.each(METHODS)('%s', (method) => {
  test('takes a listener before TIMInit, before TIMLogin and after it, each in place of the one before', async () => {
    const folder = temporaryFolder();
    for (const client of [newClient(folder), await initialized(folder), await loggedIn(folder, 'alice')]) {
      for (const userData of ['first', 'second']) expect(await taken(client, method, { callback: () => {}, userData })).toBe(userData);
    }
  });

  test('is without a listener after null, undefined, no function and no argument', async () => {
    const client = newClient(temporaryFolder());
    for (const argument of [{ callback: null }, {}, { callback: 5 }, null, undefined, 'text', []]) {
      await taken(client, method, { callback: () => {} });
      expect(await taken(client, method, argument)).toBe('');
    }
  });

  test('leaves its argument alone, so that it can be given again', async () => {
    const client = newClient(temporaryFolder());
    const argument = Object.freeze({ callback: () => {}, userData: 'mine' });
    for (let time = 0; time < 2; time += 1) expect(await taken(client, method, argument)).toBe('mine');
  });

  test('is refused with 7014 by an instance that was closed', async () => {
    const client = newClient(temporaryFolder());
    client.close();
    expect(await call(client, method, { callback: () => {} })).toMatchObject({ code: 7014 });
  });
});

type Status = [all: [status: number, code: number, desc: string, userData: unknown], code: number, desc: string, userData: unknown];

test('with a data folder there is a connection once TIMInit has opened it, and that is said once', async () => {
  const [client, replaced] = [newClient(temporaryFolder()), new Heard<Status>()];
  const heard = new Heard<Status>();
  await call(client, 'TIMSetNetworkStatusListenerCallback', { callback: replaced.callback });
  await call(client, 'TIMSetNetworkStatusListenerCallback', { callback: heard.callback, userData: { any: 'thing' } });
  for (let times = 0; times < 2; times += 1) expect(await client.TIMInit()).toBe(0);
  const [given] = await heard.take(1);
  expect(given).toEqual([[0, 0, '', { any: 'thing' }], 0, '', { any: 'thing' }]);
  expect(String(given![0])).toBe('0');
  await settled();
  expect([heard.calls, replaced.calls]).toEqual([[], []]);
});

test('a UserSig that runs out ends the login, and who logs in again in the listener goes on', async () => {
  const client = await initialized(temporaryFolder());
  const expired = new Heard<[all: [userData: string]]>();
  const kicked = jest.fn();
  let again: Promise<unknown> | undefined;
  await call(client, 'TIMSetKickedOfflineCallback', { callback: kicked });
  await call(client, 'TIMSetUserSigExpiredCallback', {
    callback: (all: [userData: string]) => {
      again = client.TIMGroupGetJoinedGroupList();
      expired.callback(all);
    },
    userData: 'mine',
  });
  const short = TimRender.genTestUserSig({ sdkappid: APP, secretKey: SECRET, userID: 'alice', expire: 1 });
  expect(await client.TIMLogin({ userID: 'alice', userSig: short })).toMatchObject({ code: 0 });
  const [given] = await expired.take(1);
  expect(given).toEqual([['mine']]);
  expect(await again).toMatchObject({ code: 6014 });
  expect(await client.TIMGetLoginStatus()).toBe(3);
  expect(await client.TIMLogin({ userID: 'alice', userSig: userSig('alice') })).toMatchObject({ code: 0 });
  expect(await client.TIMGroupGetJoinedGroupList()).toMatchObject({ code: 0 });
  await settled();
  expect([expired.calls.length, kicked.mock.calls.length]).toEqual([0, 0]);
});
