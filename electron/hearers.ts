import { EVENT_CHANNEL, EVENTS, SETTERS, heard, spoken } from './bridge.js';

/** The part of the native `TimRender` that takes listeners. */
export type Heard = Record<keyof typeof SETTERS | 'TIMAddRecvNewMsgCallback', (argument: Listener) => unknown> & {
  TIMRemoveRecvNewMsgCallback(): unknown;
};

interface Listener {
  callback: ((all: unknown[]) => void) | null;
}

/** The part of a window that events are sent to. */
export interface Hearer {
  isDestroyed(): boolean;
  send(channel: string, ...values: unknown[]): void;
  on(event: string, listener: (...values: never[]) => void): unknown;
  removeListener(event: string, listener: (...values: never[]) => void): unknown;
}

/** Every event, as it is named on the way to a page; those of the older generation have names of their own. */
const CROSSING = EVENTS.flatMap((event) => [spoken(event, false), spoken(event, true)]);

/** The method that takes the one listener of an event; new messages may have several, and so have none. */
const SETTER_OF: ReadonlyMap<unknown, keyof typeof SETTERS> = new Map(
  (Object.keys(SETTERS) as (keyof typeof SETTERS)[]).map((name) => [SETTERS[name].event, name]),
);

/** What Electron gives for a load that was stopped: the page before stays. */
const ABORTED = -3;

/**
 * Which windows listen to which events. The engine is listened to as long as a window does, and each event is sent to every window
 * that wants it. A window wants nothing more once its page is gone: closed, crashed, or followed by another page, which says itself
 * what it wants.
 */
export class Hearers {
  readonly #wanted = new Map<Hearer, ReadonlySet<string>>();
  readonly #leaving = new Map<Hearer, () => void>();
  readonly #engineOf: (older: boolean) => Heard;
  #listening: ReadonlySet<string> = new Set();

  constructor(engineOf: (older: boolean) => Heard) {
    this.#engineOf = engineOf;
  }

  /** Windows that listen to something. */
  get count(): number {
    return this.#wanted.size;
  }

  /** The engines are others from now on; those before are to be closed. */
  follow(): void {
    this.#listening = new Set();
    this.#listen();
  }

  /** A window wants the events of these names and no others; it may have sent anything. */
  hear(window: Hearer, names: unknown): void {
    if (!this.#leaving.has(window)) this.#leaving.set(window, this.#watch(window));
    this.#want(window, CROSSING.filter((name) => Array.isArray(names) && names.includes(name)));
  }

  /** No window hears anything any more. */
  end(): void {
    for (const leave of this.#leaving.values()) leave();
    this.#leaving.clear();
    this.#wanted.clear();
    this.#listen();
  }

  /** Forgets what the window wants whenever its page goes; gives what ends the watching. */
  #watch(window: Hearer): () => void {
    const gone = (): void => this.#want(window, []);
    const failed = (_event: unknown, code: number, _text: string, _url: string, isMainFrame: boolean): void => {
      if (isMainFrame && code !== ABORTED) gone();
    };
    const destroyed = (): void => {
      gone();
      this.#leaving.delete(window);
    };
    const watched = { 'did-navigate': gone, 'render-process-gone': gone, 'did-fail-load': failed, destroyed };
    for (const [event, listener] of Object.entries(watched)) window.on(event, listener);
    return () => {
      for (const [event, listener] of Object.entries(watched)) window.removeListener(event, listener);
    };
  }

  #want(window: Hearer, names: readonly string[]): void {
    if (names.length > 0) this.#wanted.set(window, new Set(names));
    else this.#wanted.delete(window);
    this.#listen();
  }

  /** Listens to what at least one window wants. */
  #listen(): void {
    const now = new Set(CROSSING.filter((name) => [...this.#wanted.values()].some((wanted) => wanted.has(name))));
    for (const name of CROSSING) {
      if (now.has(name) !== this.#listening.has(name)) this.#attach(name, now.has(name));
    }
    this.#listening = now;
  }

  #attach(crossing: string, on: boolean): void {
    const { name, older } = heard(crossing);
    const engine = this.#engineOf(older);
    // The user data, which comes last, is that of each listener in its page.
    const callback = on ? (all: unknown[]) => this.#send(crossing, all.slice(0, -1)) : null;
    const setter = SETTER_OF.get(name);
    if (setter) engine[setter]({ callback });
    else if (callback) engine.TIMAddRecvNewMsgCallback({ callback });
    else engine.TIMRemoveRecvNewMsgCallback();
  }

  #send(crossing: string, values: unknown[]): void {
    for (const [window, wanted] of this.#wanted) {
      if (!wanted.has(crossing)) continue;
      try {
        if (!window.isDestroyed()) window.send(EVENT_CHANNEL, crossing, values);
      } catch {
        // It is going while this is sent.
      }
    }
  }
}
