import { threefry } from '../../native-worker/numerics/threefry.ts';

/** Reproducible random points for tests: equal seeds give equal points. */
export class SampleSource {
  private readonly block = new Uint32Array(2);
  private count = 0;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** Two fresh uint32 words. */
  words(): readonly [number, number] {
    threefry(this.seed, 0, this.count++, 0, this.block);
    return [this.block[0]!, this.block[1]!];
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    const [a, b] = this.words();
    return low + (high - low) * ((a * 2 ** 21 + (b >>> 11)) * 2 ** -53);
  }

  /** An integer uniform in low .. high - 1. */
  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high));
  }

  /** A number with a random significand and sign whose binary exponent is uniform in low .. high - 1. */
  withExponent(low: number, high: number): number {
    const exponent = this.integer(low, high);
    const half = Math.trunc(exponent / 2);
    const magnitude = this.between(1, 2) * 2 ** half * 2 ** (exponent - half);
    return (this.words()[0] & 1) === 0 ? magnitude : -magnitude;
  }

  /** A number a few ulps at most from x. */
  near(x: number): number {
    return x + x * 2 ** -52 * this.integer(-3, 4);
  }
}
