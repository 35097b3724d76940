// Listeners of the connection and of the login: taken in every state, replaced, dropped.
import { call, type Client } from './support/addon';
import { endClients, initialized, loggedIn, newClient } from './support/client';
import { temporaryFolder } from './support/folder';

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
