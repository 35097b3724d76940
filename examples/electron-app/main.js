'use strict';
// The main process: one window on Electron's secure defaults, and TimMain, which serves it.
//
//   --server ws://127.0.0.1:8090/gateway   a server instead of a folder on this machine (or OPENTIM_SERVER)
//   --data FOLDER                          the folder; with a server the one whose key signs, as `opentim-server dev` has it
//   --user NAME                            who is proposed on the login screen
//   --profile FOLDER                       what Electron keeps for itself; a second one runs beside the first with another

const { join, resolve } = require('path');
const { app, BrowserWindow, ipcMain, shell } = require('electron');
const TimRender = require('opentim');
const TimMain = require('opentim/main');

const sdkappid = 1400000000;

/** The value of `--name VALUE` or `--name=VALUE`. */
function given(name) {
  const words = process.argv.slice(1);
  const at = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  if (at < 0) return '';
  return words[at].includes('=') ? words[at].slice(words[at].indexOf('=') + 1) : words[at + 1] ?? '';
}

app.setName('opentim groups');
if (given('profile')) app.setPath('userData', resolve(given('profile'))); // a second one beside the first

/** What the login screen begins with. */
const settings = {
  server: given('server') || process.env.OPENTIM_SERVER || '',
  dataDir: given('data') ? resolve(given('data')) : join(app.getPath('userData'), 'groups'),
  user: given('user'),
};

let timMain;
let connectedTo;

/** The engine in a folder, or the way to a server; another choice than before takes its place. */
function connect(window, server) {
  if (timMain && connectedTo === server) return;
  timMain?.destroy();
  timMain = new TimMain(server ? { sdkappid, server } : { sdkappid, dataDir: settings.dataDir });
  timMain.enable(window.webContents);
  connectedTo = server;
}

/** A UserSig as a back end would make it for somebody who has proved who he is. Never ship an app that signs by itself. */
const sign = (userID) => TimRender.genTestUserSig({ sdkappid, dataDir: settings.dataDir, userID, expire: 24 * 3600 });

/** What the page asks of this process by itself; an error is handed over as words, because only those cross well. */
function answerDesk(window) {
  const desk = { settings: () => settings, connect: (server) => connect(window, String(server)), sign: (userID) => sign(String(userID)) };
  ipcMain.handle('desk', (event, what, value) => {
    if (event.senderFrame !== window.webContents.mainFrame || !Object.hasOwn(desk, what)) return { error: 'not allowed' };
    try {
      return { value: desk[what](value) };
    } catch (error) {
      return { error: error.message };
    }
  });
}

async function open() {
  const window = new BrowserWindow({
    width: 1240,
    height: 780,
    minWidth: 720,
    minHeight: 480,
    title: 'opentim groups',
    backgroundColor: '#f4f5f7',
    show: false,
    // contextIsolation, sandbox and no Node in the page are the defaults; they are named because they matter.
    webPreferences: { preload: join(__dirname, 'preload.js'), contextIsolation: true, sandbox: true, nodeIntegration: false },
  });
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  answerDesk(window);
  connect(window, settings.server);
  await window.loadFile(join(__dirname, 'index.html'));
}

// The page never leaves its file: an enabled window must not show anything else.
app.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
});
app.on('window-all-closed', () => app.quit());
app.on('quit', () => timMain?.destroy());
app.whenReady().then(open);
