import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** An algorithm that no other of its experiment beats in both fitness and cost. */
export interface ArchivedAlgorithm {
  readonly experiment: number;
  readonly hash: string;
  /** On T_search. */
  readonly fitness: number;
  /** By the static cost table. */
  readonly cost: number;
  /** As found, constants to the last bit. */
  readonly listing: string;
}

/** The Pareto fronts of runs: fitness against cost. */
export class Archive {
  readonly #store: Store;
  readonly #table: OwnedTable<ArchivedAlgorithm>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'archive',
      columns: ['experiment', 'hash', 'fitness', 'cost', 'listing'],
      key: ['experiment', 'hash'],
    });
  }

  /** Keeps an experiment's front in place of the one before. */
  put(runId: string, experiment: number, front: readonly Omit<ArchivedAlgorithm, 'experiment'>[]): void {
    this.#store.write(() => {
      this.#table.remove(runId, { experiment });
      for (const algorithm of front) this.#table.put(runId, { ...algorithm, experiment });
    });
  }

  /** A run's fronts, experiment by experiment, the cheapest first. */
  of(runId: string): ArchivedAlgorithm[] {
    return this.#table.all(runId, 'experiment, cost, hash');
  }
}
