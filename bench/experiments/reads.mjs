// Reads in process beside plain rusqlite; the native program takes turns by itself.
import { folder, removeFolders } from '../lib/folders.mjs';
import { measured } from '../lib/native.mjs';
import { median } from '../lib/statistics.mjs';

export async function run({ quick }) {
  const sizes = quick ? ['--rounds', 3, '--gets', 30_000, '--lists', 500] : ['--rounds', 5];
  const { get, list } = await measured('embedded', ['reads', '--folder', folder('reads'), ...sizes]);
  removeFolders();
  return {
    'get-group': { ours: median(get.ours), beside: median(get.beside), unit: '/s' },
    'joined-list': { ours: median(list.ours), beside: median(list.beside), unit: '/s' },
  };
}
