// npm run server: the release build of the server with its development settings.
import { requireNode } from './requirements.mjs';
import { main, run } from './run.mjs';
import { ensureServer } from './server-program.mjs';

await main(async (args) => {
  requireNode();
  return run(await ensureServer(), ['dev', ...args]);
});
