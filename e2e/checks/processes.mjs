// The addon in every process and thread of one application, on one data folder.
import assert from 'node:assert/strict';

export const checks = {
  'window with Node, page worker, utility process and thread open the folder that the main process owns': ({ begun }) => {
    assert.deepEqual(Object.keys(begun), ['window', 'pageWorker', 'utility', 'worker']);
    for (const [name, { init, login, created, desc }] of Object.entries(begun)) assert.deepEqual([init, login, created], [0, 0, 0], `${name}: ${desc}`);
  },
  'what one of them changes all others hear once': ({ renamed, heard }) => {
    assert.deepEqual(renamed, [0, 0, 0, 0]);
    assert.deepEqual(heard, [4, 4, 4, 4]);
  },
  'a window that has the addon can be loaded again': ({ reloaded }) => {
    assert.deepEqual([reloaded.init, reloaded.login, reloaded.created], [0, 0, 0]);
  },
  'when the owner goes another process takes over, and nobody sees an error': ({ workerEnds, after, utilityEnds, last }) => {
    assert.deepEqual([workerEnds, after, utilityEnds, last], [0, [0, 0], 0, 0]);
  },
};
