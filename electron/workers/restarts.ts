/** Pauses before the first, second and third start after a failure. */
const BACK_OFF_MILLISECONDS = [200, 1000, 5000] as const;

/** How often, and after which pause, what has failed is tried again: a bounded number of times without success. */
export class Restarts {
  readonly #most: number;
  #failures = 0;

  /** @param most tries in a row; those past the third come after the same pause as the third */
  constructor(most: number = BACK_OFF_MILLISECONDS.length) {
    this.#most = most;
  }

  /** It has failed. @returns milliseconds to wait before the next try; null if there shall be none */
  failed(): number | null {
    this.#failures++;
    if (this.#failures > this.#most) return null;
    return BACK_OFF_MILLISECONDS[Math.min(this.#failures, BACK_OFF_MILLISECONDS.length) - 1] ?? null;
  }

  /** It has got on: failures are counted anew. */
  succeeded(): void {
    this.#failures = 0;
  }
}
