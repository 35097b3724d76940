import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where the set-up steps note what they were last done for; not in git. */
export const stamps = join(root, '.cache', 'stamps');
