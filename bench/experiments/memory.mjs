// 100,000 calls in a process of their own: does memory grow, do calls get slower?
import { folder, removeFolders } from '../lib/folders.mjs';
import { childResult } from '../lib/child.mjs';

export async function run({ quick }) {
  const { growth, first, last, calls } = await childResult('memory-child.mjs', [folder('memory'), quick ? 20_000 : 100_000]);
  removeFolders();
  const note = quick ? `quick: ${calls} calls` : undefined;
  return {
    memory: { ours: growth / 2 ** 20, unit: 'MiB', note },
    steady: { ours: last, beside: first, unit: 'ms', note },
  };
}
