'use strict';
// What the applications of this test share.

const { app, BrowserWindow } = require('electron');
const { writeFileSync } = require('fs');
const { join } = require('path');
const TimRender = require('opentim');

const { REPORT, DATA_DIR } = process.env;
const sdkappid = 1400000000;
const secretKey = 'the key of the end-to-end test';
const withNode = { nodeIntegration: true, contextIsolation: false, sandbox: false };

const dataDir = (name) => join(DATA_DIR, name);
const accountOf = (userID) => ({ userID, userSig: TimRender.genTestUserSig({ sdkappid, secretKey, userID, expire: 3600 }) });

/** A window for a page of this folder. */
function openWindow(page, webPreferences) {
  const window = new BrowserWindow({ show: false, webPreferences });
  return {
    window,
    contents: window.webContents,
    load: (file = page) => window.loadFile(join(__dirname, file)),
    run: (code) => window.webContents.executeJavaScript(code),
    reload: () => {
      const loaded = new Promise((done) => window.webContents.once('did-finish-load', done));
      window.webContents.reload();
      return loaded;
    },
  };
}

/** Waits until something holds. */
async function until(holds, what) {
  for (const end = Date.now() + 20_000; !(await holds()); ) {
    if (Date.now() > end) throw new Error(`in vain waited for: ${what}`);
    await new Promise((later) => setTimeout(later, 20));
  }
}

/** Runs the application's part, writes its report and ends. */
async function tell(part) {
  const report = { versions: process.versions };
  app.on('window-all-closed', () => {});
  try {
    await app.whenReady();
    await part(report);
  } catch (error) {
    report.error = String((error && error.stack) || error);
  }
  writeFileSync(REPORT, JSON.stringify(report));
  app.quit();
}

module.exports = { accountOf, dataDir, openWindow, sdkappid, secretKey, tell, until, withNode };
