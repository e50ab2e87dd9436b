import type { Store } from '../store.ts';
import { Table } from '../table.ts';

/** What one worker did for a while, or why it did nothing. */
export interface TimelineEntry {
  /** Names one start of a pool of workers. */
  readonly sitting: string;
  readonly worker: number;
  /** Milliseconds since 1970. */
  readonly beganAt: number;
  readonly endedAt: number;
  /** `working`, `idle`, `starting`, `restarting`. */
  readonly activity: string;
  readonly why: string | null;
  /** The run that it worked on. */
  readonly runId: string | null;
}

interface TimelineRow extends TimelineEntry {
  readonly number: number;
}

/** Entries that are kept; the oldest go first. */
const KEPT = 100_000;
/** They go some at a time. */
const SLACK = 1000;

/** What the cores of this machine did, and why they idled. */
export class WorkerTimeline {
  readonly #store: Store;
  readonly #table: Table<TimelineRow>;

  constructor(store: Store) {
    this.#store = store;
    this.#table = new Table(store, {
      name: 'worker_timeline',
      columns: ['number', 'sitting', 'worker', 'beganAt', 'endedAt', 'activity', 'why', 'runId'],
      key: ['number'],
      owner: null,
    });
  }

  /** Keeps entries; the oldest make room. */
  add(entries: readonly TimelineEntry[]): void {
    this.#store.write(() => {
      const [last] = this.#table.select('ORDER BY number DESC LIMIT 1', []);
      let number = last?.number ?? 0;
      for (const entry of entries) this.#table.insert({ ...entry, number: ++number });
      const surplus = this.#table.seal().rows - KEPT;
      if (surplus < SLACK) return;
      for (const old of this.#table.select('ORDER BY number LIMIT ?', [surplus]))
        this.#table.remove({ number: old.number });
    });
  }

  /** The entries that end after a time, in order. */
  since(time: number): TimelineEntry[] {
    return this.#table
      .all()
      .filter(({ endedAt }) => endedAt > time)
      .map(({ number: _number, ...entry }) => entry);
  }
}
