// The figures for people.
import { keeps } from '../rows.mjs';
import { described } from './machine.mjs';
import { shown } from './statistics.mjs';

const sign = { higher: '≥', lower: '≤' };

function verdict(row) {
  if (keeps(row, row.ratio, row.aim)) return 'aim';
  return keeps(row, row.ratio, row.floor) ? 'floor' : 'BELOW';
}

function cells(row) {
  const compared = row.besideText !== undefined;
  return {
    work: row.note ? `${row.work} (${row.note})` : row.work,
    beside: row.besideText ?? '-',
    ours: shown(row.ours, row.unit),
    other: compared ? shown(row.beside, row.unit) : '-',
    ratio: compared ? `${shown(row.ratio)}x` : '-',
    floor: `${sign[row.better]} ${row.floor}${compared ? 'x' : ''}`,
    aim: `${sign[row.better]} ${row.aim}${compared ? 'x' : ''}`,
    verdict: verdict(row),
  };
}

/** For the terminal. */
export function table(rows) {
  const columns = ['id', 'ours', 'other', 'ratio', 'floor', 'aim', 'verdict', 'work'];
  const lines = [Object.fromEntries(columns.map((name) => [name, name])), ...rows.map((row) => ({ id: row.id, ...cells(row) }))];
  const widths = columns.map((name) => Math.max(...lines.map((line) => line[name].length)));
  return lines.map((line) => columns.map((name, at) => line[name].padEnd(widths[at])).join('  ').trimEnd()).join('\n');
}

/** For docs/benchmarks.md. */
export function markdown({ at, quick, machine, rows }) {
  const lines = rows.map((row) => {
    const { work, beside, ours, other, ratio, floor, aim, verdict: kept } = cells(row);
    return `| ${work} | ${ours} | ${beside} | ${other} | ${ratio} | ${floor} | ${aim} | ${kept} |`;
  });
  return `# Benchmarks

The last measured table, written by \`npm run bench -- --write-docs\`. Medians of rounds that take turns on one machine; absolute
figures belong to that machine, ratios travel better.

Measured ${at.slice(0, 10)} on ${described(machine)}.${quick ? ' Quick run.' : ''}

| work | opentim | beside | beside: figure | ratio | floor | aim | kept |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}

## How it is measured

- A create makes a group with an owner and four more members: one group, five members, five rows of joined lists, one event, five
  notices. The systems beside write the same logical rows (\`bench/schema.sql\`), each create in a transaction of its own, with WAL
  and synchronous=FULL. Every create is durable when it is answered.
- Main thread: active time of the event loop per create with 64 in flight, everything included (building the argument, resolving
  the promise, reading the answer).
- REST: a load generator in Rust on the same machine, keep-alive, each connection sends its next request when it has its reply. The
  server checks URL, signature and admin; the systems beside check nothing.
- Logical bytes: texts by their bytes, times and numbers by 8, choices by 1, for all rows named above.
- Memory: growth of anonymous memory of the process after a garbage collection, from call 2,000 to the last; every tenth call creates.
`;
}
