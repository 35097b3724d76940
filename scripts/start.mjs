// npm start: builds what is missing or stale, then runs the tour.
import { join } from 'node:path';
import { root } from './paths.mjs';
import { main, run } from './run.mjs';
import { buildServer } from './server-binary.mjs';
import { setUp } from './set-up.mjs';

await main(async (args) => {
  await setUp('release');
  const server = await buildServer(); // the tour imports a group over REST
  return run(process.execPath, [join(root, 'examples', 'tour', 'tour.mjs'), ...args], { env: { ...process.env, OPENTIM_SERVER: server } });
});
