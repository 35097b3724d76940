import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client } from './support/addon';
import { endClients, initialized, newClient } from './support/client';
import { temporaryFolder } from './support/folder';
import { refusal } from './support/group';

let client: Client;

beforeAll(() => {
  client = newClient(temporaryFolder());
});
afterAll(endClients);

test('TIMGetSDKVersion gives the version of the package as bare text', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  expect(await client.TIMGetSDKVersion()).toBe(version);
});

test('TIMGetServerTime gives the unix time in seconds as a bare number', async () => {
  const before = Math.floor(Date.now() / 1000);
  const time = await client.TIMGetServerTime();
  expect(Number.isInteger(time)).toBe(true);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
});

test('TIMSetConfig gives back as raw text what it understood', async () => {
  const json_config = { set_config_log_level: 5, set_config_user_define_data: 'x'.repeat(64), set_config_is_log_output_console: true, nonsense: 1 };
  const answer = await client.TIMSetConfig({ json_config, user_data: 'mine' });
  expect(answer).toMatchObject({ code: 0, desc: '', user_data: 'mine' });
  const { nonsense, ...understood } = json_config;
  expect(nonsense).toBe(1);
  expect(JSON.parse(answer.json_param)).toEqual(understood);
});

test('TIMSetConfig takes nothing to set', async () => {
  expect(await client.TIMSetConfig({ json_config: {} })).toEqual({ code: 0, desc: '', json_param: '{}', user_data: '' });
});

test.each<[number, unknown, string]>([
  [-4, undefined, 'json_config'],
  [-4, {}, 'json_config'],
  [-4, { json_config: null }, 'json_config'],
  [-3, { json_config: [] }, 'json_config'],
  [-3, { json_config: 'text' }, 'json_config'],
  [6017, { json_config: { set_config_log_level: 9 } }, 'set_config_log_level'],
  [6017, { json_config: { set_config_log_level: 'all' } }, 'set_config_log_level'],
  [6017, { json_config: { set_config_user_define_data: 'x'.repeat(65) } }, 'set_config_user_define_data'],
  [6017, { json_config: { set_config_is_log_output_console: 1 } }, 'set_config_is_log_output_console'],
])('TIMSetConfig gives %i for %j', async (code, argument, word) => {
  expect(await client.TIMSetConfig(argument)).toMatchObject(refusal(code, word));
});

test('callExperimentalAPI does the known operation in the full shape', async () => {
  const json_param = { request_internal_operation: 'internal_operation_set_ui_platform', request_set_ui_platform_param: 7 };
  expect(await client.callExperimentalAPI({ json_param, user_data: 'mine' })).toEqual({ code: 0, desc: '', json_param: '', user_data: 'mine' });
});

const customServer = (param: unknown) => ({
  json_param: { request_internal_operation: 'internal_operation_set_custom_server_info', request_set_custom_server_info_param: param },
});
const address = (ip: unknown, port: unknown, more = {}) => ({
  longconnection_address_array: [{ server_address_ip: ip, server_address_port: port, ...more }],
  server_public_key: '0436ddd1de2e',
});

test('callExperimentalAPI takes a server before TIMInit and not after it', async () => {
  const early = newClient(temporaryFolder());
  const done = { code: 0, desc: '', json_param: '', user_data: 'mine' };
  expect(await early.callExperimentalAPI({ ...customServer(address('127.0.0.1', 8090)), user_data: 'mine' })).toEqual(done);
  expect(await early.callExperimentalAPI(customServer(JSON.stringify(address('chat.example.com', '443'))))).toMatchObject({ code: 0 });
  const late = await initialized(temporaryFolder());
  expect(await late.callExperimentalAPI(customServer(address('127.0.0.1', 8090)))).toMatchObject(refusal(7014, 'TIMInit'));
  await late.TIMUninit();
  expect(await late.callExperimentalAPI(customServer(address('127.0.0.1', 8090)))).toMatchObject({ code: 0 });
});

test.each<[unknown, string]>([
  [undefined, 'request_set_custom_server_info_param is required'],
  [5, 'request_set_custom_server_info_param must be an object'],
  ['{', 'is not valid JSON'],
  [{}, 'longconnection_address_array is required'],
  [{ longconnection_address_array: [] }, '1 to 32 addresses'],
  [address('', 80), 'server_address_ip must name a host'],
  [address('ws://host', 80), 'server_address_ip must have the name'],
  [address('host', 0), 'server_address_port must be a port'],
  [address('host', null), 'server_address_port must be a port'],
  [address('10.0.0.1', 80, { server_address_is_ipv6: true }), 'IPv6'],
])('callExperimentalAPI gives 6017 for the server %j', async (param, words) => {
  const answer = await client.callExperimentalAPI(customServer(param));
  expect(answer.code).toBe(6017);
  expect(answer.desc).toContain(words);
});

test.each<[number, unknown, string]>([
  [-4, undefined, 'json_param'],
  [-4, { json_param: null }, 'json_param'],
  [-3, { json_param: [] }, 'json_param'],
  [-3, { json_param: {} }, 'request_internal_operation'],
  [-3, { json_param: { request_internal_operation: 5 } }, 'request_internal_operation'],
  [7013, { json_param: { request_internal_operation: 'internal_operation_nope' } }, 'internal_operation_nope'],
  [7013, { json_param: { request_internal_operation: 'internal_operation_set_env' } }, 'internal_operation_set_env'],
])('callExperimentalAPI gives %i for %j', async (code, argument, word) => {
  expect(await client.callExperimentalAPI(argument)).toMatchObject(refusal(code, word));
});

test.each(['TIMInit', 'TIMUninit', 'TIMGetLoginStatus', 'TIMGetServerTime'] as const)('%s answers a bare number', async (name) => {
  expect(typeof (await newClient(temporaryFolder())[name]())).toBe('number');
});

test.each([5, 'text', [], { config_path: 5 }])('TIMInit gives the bare number -4 for %j', async (argument) => {
  expect(await newClient(temporaryFolder()).TIMInit(argument)).toBe(-4);
});
