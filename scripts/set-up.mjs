// The steps from a fresh clone to something that runs; each does nothing when it is up to date.
import { ensureAddon, isAddonFresh } from './addon.mjs';
import { ensureInstalled } from './install.mjs';
import { requireCompilers, requireNode } from './requirements.mjs';
import { ensureTypeScript } from './typescript.mjs';

/** Packages, addon of the profile ('debug' or 'release'), compiled TypeScript. */
export async function setUp(profile) {
  requireNode();
  if (!isAddonFresh(profile)) requireCompilers(); // said before any work is done
  await ensureInstalled();
  await ensureAddon(profile);
  await ensureTypeScript();
}
