'use strict';
// A peer in a worker of a page, where Electron gives Node to workers.
const answer = require('./peer.js')(require('opentim'));

onmessage = async ({ data: { id, words } }) => {
  postMessage({ id, answer: await answer(words).catch((error) => ({ error: String(error) })) });
};
