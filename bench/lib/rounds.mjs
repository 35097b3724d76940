// Rounds that take turns: every contestant once, then all of them again. What a machine does meanwhile hits all alike.
import { undisturbed } from './quiet.mjs';
import { median } from './statistics.mjs';

/** Runs `contestants` (name -> async function giving figures) in turns; gives for each the list of its figures. */
export async function takeTurns(rounds, contestants, afterEach = () => {}) {
  const seen = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      seen[name].push(await undisturbed(run, afterEach));
      await afterEach();
    }
  }
  return seen;
}

/** A row of the table: medians, with the rounds they were taken from. */
export function compared(unit, ours, beside, more = {}) {
  const row = { ours: median(ours), unit, rounds: { ours }, ...more };
  if (beside === undefined) return row;
  return { ...row, beside: median(beside), rounds: { ours, beside } };
}
