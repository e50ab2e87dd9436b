import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** Where an island stands, or stood at the end of its experiment. */
export interface IslandRecord {
  readonly experiment: number;
  /** From 0. */
  readonly island: number;
  readonly epoch: number;
  readonly candidates: number;
  readonly chargedSteps: number;
  readonly executedSteps: number;
  readonly refused: number;
  /** The best fitness on T_search that it has seen; null before its first candidate. */
  readonly best: number | null;
}

/** The islands of runs. */
export class Islands {
  readonly #table: OwnedTable<IslandRecord>;

  constructor(store: Store, runs: RunNumbers) {
    this.#table = new OwnedTable(store, runs, {
      name: 'islands',
      columns: [
        ...([
          'experiment',
          'island',
          'epoch',
          'candidates',
          'chargedSteps',
          'executedSteps',
          'refused',
          'best',
        ] as const),
      ],
      key: ['experiment', 'island'],
    });
  }

  /** Keeps where an island stands, in place of where it stood. */
  put(runId: string, island: IslandRecord): void {
    this.#table.put(runId, island);
  }

  /** A run's islands, experiment by experiment. */
  of(runId: string): IslandRecord[] {
    return this.#table.all(runId);
  }
}
