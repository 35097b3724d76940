// npm run server: the release build of the server with its development settings.
import { requireCompilers, requireNode } from './requirements.mjs';
import { main, run } from './run.mjs';
import { buildServer } from './server-binary.mjs';

await main(async (args) => {
  requireNode();
  requireCompilers();
  return run(await buildServer(), ['dev', ...args]);
});
