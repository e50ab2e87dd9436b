import { standardGaussian } from '../numerics/random-draws.ts';
import { threefry } from '../numerics/threefry.ts';

/** What a stream is for. Each purpose has numbers of its own under every seed. */
export type StreamPurpose = keyof typeof PURPOSE_TAGS;

/** Tags are part of what a seed means: add new ones, change none. */
const PURPOSE_TAGS = {
  'linear-weights': 1,
  'linear-train-features': 2,
  'linear-valid-features': 3,
  'affine-weights': 4,
  'affine-train-features': 5,
  'affine-valid-features': 6,
  'network-weights': 7,
  'network-train-features': 8,
  'network-valid-features': 9,
  'epoch-orders': 10,
  'role-split': 11,
  'projection-choice': 12,
  'projection-matrix': 13,
  'train-choice': 14,
  'valid-choice': 15,
} as const;

/** Digits of pi's fraction: a key that no task seed and purpose are used as. */
const STREAM_FAMILY = [0x243f6a88, 0x85a308d3] as const;

const WORD_RANGE = 0x1_0000_0000;

/**
 * The random numbers that examples are made of: equal seed and purpose give equal numbers, on every machine.
 *
 * Threefry-2x32 with a 64-bit counter. Its key is itself a Threefry block, of (seed, purpose) under a constant key.
 * That map is one to one, so no two streams share a key, and none lines up with the noise streams of an evaluation,
 * which use (task seed, noise seed) as they are.
 */
export class ExampleStream {
  readonly #key = new Uint32Array(2);
  readonly #block = new Uint32Array(2);
  #drawn = 0;

  /** @param seed uint32 */
  constructor(seed: number, purpose: StreamPurpose) {
    threefry(STREAM_FAMILY[0], STREAM_FAMILY[1], seed, PURPOSE_TAGS[purpose], this.#key);
  }

  /** Standard Gaussian, one block a number. */
  gaussian(): number {
    this.#advance();
    return standardGaussian(this.#block[0]!, this.#block[1]!);
  }

  /** Fills a new array of `count` standard Gaussians. */
  gaussians(count: number): Float64Array {
    const numbers = new Float64Array(count);
    for (let index = 0; index < count; index++) numbers[index] = this.gaussian();
    return numbers;
  }

  /** Uniform in 0 .. count - 1 for a count from 1 to 2^32, without bias: words past the last whole multiple are redrawn. */
  integerBelow(count: number): number {
    const usable = WORD_RANGE - (WORD_RANGE % count);
    do this.#advance();
    while (this.#block[0]! >= usable);
    return this.#block[0]! % count;
  }

  /** Shuffles in place (Fisher-Yates, from the end): every order is equally likely. */
  shuffle(entries: Uint32Array): void {
    for (let last = entries.length - 1; last > 0; last--) {
      const other = this.integerBelow(last + 1);
      const moved = entries[last]!;
      entries[last] = entries[other]!;
      entries[other] = moved;
    }
  }

  #advance(): void {
    threefry(this.#key[0]!, this.#key[1]!, this.#drawn >>> 0, Math.floor(this.#drawn / WORD_RANGE), this.#block);
    this.#drawn++;
  }
}
