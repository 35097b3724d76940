// Rate and size with many groups in one store that goes on and on.
import { folder, removeFolders } from '../lib/folders.mjs';
import { measured } from '../lib/native.mjs';
import { undisturbed } from '../lib/quiet.mjs';

export async function run({ quick }, wanted) {
  const full = wanted.has('growth') ? '100000,1000000' : '100000';
  const sizes = quick ? ['--at', '20000,100000', '--creates', 5000] : ['--at', full, '--creates', 20_000];
  const measure = () => measured('embedded', ['scale', '--folder', folder('scale'), ...sizes]);
  const { rates, groups, bytes, logicalBytes } = await undisturbed(measure, removeFolders);
  const [small, large] = [rates[0], rates.at(-1)];
  const note = quick ? `quick: ${large.groups} against ${small.groups}` : undefined;
  return {
    disk: { ours: bytes / groups, beside: logicalBytes / groups, unit: 'B', note: `${groups} groups`, bytes, logicalBytes },
    growth: { ours: large.rate, beside: small.rate, unit: '/s', note, rates },
  };
}
