import type { Liveness } from '../algorithm/liveness.ts';
import { OPS } from '../algorithm/op-table.ts';
import { CONSTANTS_PER_INSTRUCTION, type Program, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';

const FIRST_CAPACITY = 256;
/** Most words of an instruction: its own, two by two, and its constants. */
const WORDS_PER_RECORDED_INSTRUCTION = 2 + 2 * CONSTANTS_PER_INSTRUCTION;
const WORDS_PER_RECORDED_REGISTER = 4;
const BITS_PER_WORD = 32;
/** Stands for the length of a Setup of which only what it comes to is recorded. */
const NO_SETUP = -1;

/** By op: how many constants it has. */
const CONSTANTS: ArrayLike<number> = Uint8Array.from(OPS, ({ constants }) => constants.length);

/** Odd multipliers and seeds: the fractional binary digits of the square roots of 2, 3, 5 and 7, made odd. */
const MULTIPLIER_A = 0x6a09e667;
const MULTIPLIER_B = 0xbb67ae85;
const SEED_A = 0x3c6ef373;
const SEED_B = 0xa54ff53b;

/**
 * A program and the training that is allowed it, as a list of words to be kept and compared: equal lists, equal
 * evaluations. Numbers in fields that an op does not use are left out. One object serves for one program after the other.
 */
export class ProgramRecord {
  /** The first `length` words, which are even in number. */
  words = new Int32Array(FIRST_CAPACITY);
  length = 0;
  /** Two hashes of them, signed. */
  high = 0;
  low = 0;
  /** The same memory as `words`. */
  #doubles = new Float64Array(this.words.buffer);

  /**
   * Becomes the record of a program.
   *
   * @param allowed training examples that its budget allows it, by task: all that the task has, or 0
   */
  write(program: Program, allowed: readonly number[]): void {
    this.#begin(program, program.lengths[0], allowed, 0);
    this.#addInstructions(program, 0);
    this.#hash();
  }

  /**
   * Becomes the record of a program with what its Setup comes to in place of Setup.
   *
   * @param liveness has analysed the program, or what it was before its dead code was removed
   * @param values by register, what all its entries are when Setup is through (`setup-values.ts`)
   */
  writeWorkedOut(program: Program, allowed: readonly number[], liveness: Liveness, values: Float64Array): void {
    this.#begin(program, NO_SETUP, allowed, liveness.numbering.count);
    this.#addCarried(liveness, values);
    this.#addInstructions(program, program.lengths[0]);
    this.#hash();
  }

  /** Makes room for a program and so many registers, and writes what stands in front of them. */
  #begin({ lengths }: Program, setup: number, allowed: readonly number[], registers: number): void {
    const grants = Math.ceil(allowed.length / BITS_PER_WORD);
    const instructions = lengths[0] + lengths[1] + lengths[2];
    const most = instructions * WORDS_PER_RECORDED_INSTRUCTION + registers * WORDS_PER_RECORDED_REGISTER;
    this.#reserve(4 + grants + 1 + most);
    const { words } = this;
    words[0] = setup;
    words[1] = lengths[1];
    words[2] = lengths[2];
    words[3] = 0;
    let end = 4;
    for (let first = 0; first < allowed.length; first += BITS_PER_WORD) words[end++] = grantsOf(allowed, first);
    // Doubles take two words each and begin at an even one.
    if (end % 2 === 1) words[end++] = 0;
    this.length = end;
  }

  /** What the registers that steps may read first hold, and how many of them hold anything but 0. */
  #addCarried({ numbering, carried }: Liveness, values: Float64Array): void {
    const { words } = this;
    const doubles = this.#doubles;
    let end = this.length;
    let count = 0;
    for (let register = 0; register < numbering.count; register++) {
      const value = values[register]!;
      if (carried[register] === 0 || Object.is(value, 0)) continue;
      words[end] = numbering.identityOf(register);
      words[end + 1] = 0;
      doubles[(end + 2) >>> 1] = value;
      end += WORDS_PER_RECORDED_REGISTER;
      count++;
    }
    words[3] = count;
    this.length = end;
  }

  #addInstructions({ words, constants, lengths }: Program, start: number): void {
    const record = this.words;
    const doubles = this.#doubles;
    const instructions = lengths[0] + lengths[1] + lengths[2];
    let end = this.length;
    for (let index = start; index < instructions; index++) {
      const word = index * WORDS_PER_INSTRUCTION;
      const op = words[word]!;
      record[end] = op | (words[word + 1]! << 16);
      record[end + 1] = words[word + 2]! | (words[word + 3]! << 16);
      end += 2;
      const constant = index * CONSTANTS_PER_INSTRUCTION;
      for (let k = 0; k < CONSTANTS[op]!; k++, end += 2) doubles[end >>> 1] = constants[constant + k]!;
    }
    this.length = end;
  }

  #hash(): void {
    const { words, length } = this;
    let a = SEED_A;
    let b = SEED_B;
    for (let word = 0; word < length; word += 2) {
      a = absorbed(a, words[word]!, MULTIPLIER_A);
      b = absorbed(b, words[word + 1]!, MULTIPLIER_B);
    }
    this.high = stirred((a + Math.imul(b, MULTIPLIER_A)) | 0);
    this.low = stirred(b ^ Math.imul(a, MULTIPLIER_B));
  }

  #reserve(words: number): void {
    if (words <= this.words.length) return;
    this.words = new Int32Array(2 * words);
    this.#doubles = new Float64Array(this.words.buffer);
  }
}

/** Which of 32 tasks grant training examples, from a task on: a bit for each. */
function grantsOf(allowed: readonly number[], first: number): number {
  const end = Math.min(first + BITS_PER_WORD, allowed.length);
  let grants = 0;
  for (let task = first; task < end; task++) if (allowed[task]! > 0) grants |= 1 << (task - first);
  return grants;
}

/** One-to-one in the hash and in the word. */
function absorbed(hash: number, word: number, multiplier: number): number {
  const mixed = hash ^ word;
  return (Math.imul((mixed << 15) | (mixed >>> 17), multiplier) + multiplier) | 0;
}

/** Lets every bit of a word reach every other; one-to-one. */
function stirred(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), MULTIPLIER_A);
  const twice = Math.imul(once ^ (once >>> 13), MULTIPLIER_B);
  return twice ^ (twice >>> 16);
}
