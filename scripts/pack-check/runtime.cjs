'use strict';
// Runs in the scratch application, in another working directory: what `require` and `import` give.
const assert = require('node:assert/strict');

const methods = JSON.parse(process.argv[2]);

async function main() {
  const TimRender = require('opentim');
  const imported = await import('opentim');
  for (const same of [TimRender.default, TimRender.TimRender, imported.default, imported.TimRender]) assert.equal(same, TimRender);

  const Window = require('opentim/renderer');
  for (const path of ['opentim/renderer', 'opentim/dist/renderer', 'opentim/dist/renderer.js', 'opentim/dist/render', 'opentim/dist/render.js']) {
    const es = await import(path);
    for (const same of [require(path), require(path).default, es.default, es.TimRender]) assert.equal(same, Window, path);
  }
  const Main = require('opentim/main');
  for (const path of ['opentim/main', 'opentim/dist/main', 'opentim/dist/main.js']) {
    const es = await import(path);
    for (const same of [require(path), require(path).TimMain, es.default, es.TimMain]) assert.equal(same, Main, path);
  }
  for (const path of ['opentim/dist/enumbers', 'opentim/dist/enumbers.js']) {
    assert.equal((await import(path)).TIMErrCode, require(path).TIMErrCode);
  }
  assert.deepEqual(Object.keys(require('opentim/dist/interfaces')), []);
  assert.equal(require('opentim/package.json').name, 'opentim');
  assert.throws(() => new Main(), /main process/);

  for (const method of methods) {
    assert.equal(typeof TimRender.prototype[method], 'function', method);
    assert.equal(typeof Window.prototype[method], 'function', method);
  }
  assert.deepEqual(Object.getOwnPropertyNames(Window.prototype).sort(), [...methods, 'constructor'].sort());
}

main();
