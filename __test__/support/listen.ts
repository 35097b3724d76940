/** What listeners heard, for tests that wait for it. */
export class Heard<Call extends unknown[] = [all: [text: string, userData: unknown], userData: unknown]> {
  readonly calls: Call[] = [];
  #wake = () => {};

  /** A listener that notes its arguments. */
  readonly callback = (...given: Call): void => {
    this.calls.push(given);
    this.#wake();
  };

  /** Waits until the calls are as wanted. */
  async until(wanted: (calls: readonly Call[]) => boolean): Promise<void> {
    while (!wanted(this.calls)) {
      await new Promise<void>((resolve, reject) => {
        const deadline = setTimeout(() => reject(new Error(`only ${this.calls.length} calls came`)), 20_000);
        this.#wake = () => {
          clearTimeout(deadline);
          resolve();
        };
      });
    }
  }

  /** Waits for so many calls and takes them; there must be no more. */
  async take(count: number): Promise<Call[]> {
    await this.until((calls) => calls.length >= count);
    expect(this.calls).toHaveLength(count);
    return this.calls.splice(0);
  }

  /** Waits for so many calls and takes what their texts hold. */
  async texts<T = Record<string, unknown>>(count: number): Promise<T[]> {
    return (await this.take(count)).map(([all]) => JSON.parse((all as string[])[0]!) as T);
  }
}

/** Lets what is on its way to listeners arrive. */
export const settled = (): Promise<void> => new Promise((later) => setTimeout(later, 50));
