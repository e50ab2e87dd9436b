import type { Store } from '../store.ts';
import type { Table } from '../table.ts';
import type { Algorithms } from './algorithms.ts';
import type { Groups } from './groups.ts';
import { type RunRow, runTable } from './run-rows.ts';
import type { Specs } from './specs.ts';

/** The tables whose rows belong to runs, those first that have most. */
export const OWNED_TABLES = [
  ...['lineage', 'curve_pieces', 'mutation_pieces', 'migrants', 'events', 'ancestors', 'checkpoints', 'archive'],
  ...['champions', 'islands', 'experiments', 'evaluators_in_use', 'notes', 'summaries'],
] as const;

/** Rows that go in one transaction: others can write in between, and the log stays short. */
const ROWS_AT_ONCE = 2000;

/** Removes deleted runs for good, in slices: a run of a million rows blocks nobody for long. */
export class Purge {
  readonly #store: Store;
  readonly #groups: Groups;
  readonly #specs: Specs;
  readonly #algorithms: Algorithms;
  readonly #runs: Table<RunRow>;

  constructor(store: Store, groups: Groups, specs: Specs, algorithms: Algorithms) {
    this.#store = store;
    this.#groups = groups;
    this.#specs = specs;
    this.#algorithms = algorithms;
    this.#runs = runTable(store);
  }

  /** Marks the deleted runs: from now on they cannot be had back. @returns how many */
  begin(now: number): number {
    return this.#store.write(() => {
      const deleted = this.#runs.all().filter(({ deletedAt, purgedAt }) => deletedAt !== null && purgedAt === null);
      for (const run of deleted) this.#runs.put({ ...run, purgedAt: now });
      return deleted.length;
    });
  }

  /**
   * Removes some rows of runs that are marked, also by an earlier purge that was cut short.
   *
   * @returns whether all is done
   */
  step(): boolean {
    return this.#store.write(() => {
      const [run] = this.#runs.select('WHERE purged_at IS NOT NULL LIMIT 1', []);
      if (run === undefined) return this.#prune();
      for (const table of OWNED_TABLES) {
        const removed = this.#store.statement(`DELETE FROM ${table} WHERE run = ? LIMIT ${ROWS_AT_ONCE}`);
        if (removed.run(run.number).changes > 0) return false;
      }
      this.#runs.remove({ number: run.number });
      this.#store.seals.remove(String(run.number));
      return false;
    });
  }

  /** Forgets what only the removed runs needed. */
  #prune(): boolean {
    this.#groups.prune();
    this.#specs.prune();
    return !this.#algorithms.prune();
  }
}
