import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** One restart of the search inside a run, once it has ended. */
export interface ExperimentRecord {
  /** From 0. */
  readonly number: number;
  readonly candidates: number;
  readonly chargedSteps: number;
  readonly executedSteps: number;
  readonly championHash: string | null;
  readonly search: number | null;
  readonly select: number | null;
}

/** The experiments of runs. */
export class Experiments {
  readonly #table: OwnedTable<ExperimentRecord>;

  constructor(store: Store, runs: RunNumbers) {
    this.#table = new OwnedTable(store, runs, {
      name: 'experiments',
      columns: ['number', 'candidates', 'chargedSteps', 'executedSteps', 'championHash', 'search', 'select'],
      key: ['number'],
    });
  }

  /** Written again after a restart from a saved state: the same experiment gives the same row. */
  put(runId: string, experiment: ExperimentRecord): void {
    this.#table.put(runId, experiment);
  }

  /** A run's experiments in order. */
  of(runId: string): ExperimentRecord[] {
    return this.#table.all(runId);
  }
}
