/**
 * The listeners of one page. Their functions stay here; the main process is told which events the page wants and sends those as
 * values, which are handed on as the addon in Node does it: an array of all values first, whose text is that of its first value,
 * and the values from the second on after it.
 */
import { SETTERS, spoken, type EventName } from './bridge.js';

interface Listener {
  owner: object;
  /** The event's name on the way to this page. */
  event: string;
  callback: (...given: unknown[]) => unknown;
  data: unknown;
}

/** What a method does with the listener in its argument. */
interface Method {
  event: EventName;
  does: 'set' | 'add' | 'remove';
  /** Where its user data is. */
  data: 'data' | 'user_data' | 'userData';
}

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...Object.entries(SETTERS).map(([name, { event, data }]): [string, Method] => [name, { event, does: 'set', data }]),
  ['TIMAddRecvNewMsgCallback', { event: 'newMessages', does: 'add', data: 'user_data' }],
  ['recvNewMsgCallback', { event: 'newMessages', does: 'add', data: 'user_data' }],
  ['TIMRemoveRecvNewMsgCallback', { event: 'newMessages', does: 'remove', data: 'user_data' }],
  ['deleteRecvNewMsgCallback', { event: 'newMessages', does: 'remove', data: 'user_data' }],
]);

let listeners: Listener[] = [];

function drop(which: (listener: Listener) => boolean): boolean {
  const before = listeners.length;
  listeners = listeners.filter((listener) => !which(listener));
  return listeners.length < before;
}

/** A member of the argument, also of one that throws when it is looked at. */
function member(argument: unknown, name: string): unknown {
  try {
    return (argument as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

/** Takes the listener in the argument of `method`, as that of `owner`; false when the method takes none that is ever called. */
export function take(owner: object, method: string, argument: unknown, older: boolean): boolean {
  const known = METHODS.get(method);
  if (!known) return false;
  const { does } = known;
  const event = spoken(known.event, older);
  const given = member(argument, 'callback');
  const callback = typeof given === 'function' ? (given as Listener['callback']) : undefined;
  const own = (listener: Listener) => listener.owner === owner && listener.event === event;
  if (does === 'set') drop(own);
  if (does === 'remove' && !callback) drop(own);
  if (callback && does !== 'set') {
    const found = drop((listener) => own(listener) && listener.callback === callback);
    // The incumbent compares source texts: applications give it a function that was made anew.
    if (does === 'remove' && !found) drop((listener) => own(listener) && String(listener.callback) === String(callback));
  }
  if (callback && does !== 'remove') listeners = [...listeners, { owner, event, callback, data: member(argument, known.data) ?? '' }];
  return true;
}

/** The events that this page listens to. */
export function wanted(): string[] {
  return [...new Set(listeners.map(({ event }) => event))];
}

/** Calls the listeners of an event. One that was removed meanwhile is not called; what one throws is an uncaught exception. */
export function tell(event: unknown, values: unknown): void {
  if (!Array.isArray(values)) return;
  for (const listener of listeners.filter((one) => one.event === event)) {
    if (!listeners.includes(listener)) continue;
    const all = [...(values as unknown[]), listener.data];
    Object.defineProperty(all, 'toString', { value: () => String(all[0]) });
    try {
      listener.callback(all, ...all.slice(1));
    } catch (thrown) {
      queueMicrotask(() => {
        throw thrown;
      });
    }
  }
}
