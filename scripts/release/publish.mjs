// node scripts/release/publish.mjs TARBALLS [npm options]: publishes what pack.mjs made. May be run again after a failure: what the
// registry has already is left out.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { Refusal, main, mustRun, npm } from '../run.mjs';
import { packedIn } from './pack.mjs';

function isPublished({ name, version }) {
  const [program, args] = npm(['view', `${name}@${version}`, 'version', '--json', '--loglevel=silent']);
  const { stdout } = spawnSync(program, args, { encoding: 'utf8' });
  try {
    return JSON.parse(stdout) === version;
  } catch {
    return false; // no such version; whatever else is wrong, publishing will say
  }
}

await main(async ([tarballs, ...options]) => {
  if (!tarballs) throw new Refusal('usage: node scripts/release/publish.mjs TARBALLS [npm options]');
  for (const { manifest, tarball } of packedIn(resolve(tarballs))) {
    if (isPublished(manifest)) {
      console.log(`${manifest.name} ${manifest.version} is published already`);
      continue;
    }
    const tag = manifest.version.includes('-') ? 'next' : 'latest';
    await mustRun(...npm(['publish', tarball, '--access', 'public', '--tag', tag, ...options]));
  }
});
