'use strict';
// Pages that come and go: closed, reloaded, crashed, followed by another page. Nothing of them may stay in the main process.

const TimMain = require('opentim/main');
const { accountOf, dataDir, openWindow, sdkappid, secretKey, tell, until, withNode } = require('./desk.js');

let timMain;
const quiet = () => until(() => timMain.activity.listeningWindows === 0 && timMain.activity.calls === 0, 'nothing going on');

function open(page, preferences) {
  const opened = openWindow(page, preferences);
  timMain.enable(opened.contents);
  return opened;
}

/** A page that is let in: in a secure window its class is bundled, in one with Node it is required. */
const started = async (opened) => {
  await opened.load();
  await opened.run(`start(${JSON.stringify(accountOf('paula'))})`);
  return opened;
};

/** What the page has heard of a rename, exactly once. */
async function hearsOnce(opened, name) {
  await opened.run(`rename(${JSON.stringify(name)})`);
  await until(() => opened.run(`heard.includes(${JSON.stringify(name)})`), `${name} to be heard`);
  await new Promise((later) => setTimeout(later, 100));
  return opened.run(`heard.filter((name) => name === ${JSON.stringify(name)}).length`);
}

/** Starts calls and does not wait for them. */
const leaveCalls = (opened) => opened.run('leaveCalls(40)');

async function reloads(kind, page, preferences) {
  const opened = await started(open(page, preferences));
  const counts = [];
  for (let round = 0; round < 5; round += 1) {
    await opened.run('listen()');
    const before = timMain.activity.listeningWindows;
    await leaveCalls(opened);
    await opened.reload();
    await quiet();
    await opened.run(`start(${JSON.stringify(accountOf('paula'))})`);
    await opened.run('listen()');
    counts.push([before, await hearsOnce(opened, `${kind} ${round}`), timMain.activity.listeningWindows]);
  }
  opened.window.destroy();
  await quiet();
  return counts;
}

async function crashes() {
  const opened = await started(open('secure-page.html', {}));
  await opened.run('listen()');
  await leaveCalls(opened);
  const gone = new Promise((done) => opened.contents.once('render-process-gone', (_event, details) => done(details.reason)));
  opened.contents.forcefullyCrashRenderer();
  const reason = await gone;
  await quiet();
  await started(opened);
  await opened.run('listen()');
  const heard = await hearsOnce(opened, 'after the crash');
  opened.window.destroy();
  await quiet();
  return [typeof reason, heard];
}

async function anotherPage() {
  const opened = await started(open('secure-page.html', {}));
  await opened.run('listen()');
  await opened.load('empty.html');
  await quiet();
  const bridge = await opened.run('typeof __opentim');
  await opened.load('secure-page.html');
  await opened.run('listen()');
  const heard = await hearsOnce(opened, 'back again');
  await opened.contents.loadURL('http://nowhere.invalid/').catch(() => {});
  await quiet();
  opened.window.destroy();
  return [bridge, heard];
}

async function twoWindows() {
  const one = await started(open('secure-page.html', {}));
  const other = await started(open('node-page.html', withNode));
  for (const opened of [one, other]) await opened.run('listen()');
  const own = await hearsOnce(one, 'to both');
  const theirs = await other.run(`heard.filter((name) => name === 'to both').length`);
  one.window.destroy();
  const alone = await hearsOnce(other, 'to one');
  other.window.destroy();
  await quiet();
  return [own, theirs, alone];
}

/** What a page without good intentions tries; every attempt is answered, and the process goes on. */
async function malice() {
  const enabled = await started(open('secure-page.html', {}));
  const codes = await enabled.run(`(async () => {
    const tries = [['close'], ['callText', '{}'], ['__proto__'], ['constructor'], ['1.x:close'], ['TIMGroupCreate', 7], ['TIMGroupCreate', null],
      ['TIMGroupCreate', '{'], ['TIMGroupCreate', '['.repeat(100000)], [undefined], [['TIMInit']]];
    const answers = await Promise.all(tries.map((words) => __opentim.call(...words)));
    for (const junk of [null, 7, 'groupTips', [null, {}, 'close'], Array(100000).fill('groupTips')]) await __opentim.hear(junk);
    await __opentim.hear([]);
    return answers.map((answer) => (answer.ok ? JSON.parse(answer.text).code : answer.code));
  })()`);
  const frame = await enabled.run(`new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.src = 'empty.html';
    frame.onload = () => done(typeof frame.contentWindow.__opentim);
    document.body.append(frame);
  })`);
  const stranger = openWindow('secure-page.html', {});
  await stranger.load();
  const refused = await stranger.run(`Promise.all([__opentim.call('TIMGroupGetJoinedGroupList'), __opentim.hear(['groupTips'])])`);
  const listening = timMain.activity.listeningWindows;
  for (const opened of [enabled, stranger]) opened.window.destroy();
  await quiet();
  return { codes, frame, refused: refused.map((answer) => answer.code), listening };
}

tell(async (report) => {
  timMain = new TimMain({ sdkappid, secretKey, dataDir: dataDir('pages') });
  report.secureReloads = await reloads('secure', 'secure-page.html', {});
  report.nodeReloads = await reloads('node', 'node-page.html', withNode);
  report.crash = await crashes();
  report.anotherPage = await anotherPage();
  report.twoWindows = await twoWindows();
  report.malice = await malice();
  report.activity = timMain.activity;
  timMain.destroy();
});
