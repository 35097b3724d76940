// npm run bench: the release builds beside other systems; the package in bench/ measures and prints.
import { ensureInstalled } from './install.mjs';
import { requireNativeBuild } from './requirements.mjs';
import { main, npm, run } from './run.mjs';
import { ensureServer } from './server-program.mjs';
import { setUp } from './set-up.mjs';

await main(async (args) => {
  await setUp('release');
  // Its native packages are compiled where their prebuilt files cannot be fetched.
  await ensureInstalled('bench', { scripts: true }).catch((failed) => {
    requireNativeBuild();
    throw failed;
  });
  const env = { ...process.env, OPENTIM_SERVER: await ensureServer() };
  const [program, start] = npm(['start', '--prefix', 'bench', '--', ...args]);
  return run(program, start, { env });
});
