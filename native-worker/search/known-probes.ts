import type { Program } from '../algorithm/program.ts';
import type { Liveness } from '../algorithm/liveness.ts';
import { SetupValues } from '../algorithm/setup-values.ts';
import { ProgramRecord } from './program-record.ts';

/** Words of 4 bytes that all places take together: 4 megabytes. */
const ALL_WORDS = 0x100000;
const SMALLEST_PLACE = 64;
/** What needs a larger place is not kept. */
const LARGEST_PLACE = ALL_WORDS / 16;

/**
 * What came of the probes of programs (`functional-equivalence.ts`). A probe is a function of the program, since its tasks
 * and its noise are always the same, and most candidates of a search are, but for dead code and the way that Setup takes,
 * programs that it has met before. Keeps what it likes and belongs to no saved state: no result of a search depends on it.
 *
 * Programs are found by hash and then compared as a whole, so that none is taken for another. Each has one place, which
 * it takes from whatever was there. Where a program does not fit, places are made larger and fewer, and all is forgotten.
 *
 * Look a program up first: `keep` is about the one that was looked up last.
 */
export class KnownProbes {
  readonly #liveness: Liveness;
  readonly #setup: SetupValues;
  readonly #outcomeWords: number;
  readonly #record = new ProgramRecord();
  /** By place: how many words the record of its program has, or 0; what came of the probe; and the record. */
  readonly #words = new Int32Array(ALL_WORDS);
  #wordsPerPlace = SMALLEST_PLACE;

  /**
   * @param liveness analyses each program as it was bred before it is looked up
   * @param features entries of a vector
   * @param outcomeWords how many words say what came of a probe
   */
  constructor(liveness: Liveness, features: number, outcomeWords: number) {
    this.#liveness = liveness;
    this.#setup = new SetupValues(liveness, features);
    this.#outcomeWords = outcomeWords;
  }

  /**
   * Looks up a program.
   *
   * @param bred what it was before its dead code was removed
   * @param allowed training examples that its budget allows it, by task: all that the task has, or 0
   * @param outcome becomes what came of its probe, if that is known
   */
  find(program: Program, bred: Program, allowed: readonly number[], outcome: Int32Array): boolean {
    const record = this.#record;
    if (this.#setup.workOut(bred)) record.writeWorkedOut(program, allowed, this.#liveness, this.#setup.values);
    else record.write(program, allowed);
    const words = this.#words;
    const place = this.#place;
    if (words[place] !== record.length) return false;
    const start = place + 1 + this.#outcomeWords;
    for (let k = 0; k < record.length; k++) if (words[start + k] !== record.words[k]) return false;
    for (let k = 0; k < this.#outcomeWords; k++) outcome[k] = words[place + 1 + k]!;
    return true;
  }

  /** Keeps what came of a probe. */
  keep(outcome: Int32Array): void {
    if (!this.#makePlaces()) return;
    const { words: record, length } = this.#record;
    const words = this.#words;
    const place = this.#place;
    const start = place + 1 + this.#outcomeWords;
    words[place] = length;
    for (let k = 0; k < this.#outcomeWords; k++) words[place + 1 + k] = outcome[k]!;
    for (let k = 0; k < length; k++) words[start + k] = record[k]!;
  }

  /** Where the place of the program begins that was looked up last. */
  get #place(): number {
    const places = ALL_WORDS / this.#wordsPerPlace;
    return (this.#record.low & (places - 1)) * this.#wordsPerPlace;
  }

  /** Makes places as large as the program needs; says whether it can be kept. */
  #makePlaces(): boolean {
    const needed = 1 + this.#outcomeWords + this.#record.length;
    if (needed <= this.#wordsPerPlace) return true;
    if (needed > LARGEST_PLACE) return false;
    while (this.#wordsPerPlace < needed) this.#wordsPerPlace *= 2;
    this.#words.fill(0);
    return true;
  }
}
