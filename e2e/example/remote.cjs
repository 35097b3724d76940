'use strict';
// The example on a server: this process is one of two users, and sees of the other only what the server brings.

const { app, BrowserWindow } = require('electron');
const { existsSync, writeFileSync } = require('fs');
const { join } = require('path');

const { WHO, SERVER, SERVER_DATA, DATA_DIR, PICTURES } = process.env;

process.argv.push('--server', SERVER, '--data', SERVER_DATA, '--profile', join(DATA_DIR, WHO), '--user', WHO);
require('../../examples/electron-app/main.js');
const { openDesk, tell } = require('./drive.cjs');

const pictureOf = (who) => join(PICTURES, `${who}.png`);

/** Both pictures beside each other. */
async function together(file) {
  const window = new BrowserWindow({ show: false, useContentSize: true, width: 1740, height: 620, webPreferences: { sandbox: true } });
  const images = ['alice', 'bob'].map((who) => `<img src="${who}.png" width="840" height="580">`);
  const style = 'body{margin:0;padding:20px;display:flex;justify-content:space-between;background:#d9dee6}img{border-radius:10px;box-shadow:0 4px 18px #0003}';
  writeFileSync(join(PICTURES, 'both.html'), `<!doctype html><style>${style}</style>${images.join('')}`);
  await window.loadFile(join(PICTURES, 'both.html'));
  await new Promise((later) => setTimeout(later, 500)); // images are painted
  writeFileSync(file, (await window.webContents.capturePage()).toPNG());
  window.destroy();
}

async function waitFor(file) {
  for (const end = Date.now() + 60_000; !existsSync(file); ) {
    if (Date.now() > end) throw new Error(`${file} does not come`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

const stories = {
  async alice(desk, report) {
    await waitFor(join(PICTURES, 'bob.ready')); // what happens before his login he is not told
    await desk.create({ name: 'Gardeners', members: 'bob, carol, dave', introduction: 'Seeds to swap, and who waters what.' });
    await desk.has('.head h1', 'Gardeners');
    await desk.press('.members button', 'Make admin: bob');
    report.renamed = await desk.has('.head h1', 'Gardeners of the roof');
    report.members = await desk.has('.members li', 'Muted for 10 minutes');
    report.waiting = await desk.until('#feed li', (texts) => texts.some((text) => text.includes('bob muted dave')));
    await desk.picture(pictureOf('alice'));
    await waitFor(join(PICTURES, 'bob.done'));
    if (process.env.PICTURE) await together(process.env.PICTURE);
    await desk.press('.actions button', 'Disband');
    await desk.press('#ask-dialog [value=ok]');
    report.empty = await desk.has('#groups li', 'No groups yet');
    await waitFor(join(PICTURES, 'bob.last'));
    await desk.press('#log-out');
    await desk.until('#login:not([hidden]) h1', (texts) => texts.length === 1);
    await desk.logIn('bob');
    report.asBob = await desk.says('#my-name');
    await waitFor(join(PICTURES, 'bob.out'));
  },
  async bob(desk, report) {
    writeFileSync(join(PICTURES, 'bob.ready'), '');
    report.groups = await desk.has('#groups b', 'Gardeners');
    await desk.press('#groups button');
    report.admin = await desk.has('.members li', 'bob Admin');
    await desk.press('.actions button', 'Rename');
    await desk.write('#ask-dialog [name=name]', 'Gardeners of the roof');
    await desk.press('#ask-dialog [value=ok]');
    await desk.has('.head h1', 'Gardeners of the roof');
    await desk.press('.members button', 'Mute 10 min: dave');
    await desk.has('.members li', 'Muted for 10 minutes');
    report.feed = await desk.has('#feed li', 'alice made bob admin');
    await desk.picture(pictureOf('bob'));
    writeFileSync(join(PICTURES, 'bob.done'), '');
    report.empty = await desk.has('#groups li', 'No groups yet');
    await desk.has('#feed li', 'The group was disbanded');
    writeFileSync(join(PICTURES, 'bob.last'), '');
    report.kicked = await desk.has('#login:not([hidden]) .problem', 'elsewhere');
    writeFileSync(join(PICTURES, 'bob.out'), '');
  },
};

tell(async (report) => {
  const desk = await openDesk();
  desk.window.setContentSize(840, 580);
  report.where = await desk.run('new FormData(document.querySelector("#login-form")).get("where")');
  await desk.logIn(WHO);
  report.network = await desk.has('#network', 'Connected');
  await stories[WHO](desk, report);
  report.problems = desk.problems;
  app.quit();
});
