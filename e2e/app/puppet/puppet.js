'use strict';
// Users of the SDK in Electron who do what another process says: lines of JSON in, lines of JSON out (crates/scenarios/src/puppet.rs).
// The first user lives in a sandboxed window behind TimMain, the others are instances of the addon in the main process.

const { app, BrowserWindow, ipcMain } = require('electron');
const { createInterface } = require('readline');
const { join } = require('path');
const listeners = require('./listeners.json');
const TimRender = require('opentim');
const TimMain = require('opentim/main');

const say = (word) => process.stdout.write(`${JSON.stringify(word)}\n`);
const users = new Map();

/** Tips and messages are one text; other listeners have several values, the last of which is their user data. */
const textOf = (what, all) => (what === 'tip' || what === 'messages' ? all[0] : JSON.stringify(all.slice(0, -1)));

class InMain {
  #tim;

  constructor(user, options) {
    this.#tim = new TimRender(options);
    for (const [method, what] of Object.entries(listeners)) {
      this.#tim[method]({ callback: (all) => say({ word: 'heard', user, what, text: textOf(what, all) }) });
    }
  }

  async call(method, argument) {
    return JSON.stringify(await this.#tim[method](argument === null ? undefined : JSON.parse(argument)));
  }
}

class InWindow {
  #window;
  #ready;

  constructor(user, options) {
    const timMain = new TimMain(options);
    const webPreferences = { preload: join(__dirname, 'page-preload.js') };
    this.#window = new BrowserWindow({ show: false, webPreferences });
    ipcMain.on('heard', (_, what, text) => say({ word: 'heard', user, what, text }));
    timMain.enable(this.#window.webContents);
    this.#ready = this.#window.loadFile(join(__dirname, 'page.html')).then(() => this.#window.webContents.executeJavaScript('listen()'));
  }

  async call(method, argument) {
    await this.#ready;
    return this.#window.webContents.executeJavaScript(`call(${JSON.stringify(method)}, ${JSON.stringify(argument)})`);
  }
}

async function obey(order) {
  const { id, user } = order;
  if (order.do === 'new') {
    users.set(user, users.size === 0 ? new InWindow(user, order.options) : new InMain(user, order.options));
    say({ word: 'reply', id, reply: '0' });
  } else {
    say({ word: 'reply', id, reply: await users.get(user).call(order.method, order.argument) });
  }
}

app.on('window-all-closed', () => {});
app.whenReady().then(() => {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const order = JSON.parse(line);
    obey(order).catch((error) => say({ word: 'reply', id: order.id, reply: JSON.stringify({ code: -1, desc: String(error) }) }));
  });
  lines.on('close', () => app.exit(0));
});
