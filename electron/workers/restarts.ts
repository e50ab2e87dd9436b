/** Milliseconds before the first, second and third start after a failure. */
export const BACK_OFF: readonly number[] = [200, 1000, 5000];

/** Between two cuts after a first failure. */
const SECONDS_TO_CUT = 1;

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

  /**
   * Seconds until the next cut of what has failed, halved at each further failure before there is one: so it is soon past
   * what made it fail, and gets on even where that happens again and again.
   *
   * @param asked never more than these
   */
  secondsToCut(asked: number): number {
    return Math.min(asked, SECONDS_TO_CUT / 2 ** this.#failures);
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
