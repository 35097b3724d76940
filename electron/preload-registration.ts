import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { ownFile } = require('../own-file.js') as { ownFile(): string };

const PRELOAD_ID = 'opentim';

/** A session, with the calls of Electron 35 and later and with the older pair. */
export interface PreloadSession {
  registerPreloadScript?(script: { type: 'frame'; id?: string; filePath: string }): string;
  unregisterPreloadScript?(id: string): void;
  getPreloadScripts?(): { id: string; filePath: string }[];
  getPreloads?(): string[];
  setPreloads?(files: string[]): void;
}

/**
 * In the installed package, wherever a bundler has moved this code; never just beside it: there an application often has a preload of its
 * own, of the same name.
 */
function preloadFile(): string {
  try {
    return createRequire(ownFile()).resolve('opentim/preload');
  } catch {
    return join(dirname(ownFile()), 'dist', 'preload.js');
  }
}

/** Adds the preload to every page that the session loads from now on; the application's own preloads stay. */
export function registerPreload(session: PreloadSession): void {
  const filePath = preloadFile();
  if (session.registerPreloadScript) {
    const present = session.getPreloadScripts?.().some((script) => script.id === PRELOAD_ID);
    if (!present) session.registerPreloadScript({ type: 'frame', id: PRELOAD_ID, filePath });
  } else {
    const files = session.getPreloads?.() ?? [];
    if (!files.includes(filePath)) session.setPreloads?.([...files, filePath]);
  }
}

/** Takes the preload out again. */
export function unregisterPreload(session: PreloadSession): void {
  if (session.unregisterPreloadScript) {
    const present = session.getPreloadScripts?.().some((script) => script.id === PRELOAD_ID);
    if (present) session.unregisterPreloadScript(PRELOAD_ID);
  } else {
    const filePath = preloadFile();
    session.setPreloads?.((session.getPreloads?.() ?? []).filter((file) => file !== filePath));
  }
}
