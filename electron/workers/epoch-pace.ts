/** So much work is given out beyond what is settled, so that no worker has to wait for an answer. */
const SECONDS_AHEAD = 0.25;
const SECONDS_TO_MEASURE = 0.25;
/** Even where an epoch takes minutes, the next one begins before all islands have ended this one. */
const LEAST_AHEAD = 2;
const MOST_AHEAD = 100_000;

/** Measures how long an epoch of all islands takes. */
export class EpochPace {
  readonly #clock: () => number;
  readonly #islands: number;
  #since: number;
  #barriers = 0;
  #ahead = LEAST_AHEAD;

  /** @param clock seconds */
  constructor(islands: number, clock: () => number) {
    this.#islands = islands;
    this.#clock = clock;
    this.#since = clock();
  }

  /** How many epochs an island may run ahead of what is settled. */
  get ahead(): number {
    return this.#ahead;
  }

  /** So many islands have come to the end of an epoch. @returns whether `ahead` is another one now */
  passed(barriers: number): boolean {
    this.#barriers += barriers;
    const now = this.#clock();
    const seconds = now - this.#since;
    if (this.#barriers === 0 || seconds < SECONDS_TO_MEASURE) return false;
    const epochs = Math.ceil((SECONDS_AHEAD * this.#barriers) / (this.#islands * seconds));
    this.#since = now;
    this.#barriers = 0;
    const before = this.#ahead;
    this.#ahead = Math.min(Math.max(epochs, LEAST_AHEAD), MOST_AHEAD);
    return this.#ahead !== before;
  }
}
