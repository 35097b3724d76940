import { Code, textOf, type Answer } from './bridge.js';
import type { Heard } from './hearers.js';

/** The longest argument taken from a window, in bytes of JSON. */
export const MAX_ARGUMENT_BYTES = 16 * 1024 * 1024;

/** The part of the native `TimRender` that windows reach: it takes and gives JSON text. */
export interface Engine extends Heard {
  callText(method: string, argText: string | undefined): Promise<string>;
  close(): void;
}

const refuse = (code: number, desc: string): Answer => ({ ok: false, code, desc });

/**
 * Runs a call that came from a window. `method` and `argText` are what the page sent and may be anything; only names in
 * `methods` reach the engine. Never rejects: an exception would lose its code on the way back.
 */
export async function answerCall(
  methods: ReadonlySet<unknown>,
  engineFor: (method: string) => Engine,
  method: unknown,
  argText: unknown,
): Promise<Answer> {
  if (typeof method !== 'string' || !methods.has(method)) {
    return refuse(Code.UNSUPPORTED, `${String(method).slice(0, 80)} is not a method of opentim`);
  }
  if (argText !== undefined && typeof argText !== 'string') {
    return refuse(Code.PARAM, `${method}: the argument must be JSON text, got ${typeof argText}`);
  }
  const bytes = argText === undefined ? 0 : Buffer.byteLength(argText);
  if (bytes > MAX_ARGUMENT_BYTES) {
    return refuse(Code.PARAM, `${method}: the argument has ${bytes} bytes of JSON, the limit is ${MAX_ARGUMENT_BYTES}`);
  }
  try {
    return { ok: true, text: await engineFor(method).callText(method, argText) };
  } catch (thrown) {
    return refuse(Code.INTERNAL, `${method}: ${textOf(thrown)}`);
  }
}
