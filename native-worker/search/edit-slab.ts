import { copyInstructions } from '../algorithm/program-buffer.ts';
import { CONSTANTS_PER_INSTRUCTION, WORDS_PER_INSTRUCTION } from '../algorithm/program.ts';
import type { EditUnits } from './edit-encoding.ts';

const FIRST_CAPACITY = 4096;
/** Ends a list of free blocks. */
const NONE = -1;

/**
 * Room for the edits of many births, in blocks of 1, 2, 4, ... units. A block that is given back is used for the next
 * edits of its size.
 */
export class EditSlab implements EditUnits {
  words: Uint16Array = new Uint16Array(FIRST_CAPACITY * WORDS_PER_INSTRUCTION);
  constants: Float64Array = new Float64Array(FIRST_CAPACITY * CONSTANTS_PER_INSTRUCTION);
  /** By the logarithm of the block size: the first free block. Each holds the next one in its first two words. */
  readonly #free = new Int32Array(32).fill(NONE);
  /** Units from here on were never in use. */
  #untouched = 0;

  /** Keeps the units of `source` from `first` on; gives the first of those that hold them now. */
  keep(source: EditUnits, first: number, units: number): number {
    if (units === 0) return 0;
    const block = this.#takeBlock(sizeClass(units));
    copyInstructions(source, first, units, this, block);
    return block;
  }

  /** Gives back what `keep` gave for so many units. */
  release(block: number, units: number): void {
    if (units === 0) return;
    const size = sizeClass(units);
    const word = block * WORDS_PER_INSTRUCTION;
    this.words[word] = this.#free[size]!;
    this.words[word + 1] = this.#free[size]! >> 16;
    this.#free[size] = block;
  }

  #takeBlock(size: number): number {
    const block = this.#free[size]!;
    if (block === NONE) return this.#takeUntouched(size);
    const word = block * WORDS_PER_INSTRUCTION;
    this.#free[size] = this.words[word]! | (this.words[word + 1]! << 16);
    return block;
  }

  #takeUntouched(size: number): number {
    const block = this.#untouched;
    this.#untouched += 1 << size;
    if (this.#untouched * WORDS_PER_INSTRUCTION > this.words.length) this.#grow(2 * this.#untouched);
    return block;
  }

  #grow(capacity: number): void {
    const { words, constants } = this;
    this.words = new Uint16Array(capacity * WORDS_PER_INSTRUCTION);
    this.constants = new Float64Array(capacity * CONSTANTS_PER_INSTRUCTION);
    this.words.set(words);
    this.constants.set(constants);
  }
}

/** The logarithm of the smallest block that so many units fit into. */
function sizeClass(units: number): number {
  return 32 - Math.clz32(units - 1);
}
