import NativeTimRender = require('../index.js');
import { answerCall, type Engine } from './answer.js';
import { CHANNEL, Code, type Answer } from './bridge.js';
import { METHODS } from './methods.js';
import { registerPreload, unregisterPreload, type PreloadSession } from './preload-registration.js';

const NativeEngine = NativeTimRender as unknown as new (options: TimMain.Options) => Engine;
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
  #engine: Engine;
  #engineAppId: number | undefined;

  /**
   * Takes the settings of the engine and opens nothing: the data folder is opened by the first `TIMInit` of a window.
   * Throws outside the main process, and while another TimMain exists.
   */
  constructor(options: TimMain.Options = {}) {
    this.#electron = electronOfMain();
    if (current) throw new Error('there is a TimMain in this process already; call its destroy() before making another');
    this.#options = { ...options };
    this.#engine = new NativeEngine(this.#options);
    this.#engineAppId = this.#options.sdkappid;
    const { app, ipcMain, session } = this.#electron;
    ipcMain.removeHandler(CHANNEL); // that of a destroyed one
    ipcMain.handle(CHANNEL, (event, method: unknown, argText: unknown) => this.#answer(event, method, argText));
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

  /** Ends the service: windows get code 7012 from now on, and the engine is released. A second call does nothing. */
  destroy(): void {
    if (current !== this) return;
    current = undefined;
    const { ipcMain } = this.#electron;
    ipcMain.removeHandler(CHANNEL);
    // Without any handler Electron would print an error for every call that comes late.
    const destroyed: Answer = { ok: false, code: Code.INTERNAL, desc: 'TimMain was destroyed in the main process' };
    ipcMain.handle(CHANNEL, () => destroyed);
    for (const session of this.#sessions) unregisterPreload(session);
    this.#sessions.clear();
    this.#engine.close();
  }

  #prepare(session: PreloadSession): void {
    registerPreload(session);
    this.#sessions.add(session);
  }

  async #answer(event: CallEvent, method: unknown, argText: unknown): Promise<Answer> {
    if (!this.#enabled.has(event.sender)) {
      return { ok: false, code: Code.FORBIDDEN, desc: 'this window may not call opentim; call enable(window.webContents) of TimMain' };
    }
    if (!event.senderFrame || event.senderFrame.parent) {
      return { ok: false, code: Code.FORBIDDEN, desc: 'only the main frame of a window may call opentim' };
    }
    return answerCall(KNOWN_METHODS, (name) => this.#engineFor(name), method, argText);
  }

  #engineFor(method: string): Engine {
    if (method === 'TIMInit' && this.#options.sdkappid !== this.#engineAppId) {
      const next = new NativeEngine(this.#options);
      this.#engine.close();
      this.#engine = next;
      this.#engineAppId = this.#options.sdkappid;
    }
    return this.#engine;
  }
}

declare namespace TimMain {
  export { TimMain, TimMain as default };
  /** Settings of the engine, the same as those of `TimRender` in Node. */
  export type Options = NonNullable<ConstructorParameters<typeof NativeTimRender>[0]>;
  /** What `enable` needs of Electron's `WebContents`. */
  export interface EnabledContents {
    readonly id: number;
    readonly session: object;
  }
}

// The class itself is the module; the names on it serve every way of importing.
Object.assign(TimMain, { TimMain, default: TimMain });

export = TimMain;
