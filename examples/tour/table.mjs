// The tour on the screen: one line per call, more where a result is long or somebody was told of it.
import { isDeepStrictEqual } from 'node:util';

const colours = (process.stdout.isTTY || Number(process.env.FORCE_COLOR) > 0) && !process.env.NO_COLOR;
const width = process.stdout.columns ?? (Number(process.env.COLUMNS) || Infinity);
const paint = (code) => (text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = paint(1);
const dim = paint(2);
const red = paint(31);
const green = paint(32);

const columns = [28, 10, 5];
const told = 17; // room for three users
const cut = (text, room) => (text.length > room ? `${text.slice(0, room - 1)}…` : text.padEnd(room));
const cells = (texts) => texts.map((text, at) => cut(String(text), columns[at])).join('  ');
const beside = 2 + cells(['', '', '']).length + 11; // where results begin: after the mark, the cells and the time
const narrow = width - beside < 40;
const indent = narrow ? 4 : beside; // of what has no room beside the call

/** The texts as lines: the first is for the place beside the call, and empty when a narrow terminal has no room for it there. */
function results(texts) {
  if (width === Infinity) return texts;
  const room = Math.max(width - indent, 20);
  const line = new RegExp(`.{1,${room}}(?:\\s|$)|\\S{${room + 1},}`, 'g'); // a word longer than that stays whole
  const lines = texts.flatMap((text) => (text.match(line) ?? [text]).map((part) => part.trimEnd()));
  return narrow && (lines.length > 1 || lines[0].length > width - beside) ? ['', ...lines] : lines;
}

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

  /**
   * Runs a call, shows it, and returns its result; `check` throws when the result is not the expected one, `shown` makes a text
   * of it, or several for a line each.
   */
  async row(call, by, run, check, shown = (result) => JSON.stringify(result)) {
    const start = performance.now();
    const result = await run();
    const time = (performance.now() - start).toFixed(1);
    this.#calls += 1;
    const code = typeof result === 'object' ? (result.code ?? result.ErrorCode) : result;
    const fault = this.#faultOf(check, result);
    const [first, ...more] = results([fault ? `${fault.message} in ${JSON.stringify(result)}` : shown(result)].flat());
    console.log(`${fault ? red('✗') : green('✓')} ${cells([call, by, code])} ${time.padStart(8)}${first && `  ${fault ? red(first) : first}`}`);
    for (const line of more) console.log(' '.repeat(indent) + (fault ? red(line) : line));
    if (fault) {
      this.#faults.push(`${call} by ${by}: ${fault.message}`);
      throw new Stop();
    }
    return result;
  }

  /** Shows what users' listeners heard of the call above, by user; each must have heard what is expected of him and nothing else. */
  heard(found, expected) {
    const hearers = new Map();
    for (const [name, sentences] of Object.entries(found)) {
      for (const sentence of sentences) hearers.set(sentence, [...(hearers.get(sentence) ?? []), name]);
    }
    for (const [sentence, names] of hearers) console.log(dim(`    → ${names.join(', ').padEnd(told)}  ${sentence}`));
    for (const [name, sentences] of Object.entries(found)) {
      const wanted = expected[name] ?? [];
      if (isDeepStrictEqual(sentences, wanted)) continue;
      const fault = `${name} should have heard ${wanted.join('; ') || 'nothing'}`;
      console.log(`${red('✗')} ${red(fault)}`);
      this.#faults.push(`${fault}, and heard ${sentences.join('; ') || 'nothing'}`);
    }
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
