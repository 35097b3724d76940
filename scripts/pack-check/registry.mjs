// A registry on this machine with the packages of a release and nothing else: `npm install opentim` as users will type it.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';

function packument({ manifest, tarball }, address) {
  const { name, version } = manifest;
  // A platform that was not built here is known by name; its file must not be asked for.
  const integrity = tarball && `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  const dist = { tarball: `${address}/files/${tarball ? basename(tarball) : `${name}-not-built.tgz`}`, integrity };
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}

/** Serves the packages; `asked` is filled with the names of the files that were fetched. */
export async function startRegistry(packages) {
  const asked = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url.slice(1).split('?')[0]);
    const file = packages.find(({ tarball }) => tarball && name === `files/${basename(tarball)}`);
    const found = packages.find(({ manifest }) => manifest.name === name);
    if (name.startsWith('files/')) asked.push(basename(name));
    if (file) return response.end(readFileSync(file.tarball));
    if (!found) return response.writeHead(404).end('{}');
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(packument(found, address)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${server.address().port}`;
  return { address, asked, stop: () => server.close() };
}
