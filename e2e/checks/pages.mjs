// Nothing of a page stays in the main process once the page is gone.
import assert from 'node:assert/strict';

export const checks = {
  'a page that is reloaded listens once, and leaves neither listeners nor calls behind': ({ secureReloads, nodeReloads }) => {
    for (const rounds of [secureReloads, nodeReloads]) assert.deepEqual(rounds, Array(5).fill([1, 1, 1]));
  },
  'a page that crashes leaves nothing behind, and its window can be loaded again': ({ crash }) => assert.deepEqual(crash, ['string', 1]),
  'a page that is followed by another one, or by an error, hears nothing more': ({ anotherPage }) => {
    assert.deepEqual(anotherPage, ['object', 1]);
  },
  'an event reaches every window that listens, and each hears it once': ({ twoWindows }) => assert.deepEqual(twoWindows, [1, 1, 1]),
  'a page reaches nothing but the methods of TimRender, whatever it sends': ({ malice }) => {
    assert.deepEqual(malice.codes, [7013, 7013, 7013, 7013, 7013, -4, -4, -3, -3, 7013, 7013]);
    assert.equal(malice.frame, 'undefined');
  },
  'a window that was not enabled neither calls nor listens': ({ malice }) => {
    assert.deepEqual(malice.refused, [7014, 7014]);
    assert.equal(malice.listening, 0);
  },
  'at the end nothing is going on': ({ activity }) => assert.deepEqual(activity, { listeningWindows: 0, calls: 0 }),
};
