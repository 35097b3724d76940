// The tour on the screen: one line per call.

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = paint(1);
const dim = paint(2);
const red = paint(31);
const green = paint(32);

const columns = [26, 10, 5];
const cells = (texts) => texts.map((text, at) => String(text).padEnd(columns[at])).join('  ');

export function title(text) {
  console.log(bold(text));
}

/** Shows calls and counts what did not hold. */
export class Table {
  #calls = 0;
  #faults = [];

  head(text) {
    console.log(`\n${bold(text)}\n${dim(`  ${cells(['call', 'by', 'code'])}       ms  result`)}`);
  }

  /** Runs a call, shows it, and returns its result; `check` throws when the result is not the expected one. */
  async row(call, by, run, check, shown = (result) => JSON.stringify(result)) {
    const start = performance.now();
    const result = await run();
    const time = (performance.now() - start).toFixed(1);
    this.#calls += 1;
    const code = typeof result === 'object' ? (result.code ?? result.ErrorCode) : result;
    const fault = this.#faultOf(check, result);
    const text = fault ? `${fault.message} in ${JSON.stringify(result)}` : shown(result);
    console.log(`${fault ? red('✗') : green('✓')} ${cells([call, by, code])} ${time.padStart(8)}  ${fault ? red(text) : text}`);
    if (fault) {
      this.#faults.push(`${call} by ${by}: ${fault.message}`);
      throw new Stop();
    }
    return result;
  }

  /** Shows whether something that follows from several calls holds. */
  expect(sentence, check) {
    const fault = this.#faultOf(check);
    console.log(`${fault ? red('✗') : green('✓')} ${sentence}`);
    if (fault) this.#faults.push(`${sentence}: ${fault.message}`);
  }

  /** The tour could not go on. */
  broke(error) {
    if (!(error instanceof Stop)) this.#faults.push(error instanceof Error ? error.stack : String(error));
  }

  /** Shows the outcome; true when every step held. */
  end() {
    if (this.#faults.length === 0) {
      console.log(`\n${green(bold('Every step held.'))} ${this.#calls} calls.`);
      return true;
    }
    console.log(`\n${red(bold('The tour broke:'))}`);
    for (const fault of this.#faults) console.log(`  ${fault}`);
    return false;
  }

  #faultOf(check, result) {
    try {
      check(result);
      return undefined;
    } catch (error) {
      return error;
    }
  }
}

/** A call had another result than expected; it is shown already. */
class Stop extends Error {}
