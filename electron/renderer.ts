import NativeTimRender = require('../index.js');
import { BRIDGE_KEY, CHANNEL, Code, EVENT_CHANNEL, HEAR_CHANNEL, spoken, textOf, type Answer, type Bridge } from './bridge.js';
import { take, tell, wanted } from './listeners.js';
import { METHODS } from './methods.js';

type WindowMethods = Omit<NativeTimRender, 'callText' | 'close'>;

/**
 * The methods of `TimRender` in a window. They run in the engine that `TimMain` owns in the main process; every instance of
 * every window shares its login. A call never throws and never rejects: what goes wrong on the way resolves with a code.
 */
class TimRender {
  /** The settings of the engine are those of `TimMain`; an instance chooses only the form of its own answers and events. */
  constructor(options?: TimRender.WindowOptions | null) {
    const compat: unknown = options?.compat ?? undefined;
    if (compat !== undefined && compat !== '1.x') throw new Error(`compat must be "1.x", or not be given; ${String(compat)} was given`);
    if (compat) older.add(this);
  }
}
interface TimRender extends WindowMethods {}
declare namespace TimRender {
  export { TimRender, TimRender as default };
  /** What an instance in a window takes. */
  export interface WindowOptions {
    /** `1.x`: answers have a member `data` with their older form, as with the same option of `TimMain`. */
    compat?: '1.x' | null;
  }
}

/** The instances that asked for the older generation. */
const older = new WeakSet<object>();

/** Methods that resolve a bare number: the code takes its place. */
const NUMBERS = new Set<string>(['TIMInit', 'TIMUninit', 'TIMGetServerTime', 'TIMGetLoginStatus']);
/** Methods that resolve a bare text. */
const TEXTS = new Set<string>(['TIMGetSDKVersion']);

function failure(method: string, code: number, desc: string, inOlderForm: boolean): unknown {
  const answer = { code, desc, json_param: '', user_data: '' };
  const bare = NUMBERS.has(method) || TEXTS.has(method);
  const value = TEXTS.has(method) ? '' : code;
  if (inOlderForm) return { ...answer, data: bare ? value : answer };
  if (!bare) return answer;
  console.error(`opentim: ${desc} (${code})`); // a bare value has no room for the reason
  return value;
}

/** JSON text of an argument; functions (listeners) fall out, a BigInt becomes its decimal text. Throws for cycles and throwing getters. */
function encode(argument: unknown): string | undefined {
  return JSON.stringify(argument, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

type Ipc = {
  invoke(channel: string, ...args: unknown[]): Promise<Answer>;
  on(channel: string, listener: (ipc: unknown, event: unknown, values: unknown) => void): unknown;
};

/** The bridge that this page hears through; it is told once who takes the events. */
let heardThrough: Bridge | undefined;

/** Tells the main process which events this page wants. */
async function hear(bridge: Bridge): Promise<void> {
  if (heardThrough !== bridge) bridge.onEvent(tell);
  heardThrough = bridge;
  await bridge.hear(wanted());
}

/** What stands for the preload's bridge where there is none. */
let ownBridge: Bridge | undefined;

/** The preload's bridge, else Electron itself in a window with Node that was there before the preload was registered. */
function findBridge(): Bridge | undefined {
  const page = globalThis as { [BRIDGE_KEY]?: Bridge; require?: (name: string) => { ipcRenderer?: Ipc } };
  if (page[BRIDGE_KEY]) return page[BRIDGE_KEY];
  if (typeof page.require !== 'function') return undefined;
  try {
    const ipc = page.require('electron').ipcRenderer;
    ownBridge ??= ipc && {
      call: (method, argText) => ipc.invoke(CHANNEL, method, argText),
      hear: (events) => ipc.invoke(HEAR_CHANNEL, events),
      onEvent: (taker) => void ipc.on(EVENT_CHANNEL, (_ipc, event, values) => taker(event, values)),
    };
    return ownBridge;
  } catch {
    return undefined;
  }
}

async function call(owner: object, method: string, argument: unknown): Promise<unknown> {
  const isOlder = older.has(owner);
  const failed = (code: number, desc: string): unknown => failure(method, code, `${method}: ${desc}`, isOlder);
  let argText: string | undefined;
  try {
    argText = encode(argument);
  } catch (thrown) {
    return failed(Code.JSON, `the argument cannot be written as JSON: ${textOf(thrown)}`);
  }
  try {
    const bridge = findBridge();
    if (!bridge) {
      const remedy = 'create TimMain in the main process and call its enable(window.webContents) before the window loads its page';
      return failed(Code.INTERNAL, `this page has no connection to the main process; ${remedy}`);
    }
    if (take(owner, method, argument, isOlder)) await hear(bridge);
    const answer = await bridge.call(spoken(method, isOlder), argText);
    return answer.ok ? JSON.parse(answer.text) : failure(method, answer.code, answer.desc, isOlder || answer.older === true);
  } catch (thrown) {
    return failed(Code.INTERNAL, `the main process did not answer: ${textOf(thrown)}`);
  }
}

for (const method of METHODS) {
  Object.defineProperty(TimRender.prototype, method, {
    // Methods also run without their object; such calls are one instance together.
    value(this: object | undefined, argument?: unknown) {
      return call(this ?? TimRender, method, argument);
    },
    configurable: true,
    writable: true,
  });
}
// The class itself is the module; the names on it serve every way of importing.
Object.assign(TimRender, { TimRender, default: TimRender });

export = TimRender;
