// Stand-ins for Electron and for the addon, for what the real ones of the end-to-end test cannot show.
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { SETTERS } from '../../dist/bridge.js';

const root = join(__dirname, '..', '..');

/** The newer of Electron's two ways to register preloads; the end-to-end test runs the older one. */
export class Session {
  readonly scripts: { id: string; filePath: string; type: string }[] = [];
  registerPreloadScript(script: { id: string; filePath: string; type: string }) {
    this.scripts.push(script);
  }
  unregisterPreloadScript(id: string) {
    this.scripts.splice(this.scripts.findIndex((script) => script.id === id), 1);
  }
  getPreloadScripts() {
    return this.scripts;
  }
}

export class Engine {
  static made: Engine[] = [];
  static reply: (method: string, argText: string | undefined) => Promise<string>;
  readonly calls: [string, string | undefined][] = [];
  closed = false;
  constructor(readonly options: { sdkappid?: number; compat?: string }) {
    Engine.made.push(this);
  }
  callText(method: string, argText: string | undefined) {
    this.calls.push([method, argText]);
    return Engine.reply(method, argText);
  }
  close() {
    this.closed = true;
  }

  /** What is listened to, by event, and the function that is called. */
  readonly heard = new Map<string, (all: unknown[]) => void>();
  hear(event: string, callback: ((all: unknown[]) => void) | null) {
    if (callback) this.heard.set(event, callback);
    else this.heard.delete(event);
  }
  TIMAddRecvNewMsgCallback({ callback }: { callback: (all: unknown[]) => void }) {
    this.hear('newMessages', callback);
  }
  TIMRemoveRecvNewMsgCallback() {
    this.hear('newMessages', null);
  }
}
for (const [method, { event }] of Object.entries(SETTERS)) {
  Object.defineProperty(Engine.prototype, method, {
    value(this: Engine, { callback }: { callback: ((all: unknown[]) => void) | null }) {
      this.hear(event, callback);
    },
  });
}

/** A window as far as events are sent to it. */
export class Contents extends EventEmitter {
  readonly session = new Session();
  readonly sent: unknown[][] = [];
  destroyed = false;
  constructor(readonly id = 1) {
    super();
  }
  isDestroyed() {
    return this.destroyed;
  }
  send(channel: string, ...values: unknown[]) {
    this.sent.push([channel, ...values]);
  }
}

type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** The main process as far as TimMain sees it. */
export class MainProcess {
  ready = true;
  readonly handlers = new Map<string, Handler>();
  readonly defaultSession = new Session();
  readonly app = Object.assign(new EventEmitter(), { isReady: () => this.ready });
  readonly ipcMain = {
    handle: (channel: string, handler: Handler) => this.handlers.set(channel, handler),
    removeHandler: (channel: string) => this.handlers.delete(channel),
  };
  get session() {
    return { defaultSession: this.defaultSession };
  }

  /** What a page of `contents` gets for a call. */
  invoke(contents: object, method: unknown, argText?: unknown, frame: unknown = { parent: null }) {
    return this.handlers.get('opentim:call')?.({ sender: contents, senderFrame: frame }, method, argText);
  }

  /** A page of `contents` says which events it listens to. */
  hear(contents: object, events: unknown, frame: unknown = { parent: null }) {
    return this.handlers.get('opentim:hear')?.({ sender: contents, senderFrame: frame }, events);
  }

  /** Loads the TimMain of the package into this process. */
  load(): typeof import('../../dist/main.js') {
    Engine.made = [];
    Engine.reply = async () => '{"code":0}';
    jest.resetModules();
    jest.doMock('electron', () => this, { virtual: true });
    jest.doMock(join(root, 'index.js'), () => Engine);
    Object.defineProperty(process, 'type', { value: 'browser', configurable: true });
    return require(join(root, 'dist', 'main.js'));
  }
}
