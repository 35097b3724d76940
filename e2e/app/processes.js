'use strict';
// The addon in every process and thread of an application at once, all on the data folder that the main process owns.

const { utilityProcess } = require('electron');
const { join } = require('path');
const { Worker } = require('worker_threads');
const TimMain = require('opentim/main');
const { accountOf, dataDir, openWindow, sdkappid, secretKey, tell, until, withNode } = require('./desk.js');

const settings = { sdkappid, secretKey, dataDir: dataDir('processes') };

/** Asks whoever answers messages. */
function asker(port) {
  let last = 0;
  const waiting = new Map();
  port.on('message', ({ id, answer }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  return (words) => {
    last += 1;
    port.postMessage({ id: last, words });
    return new Promise((done) => waiting.set(last, done));
  };
}

/** Everybody who has the addon in a process or thread of his own, as a function that asks him. */
async function peers() {
  const window = openWindow('native.html', { ...withNode, nodeIntegrationInWorker: true });
  await window.load();
  const utility = utilityProcess.fork(join(__dirname, 'peer-process.js'));
  const worker = new Worker(join(__dirname, 'peer-process.js'));
  const inPage = (name) => (words) => window.run(`${name}(${JSON.stringify(words)})`);
  return {
    ends: { window, utility, worker },
    ask: { window: inPage('peer'), pageWorker: inPage('inWorker'), utility: asker(utility), worker: asker(worker) },
  };
}

/** The main process serves a window, whose user is in the groups of all others. */
async function owner() {
  const timMain = new TimMain(settings);
  const opened = openWindow('node-page.html', withNode);
  timMain.enable(opened.contents);
  await opened.load();
  await opened.run(`start(${JSON.stringify(accountOf('paula'))})`);
  await opened.run('listen()');
  return { timMain, opened };
}

tell(async (report) => {
  const { timMain, opened } = await owner();
  const { ends, ask } = await peers();
  report.begun = {};
  for (const [name, peer] of Object.entries(ask)) {
    report.begun[name] = await peer({ ask: 'begin', settings, account: accountOf(name), members: ['paula', ...Object.keys(ask)] });
  }

  // Each renames his group: everybody hears of it, in every process.
  const names = Object.keys(ask).map((name) => `renamed by ${name}`);
  report.renamed = [];
  for (const [name, peer] of Object.entries(ask)) {
    report.renamed.push(await peer({ ask: 'rename', id: report.begun[name].id, name: `renamed by ${name}` }));
  }
  const hearsAll = async (heard) => names.every((name) => heard.includes(name));
  await until(async () => hearsAll(await opened.run('heard')), 'the window of the main process to hear of all renames');
  for (const [name, peer] of Object.entries(ask)) await until(async () => hearsAll(await peer({ ask: 'heard' })), `${name} to hear of all renames`);
  report.heard = await Promise.all(Object.values(ask).map(async (peer) => (await peer({ ask: 'heard' })).length));

  // A window with the addon is loaded again: the old environment ends, the new one logs in anew.
  await ends.window.reload();
  const again = { settings, account: accountOf('window'), members: [] };
  report.reloaded = await ask.window({ ask: 'begin', ...again });

  // The owner goes, and the thread in its process before it: the others go on without an error.
  report.workerEnds = await ask.worker({ ask: 'end' });
  await ends.worker.terminate();
  timMain.destroy();
  report.after = await Promise.all(
    [ask.window, ask.utility].map((peer, at) => peer({ ask: 'rename', id: report.begun.utility.id, name: `after the owner ${at}` })),
  );
  await until(async () => (await ask.window({ ask: 'heard' })).includes('after the owner 1'), 'an event after the owner has gone');
  report.utilityEnds = await ask.utility({ ask: 'end' });
  report.last = await ask.window({ ask: 'rename', id: report.begun.utility.id, name: 'the last one' });
  ends.utility.kill();
});
