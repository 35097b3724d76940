// node scripts/release/pack.mjs BUILDS OUT: packs every package of a release into OUT, checks what is in each, and notes them in the
// order in which they must be published.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../install.mjs';
import { checkContents } from '../pack-check/contents.mjs';
import { Refusal, main } from '../run.mjs';
import { packFolder } from '../tarball.mjs';
import { ensureTypeScript } from '../typescript.mjs';
import { version } from '../version.mjs';
import { writePackages } from './packages.mjs';
import { targets } from './targets.mjs';

const list = 'packages.json';
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const manifestIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

function packChecked(from, out, target) {
  const manifest = manifestIn(from);
  const { file, contents, size, unpackedSize } = packFolder(from, out);
  checkContents({ name: manifest.name, files: contents }, target);
  console.log(`ok  contents of ${manifest.name}: ${contents.length} files, ${megabytes(size)}, unpacked ${megabytes(unpackedSize)}`);
  return { manifest, tarball: file };
}

/**
 * Packs all packages, made of the files in `builds`, into `out`; returns each with its manifest and its tarball. With `only`, a target,
 * the platform packages of the others stay without a tarball.
 */
export function packAll(builds, out, only) {
  const folder = join(out, 'unpacked');
  const names = writePackages(builds, folder, { partial: Boolean(only) });
  const packed = names.map((name) => {
    const target = targets.find((each) => name.endsWith(`-${each.name}`));
    const isWanted = !only || !target || target === only;
    return isWanted ? packChecked(join(folder, name), out, target) : { manifest: manifestIn(join(folder, name)) };
  });
  rmSync(folder, { recursive: true });
  return packed;
}

/** The packages that were packed into `folder`, in the order of publishing. */
export function packedIn(folder) {
  return JSON.parse(readFileSync(join(folder, list), 'utf8')).map(({ file, manifest }) => ({ manifest, tarball: join(folder, file) }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async ([builds, out]) => {
    if (!out) throw new Refusal('usage: node scripts/release/pack.mjs BUILDS OUT');
    version(); // in step, or refused before any work
    await ensureInstalled();
    await ensureTypeScript();
    mkdirSync(out, { recursive: true });
    const packed = packAll(resolve(builds), resolve(out)).map(({ manifest, tarball }) => ({ file: basename(tarball), manifest }));
    writeFileSync(join(out, list), JSON.stringify(packed, null, 2));
  });
}
