import { type Client, TimRender } from './addon';
import { endChildren } from './child';
import { removeFolders, temporaryFolder } from './folder';
import { APP, SECRET, userSig } from './usersig';

const open: Client[] = [];

/** A client that opens nothing yet. An account of its own unless `instance` says otherwise; undone when the test file ends. */
export function newClient(dataDir: string, options: Record<string, unknown> = {}): Client {
  const client = new TimRender({ sdkappid: APP, dataDir, secretKey: SECRET, instance: unique('instance'), ...options });
  open.push(client);
  return client;
}

/** A client whose folder is open and in which nobody is logged in. */
export async function initialized(dataDir: string, options: Record<string, unknown> = {}): Promise<Client> {
  const client = newClient(dataDir, options);
  expect(await client.TIMInit()).toBe(0);
  return client;
}

/** A client in which `user` is logged in. */
export async function loggedIn(dataDir: string, user: string, options: Record<string, unknown> = {}): Promise<Client> {
  const client = await initialized(dataDir, options);
  expect(await client.TIMLogin({ userID: user, userSig: userSig(user) })).toMatchObject({ code: 0, desc: '' });
  return client;
}

let counter = 0;

/** A name that no other test of this process uses. */
export function unique(what: string): string {
  counter += 1;
  return `${what}-${process.pid}-${counter}`;
}

/** Keeps the log lines of refusals that a test file provokes off the screen. */
export async function quiet(): Promise<void> {
  const config = { json_config: { set_config_is_log_output_console: false } };
  expect(await newClient(temporaryFolder()).TIMSetConfig(config)).toMatchObject({ code: 0 });
}

/** Ends every client and process of this test file and removes its folders. */
export async function endClients(): Promise<void> {
  endChildren();
  for (const client of open.splice(0)) {
    await client.TIMUninit();
    client.close();
  }
  removeFolders();
}

/** A folder with users who are logged in, each in an account of its own. */
export async function folderWith<const Users extends readonly string[]>(...users: Users): Promise<{ folder: string; clients: Record<Users[number], Client> }> {
  const folder = temporaryFolder();
  const clients = {} as Record<string, Client>;
  for (const user of users) clients[user] = await loggedIn(folder, user);
  return { folder, clients: clients as Record<Users[number], Client> };
}
