// npm start: builds what is missing or stale, then runs the tour, which also asks the server.
import { join } from 'node:path';
import { root } from './paths.mjs';
import { main, run } from './run.mjs';
import { ensureServer } from './server-program.mjs';
import { setUp } from './set-up.mjs';

await main(async (args) => {
  await setUp('release');
  const env = { ...process.env, OPENTIM_SERVER: await ensureServer() };
  return run(process.execPath, [join(root, 'examples', 'tour', 'tour.mjs'), ...args], { env });
});
