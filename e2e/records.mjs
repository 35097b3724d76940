// Windows with attributes, counters and communities: on a folder of their application, and on a server.
import { join } from 'node:path';
import { checks } from './checks/records.mjs';
import { check, runElectron } from './launch.mjs';
import { startServer } from './server.mjs';

export async function records(folder) {
  const run = (env) => runElectron(join(folder, 'records.js'), folder, { env });
  check(checks, await run({}));
  const SERVER_DATA = join(folder, 'records-server');
  const server = await startServer(SERVER_DATA);
  try {
    const report = await run({ SERVER: server.gateway, SERVER_DATA });
    check(Object.fromEntries(Object.entries(checks).map(([sentence, holds]) => [`on a server: ${sentence}`, holds])), report);
  } finally {
    await server.stop();
  }
}
