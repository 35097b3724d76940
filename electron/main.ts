import { Calls, type Engine } from './answer.js';
import { CHANNEL, Code, HEAR_CHANNEL, type Answer } from './bridge.js';
import { Engines, type EngineOptions } from './engines.js';
import { Hearers, type Hearer } from './hearers.js';
import { METHODS } from './methods.js';
import { registerPreload, unregisterPreload, type PreloadSession } from './preload-registration.js';

const KNOWN_METHODS: ReadonlySet<unknown> = new Set(METHODS);

type Electron = Pick<typeof import('electron'), 'app' | 'ipcMain' | 'session'>;
type CallEvent = import('electron').IpcMainInvokeEvent;

/** Loaded by need, so that this module can be imported where there is no Electron. */
function electronOfMain(): Electron {
  if ((process as { type?: string }).type !== 'browser') {
    throw new Error("TimMain runs in Electron's main process; elsewhere use TimRender of 'opentim' (Node) or 'opentim/renderer' (window)");
  }
  return require('electron') as Electron;
}

let current: TimMain | undefined;

/**
 * Owns the engine in Electron's main process and serves the windows. One at a time per process.
 *
 * A window may call once it was given to `enable`. Calls are taken from the main frame of such a window only, whatever page it
 * shows: an application that lets a window navigate to foreign pages must not enable that window.
 */
class TimMain {
  readonly #electron: Electron;
  readonly #enabled = new WeakSet<object>();
  readonly #sessions = new Set<PreloadSession>();
  #options: TimMain.Options;
  #engines: Engines;
  readonly #hearers: Hearers;
  readonly #calls: Calls;

  /**
   * Takes the settings of the engine and opens nothing: the data folder is opened by the first `TIMInit` of a window.
   * Throws outside the main process, while another TimMain exists, and when an option is of the wrong type.
   */
  constructor(options: TimMain.Options = {}) {
    this.#electron = electronOfMain();
    if (current) throw new Error('there is a TimMain in this process already; call its destroy() before making another');
    this.#options = { ...options };
    this.#engines = new Engines(this.#options);
    this.#hearers = new Hearers((older) => this.#engines.of(older));
    this.#calls = new Calls(KNOWN_METHODS, (method, older) => this.#engineFor(method, older));
    const { app, ipcMain, session } = this.#electron;
    for (const channel of [CHANNEL, HEAR_CHANNEL]) ipcMain.removeHandler(channel); // those of a destroyed one
    ipcMain.handle(CHANNEL, (event, method: unknown, argText: unknown) => this.#answer(event, method, argText));
    ipcMain.handle(HEAR_CHANNEL, (event, events: unknown) => this.#hear(event, events));
    current = this;
    // Ahead of the application's own listeners, so that the windows they make have the preload.
    if (app.isReady()) this.#prepare(session.defaultSession);
    else app.prependOnceListener('ready', () => current === this && this.#prepare(session.defaultSession));
  }

  /** Lets a window call. To be done before the window loads its page, or the page is to be loaded again. */
  enable(webContents: TimMain.EnabledContents): void {
    if (!webContents || typeof webContents !== 'object' || !webContents.session) {
      throw new TypeError('enable(webContents): pass the webContents of a window, e.g. window.webContents');
    }
    this.#enabled.add(webContents);
    this.#prepare(webContents.session as PreloadSession);
  }

  /** Sets the app id that the next `TIMInit` uses. */
  setSDKAPPID(sdkappid: number): void {
    this.#options = { ...this.#options, sdkappid };
  }

  /** What the windows keep going in this process: both numbers fall to 0 when pages are left, reloaded or crash. */
  get activity(): TimMain.Activity {
    return { listeningWindows: this.#hearers.count, calls: this.#calls.count };
  }

  /** Ends the service: windows get code 7012 from now on, and the engine is released. A second call does nothing. */
  destroy(): void {
    if (current !== this) return;
    current = undefined;
    const { ipcMain } = this.#electron;
    // Without any handler Electron would print an error for every call that comes late.
    const destroyed: Answer = { ok: false, code: Code.INTERNAL, desc: 'TimMain was destroyed in the main process' };
    for (const channel of [CHANNEL, HEAR_CHANNEL]) {
      ipcMain.removeHandler(channel);
      ipcMain.handle(channel, () => destroyed);
    }
    this.#hearers.end();
    for (const session of this.#sessions) unregisterPreload(session);
    this.#sessions.clear();
    this.#engines.close();
  }

  #prepare(session: PreloadSession): void {
    registerPreload(session);
    this.#sessions.add(session);
  }

  /** Why the sender may not call, if it may not. */
  #forbidden(event: CallEvent): Answer | undefined {
    if (!this.#enabled.has(event.sender)) {
      return this.#refusal(Code.FORBIDDEN, 'this window may not call opentim; call enable(window.webContents) of TimMain');
    }
    if (!event.senderFrame || event.senderFrame.parent) {
      return this.#refusal(Code.FORBIDDEN, 'only the main frame of a window may call opentim');
    }
    return undefined;
  }

  #refusal(code: number, desc: string): Answer {
    return { ok: false, code, desc, ...(this.#options.compat ? { older: true } : {}) };
  }

  /** Notes which events a window listens to. What it is told otherwise it learns from the call that follows. */
  #hear(event: CallEvent, events: unknown): Answer {
    const forbidden = this.#forbidden(event);
    if (forbidden) return forbidden;
    this.#hearers.hear(event.sender as unknown as Hearer, events);
    return { ok: true, text: '' };
  }

  async #answer(event: CallEvent, method: unknown, argText: unknown): Promise<Answer> {
    const forbidden = this.#forbidden(event);
    if (forbidden) return forbidden;
    const answer = await this.#calls.answer(event.sender, method, argText);
    return answer.ok ? answer : this.#refusal(answer.code, answer.desc);
  }

  #engineFor(method: string, older: boolean): Engine {
    if (method === 'TIMInit' && this.#options.sdkappid !== this.#engines.sdkappid) {
      const next = new Engines(this.#options);
      this.#engines.close();
      this.#engines = next;
      this.#hearers.follow();
    }
    return this.#engines.of(older);
  }
}

declare namespace TimMain {
  export { TimMain, TimMain as default };
  /** Settings of the engine, the same as those of `TimRender` in Node. `compat` counts for every window. */
  export type Options = EngineOptions;
  /** What the windows keep going in the main process. */
  export interface Activity {
    /** Windows whose page listens to events. */
    readonly listeningWindows: number;
    /** Calls of pages that are not answered yet. */
    readonly calls: number;
  }
  /** What `enable` needs of Electron's `WebContents`. */
  export interface EnabledContents {
    readonly id: number;
    readonly session: object;
  }
}

// The class itself is the module; the names on it serve every way of importing.
Object.assign(TimMain, { TimMain, default: TimMain });

export = TimMain;
