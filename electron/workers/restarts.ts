/** Milliseconds before the first, second and third start after a failure. */
export const BACK_OFF: readonly number[] = [200, 1000, 5000];

/** How often, and after which pause, what has failed is tried again: a bounded number of times without success. */
export class Restarts {
  readonly #pauses: readonly number[];
  readonly #most: number;
  #failures = 0;

  /**
   * @param pauses milliseconds, before the first try and those after it
   * @param most tries in a row; those for which there is no pause come after the last one
   */
  constructor(pauses: readonly number[], most = pauses.length) {
    this.#pauses = pauses;
    this.#most = most;
  }

  /** How often it has failed since it got on last. */
  get failures(): number {
    return this.#failures;
  }

  /** It has failed. @returns milliseconds to wait before the next try; null if there shall be none */
  failed(): number | null {
    this.#failures++;
    if (this.#failures > this.#most) return null;
    return this.#pauses[this.#failures - 1] ?? this.#pauses.at(-1) ?? 0;
  }

  /** It has got on: failures are counted anew. */
  succeeded(): void {
    this.#failures = 0;
  }
}
