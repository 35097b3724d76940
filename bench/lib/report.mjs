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

/** What other work on the machine there was, if any. */
function disturbance({ turns, disturbed }) {
  if (disturbed === 0) return [];
  return [`The machine was busy with other work in ${disturbed} of ${turns} turns: ratios of such turns say little.`];
}

/** For the terminal. */
export function table({ rows, turns }) {
  const columns = ['id', 'ours', 'other', 'ratio', 'floor', 'aim', 'verdict', 'work'];
  const lines = [Object.fromEntries(columns.map((name) => [name, name])), ...rows.map((row) => ({ id: row.id, ...cells(row) }))];
  const widths = columns.map((name) => Math.max(...lines.map((line) => line[name].length)));
  const text = lines.map((line) => columns.map((name, at) => line[name].padEnd(widths[at])).join('  ').trimEnd());
  return [...text, ...disturbance(turns)].join('\n');
}

/** For docs/benchmarks.md. */
export function markdown({ at, quick, machine, turns, rows }) {
  const lines = rows.map((row) => {
    const { work, beside, ours, other, ratio, floor, aim, verdict: kept } = cells(row);
    return `| ${work} | ${ours} | ${beside} | ${other} | ${ratio} | ${floor} | ${aim} | ${kept} |`;
  });
  return `# Benchmarks

The last measured table, written by \`npm run bench -- --write-docs\`. Medians of rounds that take turns on one machine; absolute
figures belong to that machine, ratios travel better.

Measured ${at.slice(0, 10)} on ${described(machine)}.${quick ? ' Quick run.' : ''} ${disturbance(turns).join('')}

| work | opentim | beside | beside: figure | ratio | floor | aim | kept |
| --- | --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}

Why some floors are not reached: [decision record 7](decisions/0007-floors-that-are-not-reached.md). Info with the own membership: looked
up in two trees, whose pages are seldom in a reader's cache when members are many; two or three reads of 4 KiB from the system's cache.

## How it is measured

Every contestant runs once, then all of them again; a turn waits until nobody else uses the machine and is repeated when others began
to meanwhile. The table holds medians of the turns, \`bench/results.json\` every single one.

- A create makes a group with an owner and four more members: one group, five members, five rows of joined lists, one event, five
  notices, one counter. The systems beside write the same logical rows (\`bench/schema.sql\`), each create in a transaction of its
  own, with WAL, synchronous=FULL and prepared statements. Every create is durable when it is answered. Each turn begins with an
  empty folder and some creates that are not counted.
- Main thread: how long the event loop was active per create (\`performance.eventLoopUtilization\`), with everything that belongs to
  it: building the argument, resolving the promise, reading the answer. Measured with 64 in flight and with one caller; the worse of
  the two is shown.
- REST: a load generator in Rust with one thread, on the same machine; each connection sends its next request when it has its reply.
  The server checks URL, signature and admin; the systems beside check nothing. The append log is behind the same HTTP library with
  the same settings; all bodies that wait are written and synced together.
- Reads: one thread, everything in memory. Plain rusqlite gives all columns of a group by id; of a list it gives id, name, type, own
  role, time of joining and receive option of each group. The engine gives whole groups and memberships in both.
- Logical bytes: texts by their bytes, times and numbers by 8, counts by 4, choices by 1, for all rows named above, ids counted in every
  row that names one. Bytes on disk: all files of the folder after it was closed.
- Rate at a size: the 20,000 creates around it, 64 callers, in one store that goes on and on, without the network.
- Memory: growth of what the process holds outside of files, after a garbage collection, from call 2,000 to the last, once when all
  calls create and once when one in ten does; the worse of the two is shown. The first thousand of the p50 are calls 1,001 to 2,000.
- Reopen: in a process of its own, from TIMInit to the answer to a first TIMGroupGetGroupInfoList. The kill comes in the middle of
  creates with 64 in flight.
- Size of a group: communities in one folder, filled by calls of 300 and opened again; every call is made in the small group, the middle
  one and the large one before the next, the medians are of 500 calls per size and round. Without the disk's sync, which would cover the
  differences; the note says the same with it, and what it is at 10,000. Whoever joins is no member of anything else and is kicked again;
  pages and readers are all over the group. Five groups of each size are disbanded in turns, the clean-up of each runs before the next.
  Paging: what a process of its own holds outside of files at most, above what it held after the first page.
- Beside ejabberd (Debian's package, left out where it is not installed): one observer is in the group or room, ten users come one after
  the other and leave again before the next. The clock runs from the sending of the join (TIMGroupJoin; presence) until the comer
  has his answer (the reply; his own presence with status 110) and the observer has heard (the tip; the comer's presence). Medians of 400
  joins a turn after 100 that are not counted, no TLS. The two do not store the same: a join of ours is a membership that is on disk when
  it is answered; ejabberd's room is persistent, but who is in it is forgotten at its end. Clients for both are JavaScript in one process.
`;
}
