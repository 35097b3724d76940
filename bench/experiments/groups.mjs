// What the size of a group costs: the same calls in small groups and in large ones, in process; the native program takes turns by
// itself. Without the disk's sync, which would cover the differences; beside it once more with it.
import { folder, removeFolders } from '../lib/folders.mjs';
import { measured } from '../lib/native.mjs';
import { undisturbed } from '../lib/quiet.mjs';
import { compared } from '../lib/rounds.mjs';
import { median, shown } from '../lib/statistics.mjs';

const calls = ['join', 'kick', 'page', 'info', 'info-own'];

async function members({ sizes, rounds, calls: count }, more) {
  const place = folder('members');
  const args = ['--sizes', sizes, '--rounds', rounds, '--calls', count, ...more];
  const seen = await measured('embedded', ['members', '--folder', place, ...args]);
  const paging = [];
  for (const limit of [100, 6000]) {
    paging.push(await measured('embedded', ['paging', '--folder', place, '--group', seen.largest, '--limit', limit]));
  }
  return { ...seen, paging };
}

function disbanded({ sizes, disbands }, more) {
  const [small, ...others] = sizes;
  const args = ['--sizes', [small, others.at(-1)], '--rounds', disbands, ...more];
  return measured('embedded', ['disband', '--folder', folder('disband'), ...args]);
}

const ofWhom = (sizes) => (sizes.at(-1) === 100_000 ? [] : [`quick: ${sizes.at(-1)} members`]);

/** The largest group beside the smallest; the note says what lies between, and the same with the disk's sync. */
function bySize(of, synced, sizes) {
  const between = sizes.slice(1, -1).map((size, at) => `at ${size.toLocaleString('en-US')}: ${shown(median(of[at + 1]), 'µs')}`);
  const durable = synced && `synced: ${shown(median(synced.at(-1)))} and ${shown(median(synced[0]), 'µs')}`;
  return compared('µs', of.at(-1), of[0], { note: [...ofWhom(sizes), ...between, durable].filter(Boolean).join('; '), bySize: of, synced });
}

export async function run({ quick }) {
  const size = quick
    ? { sizes: [100, 1000, 10_000], rounds: 3, calls: 200, disbands: 3 }
    : { sizes: [100, 10_000, 100_000], rounds: 9, calls: 500, disbands: 5 };
  const turn = (work, ...more) => undisturbed(() => work(size, more), removeFolders);
  const plain = await turn(members, '--relaxed');
  const synced = await turn(members);
  const ended = await turn(disbanded);
  const endedUnsynced = await turn(disbanded, '--relaxed');
  const row = (name) => bySize(plain.medians[name], ['join', 'kick'].includes(name) ? synced.medians[name] : undefined, size.sizes);
  const paging = [...plain.paging, ...synced.paging];
  const longest = shown(Math.max(...ended.joinsMeanwhile), 'ms');
  const noted = (...notes) => [...ofWhom(size.sizes), ...notes].join('; ');
  return {
    ...Object.fromEntries(calls.map((name) => [name, row(name)])),
    disband: compared('ms', endedUnsynced.answers[1], endedUnsynced.answers[0], {
      note: noted(`synced: ${shown(median(ended.answers[1]))} and ${shown(median(ended.answers[0]), 'ms')}`),
      synced: ended.answers,
    }),
    'clean-up': compared('ms', ended.cleanUps[1], undefined, {
      note: noted(`a durable join elsewhere meanwhile: median ${shown(median(ended.joinsMeanwhile), 'ms')}, longest ${longest}`),
      ended,
      endedUnsynced,
    }),
    paging: { ours: Math.max(...paging.map(({ grown }) => grown)) / 2 ** 20, unit: 'MiB', note: noted('pages of 100 and of 6,000'), paging },
  };
}
