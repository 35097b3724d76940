// 100,000 calls in a process of their own: does memory grow, do calls get slower? Once all of them create, once one in ten.
import { childResult } from '../lib/child.mjs';
import { folder, removeFolders } from '../lib/folders.mjs';
import { undisturbed } from '../lib/quiet.mjs';

export async function run({ quick }) {
  const count = quick ? 20_000 : 100_000;
  const calls = (every) => undisturbed(() => childResult('memory-child.mjs', [folder('memory'), count, every]), removeFolders);
  const creates = await calls(1);
  const mixed = await calls(10);
  const worst = (figure) => (figure(creates) > figure(mixed) ? { seen: creates, kind: 'all create' } : { seen: mixed, kind: '1 in 10 creates' });
  const ofMemory = worst(({ grown }) => grown.own);
  const ofTime = worst(({ first, last }) => last / first);
  const named = (kind) => (quick ? `${kind}; quick: ${count} calls` : kind);
  return {
    memory: { ours: ofMemory.seen.grown.own / 2 ** 20, unit: 'MiB', note: named(ofMemory.kind), creates, mixed },
    steady: { ours: ofTime.seen.last, beside: ofTime.seen.first, unit: 'ms', note: named(ofTime.kind) },
  };
}
