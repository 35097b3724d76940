// npm test: sets everything up, then runs all checks and tests.
import { main, run } from './run.mjs';
import { setUp } from './set-up.mjs';

await main(async (args) => {
  await setUp('debug');
  return run('cargo', ['xtask', 'ci', ...args]);
});
