import NativeTimRender = require('../index.js');
import type { Engine } from './answer.js';

/** Settings of the engine, the same as those of `TimRender` in Node. */
export type EngineOptions = NonNullable<ConstructorParameters<typeof NativeTimRender>[0]>;

const NativeEngine = NativeTimRender as unknown as new (options: EngineOptions) => Engine;

/**
 * The native instances that serve the windows: one, and one more once a page asks for the older generation of answers. They have
 * the same settings, so they share one login.
 */
export class Engines {
  #options: EngineOptions;
  #present: Engine;
  #older: Engine | undefined;

  /** Throws when an option is wrong. */
  constructor(options: EngineOptions) {
    this.#options = options;
    this.#present = new NativeEngine(options);
  }

  get sdkappid(): number | null | undefined {
    return this.#options.sdkappid;
  }

  /** The instance whose answers and events are of the older generation, or that whose are as the settings say. */
  of(older: boolean): Engine {
    if (!older || this.#options.compat === '1.x') return this.#present;
    return (this.#older ??= new NativeEngine({ ...this.#options, compat: '1.x' }));
  }

  close(): void {
    this.#present.close();
    this.#older?.close();
  }
}
