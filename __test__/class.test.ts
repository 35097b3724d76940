import Addon from '..';
import { TimRender } from './support/addon';
import { endClients } from './support/client';
import { temporaryFolder } from './support/folder';

afterAll(endClients);

test('the class itself is what require gives, also under the names TimRender and default', () => {
  const required = jest.requireActual<Record<string, unknown>>('..');
  expect(required).toBe(Addon);
  expect(required['TimRender']).toBe(Addon);
  expect(required['default']).toBe(Addon);
});

test.each([
  ['sdkappid', { sdkappid: 0 }],
  ['sdkappid', { sdkappid: -1 }],
  ['sdkappid', { sdkappid: 1.5 }],
  ['sdkappid', { sdkappid: 2 ** 53 }],
  ['sdkappid', { sdkappid: 'app' }],
  ['dataDir', { dataDir: 5 }],
  ['secretKey', { secretKey: true }],
  ['server', { server: {} }],
  ['server', { server: 'chat.example.com' }],
  ['server', { server: 'ftp://chat.example.com' }],
  ['server', { server: 'ws://' }],
  ['server', { server: 'wss://chat.example.com:99999' }],
  ['server', { server: 'wss://alice:secret@chat.example.com' }],
  ['ca', { ca: 5 }],
  ['ca', { server: 'ws://chat.example.com', ca: 'ca.pem' }],
  ['instance', { instance: ['bob'] }],
  ['instance', { instance: '' }],
  ['instance', { instance: 'x'.repeat(33) }],
  ['instance', { instance: '用户' }],
  ['options', 5],
  ['options', 'folder'],
  ['options', []],
])('the constructor says what is wrong with %s in %j', (field, options) => {
  expect(() => new TimRender(options)).toThrow(field);
});

test('the constructor takes null and undefined as not given, and a BigInt for the app', () => {
  const dataDir = temporaryFolder();
  const none = { secretKey: null, server: undefined, instance: null };
  for (const options of [{ dataDir, ...none }, { dataDir, ...none, sdkappid: null }, { dataDir, ...none, sdkappid: 1400000000n }]) {
    new TimRender(options).close();
  }
});

test.each([
  ['dataDir', { datadir: 'folder' }],
  ['sdkappid', { SDKAppID: 1400000000 }],
  ['secretKey', { secret_key: 'key' }],
  ['policy.admins_kick', { policy: { adminsKick: false } }],
])('the constructor asks whether %s is meant in %j', (name, options) => {
  expect(() => new TimRender(options)).toThrow(`Is ${name} meant?`);
});

test('the constructor names all options where none is like the one that was given', () => {
  expect(() => new TimRender({ colour: undefined, nonsense: null })).toThrow('there is no option nonsense. There are sdkappid, dataDir');
});

test.each(['ws://localhost', 'wss://chat.example.com', 'http://127.0.0.1:8090', 'https://[::1]:8443/gateway', ''])('the constructor takes the server %j', (server) => {
  new TimRender({ server }).close();
});

test('options that cannot be written as JSON are refused with a sentence', () => {
  const options: Record<string, unknown> = { dataDir: temporaryFolder() };
  options['self'] = options;
  expect(() => new TimRender(options)).toThrow(/JSON/);
});

test('an instance has a name of its own, so that reactive data leaves it alone', () => {
  const client = new TimRender({ dataDir: temporaryFolder() });
  expect(Object.prototype.toString.call(client)).toBe('[object TimRender]'); // Vue wraps only what says [object Object]
  client.close();
});
