'use strict';
// A peer in a utility process or in a worker of Node.
const { parentPort } = require('worker_threads');
const answer = require('./peer.js')(require('opentim'));

const port = process.parentPort ?? parentPort;
port.on('message', async (event) => {
  const { id, words } = event.data ?? event;
  port.postMessage({ id, answer: await answer(words).catch((error) => ({ error: String(error) })) });
});
