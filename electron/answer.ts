import { Code, heard, textOf, type Answer } from './bridge.js';
import type { Heard } from './hearers.js';

/** The longest argument taken from a window, in bytes of JSON. */
export const MAX_ARGUMENT_BYTES = 16 * 1024 * 1024;
/** Most calls of one window that are under way at a time. */
export const MAX_CALLS = 10_000;
/** Most bytes of their arguments together. */
export const MAX_CALL_BYTES = 4 * MAX_ARGUMENT_BYTES;

/** The part of the native `TimRender` that windows reach: it takes and gives JSON text. */
export interface Engine extends Heard {
  callText(method: string, argText: string | undefined): Promise<string>;
  close(): void;
}

const refuse = (code: number, desc: string): Answer => ({ ok: false, code, desc });

/** The calls of one window that are under way, of which a page could otherwise start any number. */
interface UnderWay {
  calls: number;
  bytes: number;
}

/** Takes the calls of the windows. */
export class Calls {
  readonly #methods: ReadonlySet<unknown>;
  readonly #engineFor: (method: string, older: boolean) => Engine;
  readonly #underWay = new Map<object, UnderWay>();

  /** Only names in `methods` reach an engine. */
  constructor(methods: ReadonlySet<unknown>, engineFor: (method: string, older: boolean) => Engine) {
    this.#methods = methods;
    this.#engineFor = engineFor;
  }

  /** Calls that are under way, of all windows. */
  get count(): number {
    return [...this.#underWay.values()].reduce((sum, { calls }) => sum + calls, 0);
  }

  /**
   * Runs a call of `window`. `crossed` (the method) and `argText` are what the page sent and may be anything. Never rejects: an
   * exception would lose its code on the way back.
   */
  async answer(window: object, crossed: unknown, argText: unknown): Promise<Answer> {
    const { name, older } = heard(crossed);
    if (typeof name !== 'string' || !this.#methods.has(name)) {
      return refuse(Code.UNSUPPORTED, `${String(name).slice(0, 80)} is not a method of opentim`);
    }
    if (argText !== undefined && typeof argText !== 'string') {
      return refuse(Code.PARAM, `${name}: the argument must be JSON text, got ${typeof argText}`);
    }
    const bytes = argText === undefined ? 0 : Buffer.byteLength(argText);
    if (bytes > MAX_ARGUMENT_BYTES) {
      return refuse(Code.PARAM, `${name}: the argument has ${bytes} bytes of JSON, the limit is ${MAX_ARGUMENT_BYTES}`);
    }
    const before = this.#underWay.get(window) ?? { calls: 0, bytes: 0 };
    if (before.calls >= MAX_CALLS || before.bytes + bytes > MAX_CALL_BYTES) {
      const limits = `at most ${MAX_CALLS} calls with ${MAX_CALL_BYTES} bytes of arguments may be`;
      return refuse(Code.TOO_MANY, `${name}: ${before.calls} calls of this window are under way with ${before.bytes} bytes; ${limits}`);
    }
    this.#count(window, 1, bytes);
    try {
      return { ok: true, text: await this.#engineFor(name, older).callText(name, argText) };
    } catch (thrown) {
      return refuse(Code.INTERNAL, `${name}: ${textOf(thrown)}`);
    } finally {
      this.#count(window, -1, -bytes);
    }
  }

  #count(window: object, calls: number, bytes: number): void {
    const before = this.#underWay.get(window) ?? { calls: 0, bytes: 0 };
    const now = { calls: before.calls + calls, bytes: before.bytes + bytes };
    if (now.calls > 0) this.#underWay.set(window, now);
    else this.#underWay.delete(window);
  }
}
