import { OPS, type ZeroRule } from './op-table.ts';
import { type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION, type RegisterNumbering } from './register-numbering.ts';
import { copyRegisters, keepRegisters } from './register-set.ts';

/** By op, which inputs make its output zero: bits for any zero one, for zeros alone, and for twice the same register. */
const ANY_ZERO = 1;
const ALL_ZERO = 2;
const EQUAL = 4;
const BITS_OF_RULE: Readonly<Record<ZeroRule, number>> = {
  never: 0,
  'any-zero': ANY_ZERO,
  'all-zero': ALL_ZERO,
  equal: ALL_ZERO | EQUAL,
};
const RULE: ArrayLike<number> = Uint8Array.from(OPS, ({ zero }) => BITS_OF_RULE[zero]);

/** Sets of one register as words. */
const FEATURES_BIT = 1 << FEATURES;
const LABEL_BIT = 1 << LABEL;
const PREDICTION_BIT = 1 << PREDICTION;

/**
 * Finds the instructions whose result is always zero as long as nothing overflows, because of registers that nothing
 * ever sets: `s2 = s3 * s0` with s3 never written. Holds scratch memory: make one and use it often.
 *
 * Starts from what Setup leaves zero and takes back what Predict and Learn change, until nothing changes.
 */
export class ZeroValues {
  readonly #numbering: RegisterNumbering;
  #results = new Uint8Array(0);
  /** By register: 1 if it is zero at the point that the analysis has reached. */
  #zero = new Uint8Array(0);
  /** By register: 1 if it is zero whenever a step starts. */
  #zeroAtStart = new Uint8Array(0);

  /** @param numbering the registers' numbers, for the program that is analysed next */
  constructor(numbering: RegisterNumbering) {
    this.#numbering = numbering;
  }

  /**
   * By instruction of the program analysed last, 1 if its result is always zero. Scratch memory, valid until the next
   * analysis and possibly longer than the program.
   */
  get results(): Uint8Array {
    return this.#results;
  }

  /**
   * Finds the instructions of the numbered program that always give zero.
   *
   * @returns whether there are any in Predict or Learn
   */
  analyse(program: Program): boolean {
    const { lengths } = program;
    const predictStart = lengths[0];
    const learnStart = predictStart + lengths[1];
    const end = learnStart + lengths[2];
    const { count } = this.#numbering;
    this.#reset(end);
    if (this.#numbering.fitsWord) return this.#analyseWords(program, predictStart, learnStart, end);
    const zero = this.#zero;
    const zeroAtStart = this.#zeroAtStart;
    this.#run(program, 0, predictStart);
    copyRegisters(zero, zeroAtStart, count);
    let found: number;
    let changed: boolean;
    do {
      copyRegisters(zeroAtStart, zero, count);
      zero[FEATURES] = 0;
      zero[LABEL] = 1;
      found = this.#run(program, predictStart, learnStart);
      // Training turns a prediction of 0 into the sigmoid's 0.5 (or the softmax's equal shares).
      zero[PREDICTION] = 0;
      changed = keepRegisters(zero, zeroAtStart, count);
      zero[FEATURES] = 0;
      zero[LABEL] = 0;
      found |= this.#run(program, learnStart, end);
      changed = keepRegisters(zero, zeroAtStart, count) || changed;
    } while (changed);
    return found !== 0;
  }

  /** Runs the instructions of a function on zeros; gives 1 if some result is zero. */
  #run(program: Program, start: number, end: number): number {
    const { words } = program;
    const { firstRead, secondRead, written } = this.#numbering;
    const zero = this.#zero;
    const results = this.#results;
    let found = 0;
    for (let i = start; i < end; i++) {
      const first = firstRead[i]!;
      const second = secondRead[i]!;
      // An input that an op does not have counts as zero.
      const anyZero = zero[first]! | zero[second]!;
      const allZero = zero[first]! & zero[second]!;
      const rule = RULE[words[i * WORDS_PER_INSTRUCTION]!]!;
      const met = anyZero * ANY_ZERO + allZero * ALL_ZERO + (first === second ? EQUAL : 0);
      const result = (rule & met) === 0 ? 0 : 1;
      results[i] = result;
      found |= result;
      zero[written[i]!] = result;
      zero[NO_REGISTER] = 1;
    }
    return found;
  }

  /** The same on sets of registers as words, for programs with few registers: the common case, several times as fast. */
  #analyseWords(program: Program, predictStart: number, learnStart: number, end: number): boolean {
    const allRegisters = -1;
    let atStart = this.#runWord(program, 0, predictStart, allRegisters);
    let before: number;
    do {
      before = atStart;
      const afterPredict = this.#runWord(program, predictStart, learnStart, (atStart & ~FEATURES_BIT) | LABEL_BIT);
      atStart &= afterPredict & ~PREDICTION_BIT;
      // Training turns a prediction of 0 into the sigmoid's 0.5 (or the softmax's equal shares).
      const beforeLearn = afterPredict & ~(PREDICTION_BIT | FEATURES_BIT | LABEL_BIT);
      atStart &= this.#runWord(program, learnStart, end, beforeLearn);
    } while (atStart !== before);
    for (let i = predictStart; i < end; i++) if (this.#results[i] === 1) return true;
    return false;
  }

  /** Runs the instructions of a function on the set of zeros before it; gives the one after it. */
  #runWord(program: Program, start: number, end: number, zeroBefore: number): number {
    const { words } = program;
    const { firstRead, secondRead, written } = this.#numbering;
    const results = this.#results;
    let zero = zeroBefore;
    for (let i = start; i < end; i++) {
      const first = firstRead[i]!;
      const second = secondRead[i]!;
      const isFirst = zero >>> first;
      const isSecond = zero >>> second;
      const met = ((isFirst | isSecond) & 1) | ((isFirst & isSecond & 1) << 1) | (first === second ? EQUAL : 0);
      const result = (RULE[words[i * WORDS_PER_INSTRUCTION]!]! & met) === 0 ? 0 : 1;
      results[i] = result;
      // Whatever is written to no register, an input that an op does not have counts as zero.
      zero = (zero & ~(1 << written[i]!)) | (result << written[i]!) | (1 << NO_REGISTER);
    }
    return zero;
  }

  #reset(instructions: number): void {
    const registers = this.#numbering.count;
    if (instructions > this.#results.length) this.#results = new Uint8Array(2 * instructions);
    if (registers > this.#zero.length) {
      this.#zero = new Uint8Array(2 * registers);
      this.#zeroAtStart = new Uint8Array(2 * registers);
    }
    const zero = this.#zero;
    for (let register = 0; register < registers; register++) zero[register] = 1;
  }
}
