import { standardGaussian, unitUniform } from '../numerics/random-draws.ts';
import { threefryBlocks } from '../numerics/threefry-blocks.ts';
import type { RandomSource } from './random-source.ts';
import { type RandomStream, streamKey } from './random-stream.ts';

const TWO_TO_32 = 4294967296;
const TWO_TO_MINUS_32 = 2.3283064365386963e-10;
const TWO_TO_MINUS_24 = 5.960464477539063e-8;
/** Products of a word and a count up to this are exact in double precision. */
const LARGEST_COUNT = 0x20_0000;
/** Blocks that are made at a time; divides 2^32. */
const BATCH = 64;
/** Task seeds: 2 to 2^32 - 2. */
const SEEDS = 0xffff_fffd;

/**
 * The random source of the product: Threefry-2x32 in counter mode. Each draw takes the next block of two words (the
 * bounded ones further blocks, as rarely as once in 2000, to be without bias), so the number of blocks taken is all
 * there is to save.
 */
export class ThreefryRandomSource implements RandomSource {
  readonly #key0: number;
  readonly #key1: number;
  /** The two words of each block of the batch at hand. */
  readonly #words0 = new Uint32Array(BATCH);
  readonly #words1 = new Uint32Array(BATCH);
  /** Blocks before the batch at hand. */
  #before: number;
  /** The next block to take; at `BATCH` the next batch is to be made. */
  #next = BATCH;

  /** @param taken blocks already taken: what `taken` gave when the source was saved */
  constructor(stream: RandomStream, taken = 0) {
    [this.#key0, this.#key1] = streamKey(stream);
    const inBatch = taken % BATCH;
    this.#before = taken - inBatch - BATCH;
    if (inBatch === 0) return;
    this.#makeBatch();
    this.#next = inBatch;
  }

  /** Blocks taken so far: the whole state of the source. */
  get taken(): number {
    return this.#before + this.#next;
  }

  address(count: number): number {
    return this.#below(count);
  }

  op(count: number): number {
    return this.#below(count);
  }

  position(count: number): number {
    return this.#below(count);
  }

  slot(count: number): number {
    return this.#below(count);
  }

  choice(count: number): number {
    return this.#below(count);
  }

  seed(): number {
    for (;;) {
      const word = this.#words0[this.#take()]!;
      if (word < SEEDS) return 2 + word;
    }
  }

  probability(): number {
    return this.#unitFloat();
  }

  fraction(): number {
    return this.#unitFloat();
  }

  signedDouble(): number {
    const block = this.#take();
    return 2 * unitUniform(this.#words0[block]!, this.#words1[block]!) - 1;
  }

  signedFloat(): number {
    return 2 * this.#unitFloat() - 1;
  }

  gaussianDouble(): number {
    const block = this.#take();
    return standardGaussian(this.#words0[block]!, this.#words1[block]!);
  }

  gaussianFloat(): number {
    return Math.fround(this.gaussianDouble());
  }

  #unitFloat(): number {
    return (this.#words0[this.#take()]! >>> 8) * TWO_TO_MINUS_24;
  }

  /** The high word of word * count, redrawn where the low word falls into the part that would bias it (Lemire 2019). */
  #below(count: number): number {
    if (!(count >= 1 && count <= LARGEST_COUNT)) {
      throw new RangeError(`cannot draw one of ${count}; expected 1 to ${LARGEST_COUNT} alternatives`);
    }
    for (;;) {
      const word = this.#words0[this.#take()]!;
      const low = Math.imul(word, count) >>> 0;
      if (low >= count || low >= TWO_TO_32 % count) return Math.floor(word * count * TWO_TO_MINUS_32);
    }
  }

  /** Takes a block: its place in the batch. */
  #take(): number {
    if (this.#next === BATCH) this.#makeBatch();
    return this.#next++;
  }

  #makeBatch(): void {
    this.#before += BATCH;
    this.#next = 0;
    const low = this.#before % TWO_TO_32;
    threefryBlocks(this.#key0, this.#key1, low, (this.#before - low) / TWO_TO_32, this.#words0, this.#words1);
  }
}
