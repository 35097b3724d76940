// Writes dist/renderer.page.mjs: the class of `opentim/renderer` in one file, for pages that no bundler works on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const REQUIRED = /require\("(\.\/[\w-]+\.js)"\)/g;

/** The compiled files that `name` needs, itself last. */
function filesOf(name, known = new Map()) {
  if (known.has(name)) return known;
  const text = readFileSync(join(root, 'dist', name), 'utf8');
  known.set(name, text); // before its own, so that a circle ends
  for (const [, file] of text.matchAll(REQUIRED)) filesOf(file, known);
  return known;
}

/** The module's text: each compiled file in a function of its own, and the class handed on. */
export function pageModule() {
  const functions = [...filesOf('./renderer.js')].map(([name, text]) => `'${name}'(module, exports, require) {\n${text}},\n`);
  return `// Written by scripts/page-module.mjs.
const files = {
${functions.join('')}};
const loaded = {};
function load(name) {
  if (!loaded[name]) {
    const module = (loaded[name] = { exports: {} });
    files[name](module, module.exports, load);
  }
  return loaded[name].exports;
}
const TimRender = load('./renderer.js');
export default TimRender;
export { TimRender };
`;
}
