// How long a process takes to its first answered read of a folder with 100,000 groups: after a clean end, and after kill -9 in
// the middle of creates.
import { childResult, killed } from '../lib/child.mjs';
import { folder } from '../lib/folders.mjs';
import { measured } from '../lib/native.mjs';
import { compared, takeTurns } from '../lib/rounds.mjs';

export async function run({ quick }) {
  const place = folder('reopen');
  const groups = quick ? 20_000 : 100_000;
  const { first } = await measured('embedded', ['fill', '--folder', place, '--groups', groups]);
  const open = () => childResult('open-child.mjs', [place, first]);
  await open();
  const seen = await takeTurns(5, {
    clean: open,
    crashed: async () => {
      await killed('create-child.mjs', [place], 1500);
      return open();
    },
  });
  const note = quick ? `quick: ${groups} groups` : undefined;
  const row = (of) => compared('ms', of.map(({ ms }) => ms), undefined, { note, steps: of });
  return { 'reopen-clean': row(seen.clean), 'reopen-killed': row(seen.crashed) };
}
