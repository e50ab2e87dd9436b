import { OPS, type ZeroRule } from './op-table.ts';
import { type Program, WORDS_PER_INSTRUCTION } from './program.ts';
import { FEATURES, LABEL, NO_REGISTER, PREDICTION, type RegisterNumbering } from './register-numbering.ts';
import { keepRegisters } from './register-set.ts';

const RULE: readonly ZeroRule[] = OPS.map(({ zero }) => zero);

/**
 * Finds the instructions whose result is always zero as long as nothing overflows, because of registers that nothing
 * ever sets: `s2 = s3 * s0` with s3 never written. Holds scratch memory: make one and use it often.
 *
 * Starts from what Setup leaves zero and takes back what Predict and Learn change, until nothing changes.
 */
export class ZeroValues {
  readonly #numbering: RegisterNumbering;
  /** By instruction: 1 if its result is always zero. */
  #zeroResults = new Uint8Array(0);
  /** By register: 1 if it is zero at the point that the analysis has reached. */
  #zero = new Uint8Array(0);
  /** By register: 1 if it is zero whenever a step starts. */
  #zeroAtStart = new Uint8Array(0);

  /** @param numbering the registers' numbers, for the program that is analysed next */
  constructor(numbering: RegisterNumbering) {
    this.#numbering = numbering;
  }

  /**
   * Marks the instructions of the numbered program that always give zero. The mask is scratch memory, valid until the
   * next call and possibly longer than the program.
   */
  analyse(program: Program): Uint8Array {
    const [setup, predict, learn] = program.lengths;
    const learnStart = setup + predict;
    const end = learnStart + learn;
    this.#reset(end);
    const zero = this.#zero;
    const { count } = this.#numbering;
    this.#run(program, 0, setup);
    this.#zeroAtStart.set(zero);
    let changed: boolean;
    do {
      zero.set(this.#zeroAtStart);
      zero[FEATURES] = 0;
      zero[LABEL] = 1;
      this.#run(program, setup, learnStart);
      // Training turns a prediction of 0 into the sigmoid's 0.5 (or the softmax's equal shares).
      zero[PREDICTION] = 0;
      changed = keepRegisters(zero, this.#zeroAtStart, count);
      zero[FEATURES] = 0;
      zero[LABEL] = 0;
      this.#run(program, learnStart, end);
      changed = keepRegisters(zero, this.#zeroAtStart, count) || changed;
    } while (changed);
    return this.#zeroResults;
  }

  #run(program: Program, start: number, end: number): void {
    const { firstRead, secondRead, written } = this.#numbering;
    const zero = this.#zero;
    for (let i = start; i < end; i++) {
      const first = firstRead[i]!;
      const second = secondRead[i]!;
      const result = isZero(RULE[program.words[i * WORDS_PER_INSTRUCTION]!]!, first, second, zero);
      this.#zeroResults[i] = result;
      zero[written[i]!] = result;
      zero[NO_REGISTER] = 1;
    }
  }

  #reset(instructions: number): void {
    const registers = this.#numbering.count;
    if (instructions > this.#zeroResults.length) this.#zeroResults = new Uint8Array(2 * instructions);
    if (registers > this.#zero.length) {
      this.#zero = new Uint8Array(2 * registers);
      this.#zeroAtStart = new Uint8Array(2 * registers);
    }
    this.#zero.fill(1, 0, registers);
  }
}

/** Whether a result is zero (1) or may not be (0). An input that an op does not have counts as zero. */
function isZero(rule: ZeroRule, first: number, second: number, zero: Uint8Array): number {
  switch (rule) {
    case 'never':
      return 0;
    case 'any-zero':
      return zero[first]! | zero[second]!;
    case 'all-zero':
      return zero[first]! & zero[second]!;
    case 'equal':
      return first === second ? 1 : zero[first]! & zero[second]!;
  }
}
