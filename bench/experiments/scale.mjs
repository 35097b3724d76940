// Rate and size with many groups in one folder.
import { folder, removeFolders } from '../lib/folders.mjs';
import { measured } from '../lib/native.mjs';

export async function run({ quick }) {
  const sizes = quick ? ['--at', '20000,100000', '--creates', 5000] : ['--at', '100000,1000000', '--creates', 20_000];
  const { rates, groups, bytes, logicalBytes } = await measured('embedded', ['scale', '--folder', folder('scale'), ...sizes]);
  removeFolders();
  const [small, large] = rates;
  const note = quick ? `quick: ${large.groups} against ${small.groups} groups` : undefined;
  return {
    disk: { ours: bytes / groups, beside: logicalBytes / groups, unit: 'B', note },
    growth: { ours: large.rate, beside: small.rate, unit: '/s', note },
  };
}
