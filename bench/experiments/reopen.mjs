// How long TIMInit takes on a folder with 100,000 groups: after a clean end, and after kill -9 in the middle of creates.
import { childResult, killed } from '../lib/child.mjs';
import { folder, removeFolders } from '../lib/folders.mjs';
import { measured } from '../lib/native.mjs';
import { median } from '../lib/statistics.mjs';

export async function run({ quick }) {
  const place = folder('reopen');
  await measured('embedded', ['fill', '--folder', place, '--groups', quick ? 20_000 : 100_000]);
  const open = async () => (await childResult('open-child.mjs', [place])).ms;
  await open();
  const clean = [];
  const crashed = [];
  for (let round = 0; round < 5; round++) {
    clean.push(await open());
    await killed('create-child.mjs', [place], 1500);
    crashed.push(await open());
  }
  removeFolders();
  const note = quick ? 'quick: 20,000 groups' : undefined;
  return { 'reopen-clean': { ours: median(clean), unit: 'ms', note }, 'reopen-killed': { ours: median(crashed), unit: 'ms', note } };
}
