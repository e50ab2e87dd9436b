/** What a worker's core did. */
export type Activity = 'starting' | 'working' | 'idle' | 'restarting' | 'off';

/** What a worker's core did from one moment to another, in seconds of the pool's clock. */
export interface Interval {
  readonly worker: number;
  readonly from: number;
  /** Of an interval under way: now. */
  readonly to: number;
  readonly activity: Activity;
  /** Why it idled, or was off or started again; empty where there is nothing to explain. */
  readonly why: string;
  /** The run that it was for. */
  readonly run: string | null;
}

const INTERVALS_KEPT = 4096;

/** What each core did and why it idled; of long ago, the oldest intervals are forgotten. */
export class Timeline {
  readonly #clock: () => number;
  readonly #capacity: number;
  /** A ring: once it is full, the oldest stands at `#oldest`. */
  readonly #past: Interval[] = [];
  #oldest = 0;
  readonly #underWay = new Map<number, Interval>();

  /** @param clock seconds @param capacity how many intervals that are over are kept */
  constructor(clock: () => number, capacity = INTERVALS_KEPT) {
    this.#clock = clock;
    this.#capacity = capacity;
  }

  /** From now on a worker does something; nothing changes where it does that already. */
  mark(worker: number, activity: Activity, why = '', run: string | null = null): void {
    const before = this.#underWay.get(worker);
    if (before?.activity === activity && before.why === why && before.run === run) return;
    const now = this.#clock();
    if (before !== undefined && now > before.from) this.#keep({ ...before, to: now });
    this.#underWay.set(worker, { worker, from: now, to: now, activity, why, run });
  }

  /** Those that are over in the order in which they ended, then those under way. */
  intervals(): readonly Interval[] {
    const now = this.#clock();
    return [
      ...this.#past.slice(this.#oldest),
      ...this.#past.slice(0, this.#oldest),
      ...[...this.#underWay.values()].map((interval) => ({ ...interval, to: now })),
    ];
  }

  #keep(interval: Interval): void {
    if (this.#past.length < this.#capacity) {
      this.#past.push(interval);
      return;
    }
    this.#past[this.#oldest] = interval;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
  }
}
