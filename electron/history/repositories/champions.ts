import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** A program that was looked at on T_select. */
export interface ChampionRecord {
  readonly experiment: number;
  /** The island it was born on. */
  readonly island: number;
  /** Number of the candidate on its island; with `experiment` and `island` it names the individual in the run. */
  readonly birth: number;
  readonly hash: string;
  /** As it was found, dead code and all, constants to the last bit. */
  readonly listing: string;
  /** Candidates of the run when it was found. */
  readonly candidates: number;
  readonly search: number;
  readonly select: number | null;
  readonly final: number | null;
}

/** The champions of runs. */
export class Champions {
  readonly #store: Store;
  readonly #table: OwnedTable<ChampionRecord>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'champions',
      columns: ['experiment', 'island', 'birth', 'hash', 'listing', 'candidates', 'search', 'select', 'final'],
      key: ['experiment', 'island', 'birth'],
    });
  }

  /** Keeps a champion. Scores that it has already stay where the new record has none. */
  put(runId: string, champion: ChampionRecord): void {
    this.#store.write(() => {
      const { experiment, island, birth } = champion;
      const [old] = this.#table.find(runId, { experiment, island, birth });
      if (old === undefined) this.#table.put(runId, champion);
      else {
        const { select, final } = champion;
        this.#table.put(runId, { ...old, select: select ?? old.select, final: final ?? old.final });
      }
    });
  }

  /** A run's champions in the order in which they were found. */
  of(runId: string): ChampionRecord[] {
    return this.#table
      .all(runId)
      .sort((one, other) => one.candidates - other.candidates || one.island - other.island || one.birth - other.birth);
  }

  /** The champion of the newest run that has one with a content hash. */
  withHash(hash: string): (ChampionRecord & { readonly runId: string }) | undefined {
    const [newest] = this.#table.anywhere('WHERE hash = ? ORDER BY run DESC LIMIT 1', [hash]);
    return newest && { ...newest.row, runId: newest.runId };
  }
}
