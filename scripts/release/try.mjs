// node scripts/release/try.mjs TARBALLS: what pack.mjs made, installed into an empty application on this machine and run. Needs Node and
// npm, no installed packages and no Rust.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createGroups, install } from '../pack-check/application.mjs';
import { checkLauncher } from '../pack-check/launcher.mjs';
import { checkLoader } from '../pack-check/loader.mjs';
import { Refusal, main } from '../run.mjs';
import { packedIn } from './pack.mjs';
import { targetOf } from './targets.mjs';

const { describePlatform, platformName } = createRequire(import.meta.url)('../../platform.js');

await main(async ([tarballs]) => {
  if (!tarballs) throw new Refusal('usage: node scripts/release/try.mjs TARBALLS');
  const packages = packedIn(resolve(tarballs));
  const host = targetOf(platformName());
  const { version } = packages[0].manifest;
  const folder = mkdtempSync(join(tmpdir(), 'opentim-try-'));
  const [app, elsewhere] = [join(folder, 'app'), join(folder, 'elsewhere')];
  mkdirSync(elsewhere);
  try {
    console.log(describePlatform());
    await install(app, packages, host, join(folder, 'npm-cache'));
    await createGroups(app, { elsewhere, version, nodes: [process.execPath] });
    await checkLauncher(app, host, version);
    await checkLoader(app, host);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
