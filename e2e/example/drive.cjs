'use strict';
// Runs the example application as it is and uses it as a user would: its window is found from outside, fields are filled and
// buttons pressed in the page.

const { app, BrowserWindow, nativeTheme } = require('electron');
const { writeFileSync } = require('fs');

const { REPORT, THEME = 'light' } = process.env;
const patience = 30_000;

/** The page's side: finds things by what they say. */
const inPage = `
  globalThis.press = (selector, text) => {
    const all = [...document.querySelectorAll(selector)].filter((one) => !text || one.textContent.trim() === text || one.getAttribute('aria-label') === text);
    if (all.length === 0) throw new Error('nothing to press: ' + selector + ' ' + (text ?? ''));
    all[0].click();
  };
  globalThis.write = (selector, text) => {
    const input = document.querySelector(selector);
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  globalThis.says = (selector) => [...document.querySelectorAll(selector)].map((one) => one.innerText.replace(/\\s+/g, ' ').trim());
  'ready';
`;

/** One window of the example and what can be done in it. */
class Desk {
  constructor(window) {
    this.window = window;
    this.problems = [];
    window.webContents.on('console-message', (_event, level, message) => level >= 2 && this.problems.push(message));
  }

  async ready() {
    await this.run(inPage);
    await this.until('#login-form', (texts) => texts.length === 1);
  }

  run(code) {
    return this.window.webContents.executeJavaScript(code);
  }

  press(selector, text) {
    return this.run(`press(${JSON.stringify(selector)}, ${JSON.stringify(text)})`);
  }

  write(selector, text) {
    return this.run(`write(${JSON.stringify(selector)}, ${JSON.stringify(text)})`);
  }

  says(selector) {
    return this.run(`says(${JSON.stringify(selector)})`);
  }

  /** Waits until what elements say is as wanted. */
  async until(selector, wanted) {
    const end = Date.now() + patience;
    for (;;) {
      const texts = await this.says(selector);
      if (wanted(texts)) return texts;
      if (Date.now() > end) throw new Error(`${selector} says ${JSON.stringify(texts)}; ${JSON.stringify(this.problems)}`);
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  has(selector, part) {
    return this.until(selector, (texts) => texts.some((text) => text.includes(part)));
  }

  key(keyCode, modifiers = []) {
    for (const type of ['keyDown', 'keyUp']) this.window.webContents.sendInputEvent({ type, keyCode, modifiers });
  }

  async logIn(user) {
    await this.write('[name=user]', user);
    await this.press('#login-form button');
    await this.has('#my-name', user);
  }

  async create(fields) {
    this.window.focus();
    await this.press('#new-group');
    for (const [name, value] of Object.entries(fields)) {
      if (name === 'type') await this.press(`.types [value="${value}"]`);
      else await this.write(`#create-dialog [name=${name}]`, value);
    }
    await this.press('#create-dialog [value=ok]');
  }

  async picture(file) {
    await new Promise((later) => setTimeout(later, 300)); // the last frame
    writeFileSync(file, (await this.window.webContents.capturePage()).toPNG());
  }
}

/** Waits for the example's window and gives it. */
async function openDesk() {
  await app.whenReady();
  nativeTheme.themeSource = THEME;
  const window = BrowserWindow.getAllWindows()[0] ?? (await new Promise((done) => app.once('browser-window-created', (_event, made) => done(made))));
  const desk = new Desk(window);
  if (window.webContents.isLoading()) await new Promise((done) => window.webContents.once('did-finish-load', done));
  await desk.ready();
  return desk;
}

/** Runs a story, writes its report and ends the application. */
async function tell(story) {
  const report = {};
  try {
    await story(report);
  } catch (error) {
    report.error = String((error && error.stack) || error);
  }
  writeFileSync(REPORT, JSON.stringify(report));
  app.quit();
}

module.exports = { openDesk, tell };
