import { EVENT_CHANNEL, EVENTS, type EventName } from './bridge.js';

/** The part of the native `TimRender` that takes listeners. */
export interface Heard {
  TIMSetLogCallback(argument: Listener): unknown;
  TIMSetGroupTipsEventCallback(argument: Listener): unknown;
  TIMAddRecvNewMsgCallback(argument: Listener): unknown;
  TIMRemoveRecvNewMsgCallback(): unknown;
  TIMSetNetworkStatusListenerCallback(argument: Listener): unknown;
  TIMSetKickedOfflineCallback(argument: Listener): unknown;
  TIMSetUserSigExpiredCallback(argument: Listener): unknown;
}

interface Listener {
  callback: ((all: unknown[]) => void) | null;
}

/** The part of a window that events are sent to. */
export interface Hearer {
  isDestroyed(): boolean;
  send(channel: string, ...values: unknown[]): void;
  on(event: 'destroyed' | 'render-process-gone', listener: () => void): unknown;
}

/**
 * Which windows listen to which events. The engine is listened to as long as a window does, and each event is sent to every window
 * that wants it. A window that is gone wants nothing; a page that was loaded anew says what it wants, and ignores what it does not.
 */
export class Hearers {
  readonly #wanted = new Map<Hearer, ReadonlySet<EventName>>();
  readonly #known = new WeakSet<Hearer>();
  #listening: ReadonlySet<EventName> = new Set();
  #engine: Heard;

  constructor(engine: Heard) {
    this.#engine = engine;
  }

  /** The events of this engine are sent from now on. The one before is to be closed. */
  follow(engine: Heard): void {
    this.#engine = engine;
    this.#listening = new Set();
    this.#listen();
  }

  /** A window wants these events and no others. */
  hear(window: Hearer, events: readonly EventName[]): void {
    if (!this.#known.has(window)) {
      this.#known.add(window);
      for (const end of ['destroyed', 'render-process-gone'] as const) window.on(end, () => this.#want(window, []));
    }
    this.#want(window, events);
  }

  /** No window hears anything any more. */
  end(): void {
    this.#wanted.clear();
    this.#listen();
  }

  #want(window: Hearer, events: readonly EventName[]): void {
    if (events.length > 0) this.#wanted.set(window, new Set(events));
    else this.#wanted.delete(window);
    this.#listen();
  }

  /** Listens to what at least one window wants. */
  #listen(): void {
    const now = new Set(EVENTS.filter((event) => [...this.#wanted.values()].some((wanted) => wanted.has(event))));
    for (const event of EVENTS) {
      if (now.has(event) !== this.#listening.has(event)) this.#attach(event, now.has(event));
    }
    this.#listening = now;
  }

  #attach(event: EventName, on: boolean): void {
    // The user data, which comes last, is that of each listener in its page.
    const callback = on ? (all: unknown[]) => this.#send(event, all.slice(0, -1)) : null;
    if (event === 'log') this.#engine.TIMSetLogCallback({ callback });
    else if (event === 'groupTips') this.#engine.TIMSetGroupTipsEventCallback({ callback });
    else if (event === 'networkStatus') this.#engine.TIMSetNetworkStatusListenerCallback({ callback });
    else if (event === 'kickedOffline') this.#engine.TIMSetKickedOfflineCallback({ callback });
    else if (event === 'userSigExpired') this.#engine.TIMSetUserSigExpiredCallback({ callback });
    else if (callback) this.#engine.TIMAddRecvNewMsgCallback({ callback });
    else this.#engine.TIMRemoveRecvNewMsgCallback();
  }

  #send(event: EventName, values: unknown[]): void {
    for (const [window, wanted] of this.#wanted) {
      if (!wanted.has(event)) continue;
      try {
        if (!window.isDestroyed()) window.send(EVENT_CHANNEL, event, values);
      } catch {
        // It is going while this is sent.
      }
    }
  }
}
