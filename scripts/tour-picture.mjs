// node scripts/tour-picture.mjs, after npm start: runs the tour and draws the second act of what it printed into docs/tour.svg.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { main, outputOf } from './run.mjs';

const columns = 122;
const lineHeight = 17;
const margin = 16;
const styles = { 1: 'font-weight="bold"', 2: 'fill="#8b949e"', 31: 'fill="#ff7b72"', 32: 'fill="#56d364"' };

/** Text for SVG, where a run of spaces would shrink to one. */
const escaped = (text) => text.replace(/[&<> ]/g, (sign) => (sign === ' ' ? '\u00a0' : `&#${sign.charCodeAt(0)};`));

/** A line of the terminal as SVG: what lies between two colour codes is a span of its own. */
function spans(line) {
  let style = '';
  return line
    .split(/\u001b\[(\d+)m/)
    .map((part, at) => {
      if (at % 2 === 1) style = part === '0' ? '' : [style, styles[part]].filter(Boolean).join(' ');
      else if (part) return style ? `<tspan ${style}>${escaped(part)}</tspan>` : escaped(part);
      return '';
    })
    .join('');
}

function picture(lines) {
  const height = lines.length * lineHeight + 2 * margin;
  const text = lines.map((line, at) => `<text x="${margin}" y="${margin + 12 + at * lineHeight}">${spans(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${columns * 7.3 + 2 * margin}" height="${height}" font-size="12" fill="#e6edf3"
  font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace">
<title>Output of npm start: calls, codes, times and results</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${text.join('\n')}
</svg>
`;
}

await main(() => {
  const { NO_COLOR: _paintsNothing, ...rest } = process.env;
  const env = { ...rest, COLUMNS: String(columns), FORCE_COLOR: '1' };
  const lines = outputOf(process.execPath, [join(root, 'examples', 'tour', 'tour.mjs')], { env }).trimEnd().split('\n');
  const at = (words) => lines.findIndex((line) => line.includes(words));
  const act = lines.slice(at('Bob asks to join'), at('What is left'));
  writeFileSync(join(root, 'docs', 'tour.svg'), picture([lines[0], '', '...', '', ...act, '...', '', lines.at(-1)]));
});
