// npm run server: the release build of the server with its development settings.
import { join } from 'node:path';
import { requireCompilers, requireNode } from './requirements.mjs';
import { main, mustRun, outputOf, run } from './run.mjs';

await main(async (args) => {
  requireNode();
  requireCompilers();
  await mustRun('cargo', ['build', '--release', '--package', 'opentim-server']);
  const { target_directory: target } = JSON.parse(outputOf('cargo', ['metadata', '--no-deps', '--format-version', '1']));
  return run(join(target, 'release', 'opentim-server'), ['dev', ...args]);
});
