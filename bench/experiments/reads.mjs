// Reads in process beside plain rusqlite; the native program takes turns by itself.
import { folder, removeFolders } from '../lib/folders.mjs';
import { measured } from '../lib/native.mjs';
import { undisturbed } from '../lib/quiet.mjs';
import { compared } from '../lib/rounds.mjs';

export async function run({ quick }) {
  const sizes = quick ? { groups: 20_000, rounds: 3, gets: 30_000, lists: 500 } : { groups: 100_000, rounds: 5, gets: 100_000, lists: 2000 };
  const args = Object.entries(sizes).flatMap(([name, value]) => [`--${name}`, value]);
  const measure = () => measured('embedded', ['reads', '--folder', folder('reads'), ...args]);
  const { get, list } = await undisturbed(measure, removeFolders);
  const note = quick ? `quick: ${sizes.groups} groups` : undefined;
  return {
    'get-group': compared('/s', get.ours, get.beside, { note }),
    'joined-list': compared('/s', list.ours, list.beside, { note, besideWithWholeGroups: list.besideWithGroups }),
  };
}
