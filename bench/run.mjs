// npm run bench (in the root): measures, prints the table, keeps it as results.json. Options: --only ROW[,ROW], --quick,
// --write-docs (puts the table into docs/benchmarks.md).
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { removeFolders, root } from './lib/folders.mjs';
import { described, machine } from './lib/machine.mjs';
import { buildNative } from './lib/native.mjs';
import { endOnSignal } from './lib/processes.mjs';
import { seen } from './lib/quiet.mjs';
import { markdown, table } from './lib/report.mjs';
import { rows } from './rows.mjs';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, 'write-docs': { type: 'boolean', default: false } },
});

/** The rows asked for, by their own names or by that of their experiment. */
function chosen() {
  if (!options.only) return rows;
  const names = options.only.split(',');
  const known = (name) => rows.some(({ id, experiment }) => id === name || experiment === name);
  const unknown = names.filter((name) => !known(name));
  if (unknown.length > 0) {
    throw new Error(`no row or experiment is called ${unknown.join(', ')}; the rows are ${rows.map(({ id }) => id).join(', ')}`);
  }
  return rows.filter(({ id, experiment }) => names.includes(id) || names.includes(experiment));
}

const wanted = chosen();
if (options.only && options['write-docs']) throw new Error('--write-docs writes the whole table; leave --only out');
if (wanted.some(({ experiment }) => ['rest', 'crowd', 'muc'].includes(experiment)) && !process.env.OPENTIM_SERVER) {
  throw new Error('OPENTIM_SERVER does not name the server; start with npm run bench in the root');
}
endOnSignal(removeFolders);
buildNative();
const where = machine();
console.error(`measuring on ${described(where)}`);
const ids = new Set(wanted.map(({ id }) => id));
const figures = {};
for (const experiment of new Set(wanted.map((row) => row.experiment))) {
  console.error(`measuring: ${experiment}`);
  const { run } = await import(`./experiments/${experiment}.mjs`);
  try {
    Object.assign(figures, await run(options, ids));
  } finally {
    removeFolders();
  }
}
// An experiment leaves out rows whose contestant is not installed here, and says so.
const measured = wanted.filter(({ id }) => figures[id]).map((row) => {
  const figure = figures[row.id];
  return { ...row, ...figure, besideText: row.beside, ratio: figure.beside === undefined ? figure.ours : figure.ours / figure.beside };
});
const result = { at: new Date().toISOString(), quick: options.quick, machine: where, turns: seen, rows: measured };
console.log(table(result));
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
if (options['write-docs']) writeFileSync(new URL('docs/benchmarks.md', `file://${root}`), markdown(result));
