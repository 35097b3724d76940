// npm run bench: the release builds beside other systems; the package in bench/ measures and prints.
import { ensureInstalled } from './install.mjs';
import { buildServer } from './server-binary.mjs';
import { main, npm, run } from './run.mjs';
import { setUp } from './set-up.mjs';

await main(async (args) => {
  await setUp('release');
  await ensureInstalled('bench', { scripts: true }); // its native packages are compiled
  const server = await buildServer();
  const [program, start] = npm(['start', '--prefix', 'bench', '--', ...args]);
  return run(program, start, { env: { ...process.env, OPENTIM_SERVER: server } });
});
