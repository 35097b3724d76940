// Other work on the machine spoils measurements, and not evenly: whoever waits for one sync after the other loses most.
import { readFileSync } from 'node:fs';

const tolerated = 0.15;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ticks that all cores together have worked, and all ticks there were. */
function ticks() {
  const [, ...numbers] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].split(/\s+/).map(Number);
  const [user, nice, system, idle, waiting, irq, softIrq] = numbers;
  const busy = user + nice + system + irq + softIrq;
  return { busy, all: busy + idle + waiting };
}

/** The share of the machine that others use while nothing is measured here; 0 where the system does not tell. */
async function others() {
  if (process.platform !== 'linux') return 0;
  const before = ticks();
  await pause(400);
  const after = ticks();
  return (after.busy - before.busy) / Math.max(1, after.all - before.all);
}

/** How many turns were measured, how many of them beside other work. */
export const seen = { turns: 0, disturbed: 0 };

/** Waits until others leave the machine alone, but not longer than `patience` ms. */
async function quiet(patience = 60_000) {
  for (const end = performance.now() + patience; performance.now() < end; await pause(500)) {
    if ((await others()) <= tolerated) return;
  }
}

/** Runs a turn on a quiet machine, again when others began to work meanwhile, but not for ever. */
export async function undisturbed(turn, again = () => {}) {
  for (let tries = 3; ; tries--) {
    await quiet();
    const figures = await turn();
    const disturbed = (await others()) > tolerated;
    if (!disturbed || tries === 1) {
      seen.turns += 1;
      seen.disturbed += Number(disturbed);
      return figures;
    }
    await again();
  }
}
