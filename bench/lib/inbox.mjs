// What a connection hears, for those who wait for something in it.
const patience = 20_000;

export class Inbox {
  #waiting = new Set();
  #broken;

  /** When (`performance.now()`) the first message that is `wanted` came, and that message. */
  until(wanted, what) {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.fail(new Error(`nothing came for ${patience / 1000} s: ${what}`)), patience);
      this.#waiting.add({ wanted, resolve, reject, late });
    });
  }

  take(message) {
    const at = performance.now();
    for (const waiter of this.#waiting) {
      if (!waiter.wanted(message)) continue;
      this.#done(waiter);
      waiter.resolve({ at, message });
    }
  }

  /** Nothing will come any more. */
  fail(error) {
    this.#broken ??= error;
    for (const waiter of this.#waiting) {
      this.#done(waiter);
      waiter.reject(error);
    }
  }

  #done(waiter) {
    clearTimeout(waiter.late);
    this.#waiting.delete(waiter);
  }
}
