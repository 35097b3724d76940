// npm start: builds what is missing or stale, then runs the tour.
import { join } from 'node:path';
import { root } from './paths.mjs';
import { main, run } from './run.mjs';
import { setUp } from './set-up.mjs';

await main(async (args) => {
  await setUp('release');
  return run(process.execPath, [join(root, 'examples', 'tour', 'tour.mjs'), ...args]);
});
