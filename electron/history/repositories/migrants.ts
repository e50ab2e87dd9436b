import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** Copies of individuals that went from one island to another. */
export interface Migration {
  readonly experiment: number;
  /** At whose end they went. */
  readonly epoch: number;
  readonly source: number;
  readonly target: number;
  /** Who they are copies of: island and number of each birth. */
  readonly births: readonly { readonly island: number; readonly birth: number }[];
}

interface MigrationRow extends Omit<Migration, 'births'> {
  readonly births: string;
}

/** Who went from island to island, and when. */
export class Migrants {
  readonly #table: OwnedTable<MigrationRow>;

  constructor(store: Store, runs: RunNumbers) {
    this.#table = new OwnedTable(store, runs, {
      name: 'migrants',
      columns: ['experiment', 'epoch', 'source', 'target', 'births'],
      key: ['experiment', 'epoch', 'source', 'target'],
    });
  }

  /** Written again after a restart from a cut: the same migration gives the same row. */
  put(runId: string, { births, ...migration }: Migration): void {
    this.#table.put(runId, {
      ...migration,
      births: JSON.stringify(births.map(({ island, birth }) => [island, birth])),
    });
  }

  /** A run's migrations in order. */
  of(runId: string): Migration[] {
    return this.#table.all(runId).map(({ births, ...migration }) => ({
      ...migration,
      births: (JSON.parse(births) as [number, number][]).map(([island, birth]) => ({ island, birth })),
    }));
  }
}
