import { standardGaussian, unitUniform } from '../numerics/random-draws.ts';
import { threefry } from '../numerics/threefry.ts';
import type { RandomSource } from './random-source.ts';
import { type RandomStream, streamKey } from './random-stream.ts';

const TWO_TO_32 = 4294967296;
const TWO_TO_MINUS_24 = 5.960464477539063e-8;
/** Products of a word and a count up to this are exact in double precision. */
const LARGEST_COUNT = 0x20_0000;
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
  readonly #block = new Uint32Array(2);
  #taken: number;

  /** @param taken blocks already taken: what `taken` gave when the source was saved */
  constructor(stream: RandomStream, taken = 0) {
    [this.#key0, this.#key1] = streamKey(stream);
    this.#taken = taken;
  }

  /** Blocks taken so far: the whole state of the source. */
  get taken(): number {
    return this.#taken;
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
      this.#advance();
      if (this.#block[0]! < SEEDS) return 2 + this.#block[0]!;
    }
  }

  probability(): number {
    return this.#unitFloat();
  }

  fraction(): number {
    return this.#unitFloat();
  }

  signedDouble(): number {
    this.#advance();
    return 2 * unitUniform(this.#block[0]!, this.#block[1]!) - 1;
  }

  signedFloat(): number {
    return 2 * this.#unitFloat() - 1;
  }

  gaussianDouble(): number {
    this.#advance();
    return standardGaussian(this.#block[0]!, this.#block[1]!);
  }

  gaussianFloat(): number {
    return Math.fround(this.gaussianDouble());
  }

  #advance(): void {
    const taken = this.#taken++;
    threefry(this.#key0, this.#key1, taken % TWO_TO_32, Math.floor(taken / TWO_TO_32), this.#block);
  }

  #unitFloat(): number {
    this.#advance();
    return (this.#block[0]! >>> 8) * TWO_TO_MINUS_24;
  }

  /** The high word of word * count, redrawn where the low word falls into the part that would bias it (Lemire 2019). */
  #below(count: number): number {
    if (!(count >= 1 && count <= LARGEST_COUNT)) {
      throw new RangeError(`cannot draw one of ${count}; expected 1 to ${LARGEST_COUNT} alternatives`);
    }
    for (;;) {
      this.#advance();
      const word = this.#block[0]!;
      const low = Math.imul(word, count) >>> 0;
      if (low >= count || low >= TWO_TO_32 % count) return Math.floor((word * count) / TWO_TO_32);
    }
  }
}
