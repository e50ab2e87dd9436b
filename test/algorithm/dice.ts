/** A seeded source of random integers for tests: the same seed, the same throws. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Uniform in 0 .. count-1. */
  below(count: number): number {
    // Multiplicative stepping with an avalanche: good enough to pick test programs.
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let word = Math.imul(this.#state ^ (this.#state >>> 16), 0x6a09e667);
    word = Math.imul(word ^ (word >>> 15), 0xbb67ae85);
    return Math.floor((((word ^ (word >>> 15)) >>> 0) / 2 ** 32) * count);
  }

  /** True once in `count` times. */
  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    return items.map(() => left.splice(this.below(left.length), 1)[0]!);
  }
}
