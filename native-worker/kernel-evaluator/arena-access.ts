import { BLOCK_BYTES } from './job-layout.ts';
import type { Arena, Kernel } from './kernel.ts';

const BYTES_PER_DOUBLE = 8;
const BYTES_PER_WORD = 4;
const BYTES_PER_HALF = 2;
const BYTES_PER_MEGABYTE = 1048576;

/** Entries of an array in one block. */
export const DOUBLES_PER_BLOCK = BLOCK_BYTES / BYTES_PER_DOUBLE;
export const WORDS_PER_BLOCK = BLOCK_BYTES / BYTES_PER_WORD;
export const HALVES_PER_BLOCK = BLOCK_BYTES / BYTES_PER_HALF;

/** An arena and the arrays over the whole of it, through which it is written and read. */
export class ArenaAccess {
  blocks = 0;
  bytes = new Uint8Array();
  /** 16 bits each. */
  halves = new Uint16Array();
  /** 32 bits each. */
  words = new Uint32Array();
  doubles = new Float64Array();
  readonly #kernel: Kernel;
  readonly #arena: Arena;

  /** An arena of so many blocks, all zero. */
  constructor(kernel: Kernel, blocks: number) {
    this.#kernel = kernel;
    this.#arena = this.#had(blocks, () => kernel.allocate(blocks * BLOCK_BYTES));
    this.#renew();
  }

  /** Makes room for so many blocks; the arrays are others afterwards. */
  reserve(blocks: number): void {
    if (blocks <= this.blocks) return;
    // Half as much again, so that programs that grow little by little seldom ask for more.
    const room = Math.ceil(blocks * 1.5);
    this.#had(room, () => {
      this.#arena.grow(room * BLOCK_BYTES);
    });
    this.#renew();
  }

  /** Works on the job for about so many entries; gives one of `STATUS`. */
  advance(work: number): number {
    return this.#arena.advance(work);
  }

  #had<Result>(blocks: number, allocate: () => Result): Result {
    try {
      return allocate();
    } catch (error) {
      const megabytes = Math.ceil((blocks * BLOCK_BYTES) / BYTES_PER_MEGABYTE);
      const { name } = this.#kernel;
      throw new RangeError(
        `evaluator ${name}: ${megabytes} MB of memory could not be had; expected room for the examples of all tasks and ` +
          "the program's registers; take fewer tasks or examples, or another evaluator",
        { cause: error },
      );
    }
  }

  #renew(): void {
    const { buffer, byteOffset, byteLength } = this.#arena.view;
    this.blocks = Math.floor(byteLength / BLOCK_BYTES);
    const length = this.blocks * BLOCK_BYTES;
    this.bytes = new Uint8Array(buffer, byteOffset, length);
    this.halves = new Uint16Array(buffer, byteOffset, length / BYTES_PER_HALF);
    this.words = new Uint32Array(buffer, byteOffset, length / BYTES_PER_WORD);
    this.doubles = new Float64Array(buffer, byteOffset, length / BYTES_PER_DOUBLE);
  }
}
