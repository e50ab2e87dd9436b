import { HistoryError } from '../history-error.ts';
import { addSeals, EMPTY_SEAL, type Seal } from '../seals.ts';
import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** Names an individual of a run. */
export interface IndividualName {
  readonly experiment: number;
  /** The island that it was born on. */
  readonly island: number;
  /** Running number of its birth there. */
  readonly birth: number;
}

/** A birth on record. */
export interface LineageRow extends IndividualName {
  /** Where its parent was born; null for one without a parent. */
  readonly parentIsland: number | null;
  readonly parentBirth: number | null;
  /** How it came to be: a word of the search's own. */
  readonly kind: string;
  readonly search: number;
  readonly select: number | null;
  /** Candidates that its island had seen when its last copy died; null where it lived when this was recorded. */
  readonly died: number | null;
  /** What made it of its parent's program; null where the program itself is kept alone. */
  readonly edits: Uint8Array | null;
  /** Its program, for improvements and for those without a parent. */
  readonly program: Uint8Array | null;
}

/** Some of a run's births, in order of their names. */
export interface LineagePage {
  readonly rows: readonly LineageRow[];
  /** Where the next page begins; null behind the last one. */
  readonly next: IndividualName | null;
  /** Of the pages so far. */
  readonly seal: Seal;
}

/** Where all lines begin. */
export const FIRST_PAGE: { readonly from: IndividualName; readonly seal: Seal } = {
  from: { experiment: 0, island: 0, birth: 0 },
  seal: EMPTY_SEAL,
};

/** The births of runs that are on record. */
export class Lineage {
  readonly #store: Store;
  readonly #table: OwnedTable<LineageRow>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'lineage',
      columns: [
        ...(['experiment', 'island', 'birth', 'parentIsland', 'parentBirth'] as const),
        ...(['kind', 'search', 'select', 'died', 'edits', 'program'] as const),
      ],
      key: ['experiment', 'island', 'birth'],
    });
  }

  /**
   * Keeps births. Those that are there already stay as they are, but for a death that was not known: a run that goes on
   * from a cut tells some again.
   */
  put(runId: string, births: readonly LineageRow[]): void {
    this.#store.write(() => {
      for (const birth of births) {
        if (this.#table.insertNew(runId, birth) || birth.died === null) continue;
        const known = this.get(runId, birth);
        if (known !== undefined && birth.died > (known.died ?? -1)) {
          const { experiment, island, birth: number, died } = birth;
          this.#table.update(runId, { experiment, island, birth: number }, { died });
        }
      }
    });
  }

  /** What births score on T_select. */
  score(runId: string, scores: readonly (IndividualName & { readonly select: number })[]): void {
    this.#store.write(() => {
      for (const { select, ...name } of scores) this.#table.update(runId, name, { select });
    });
  }

  /** One birth, or undefined. */
  get(runId: string, { experiment, island, birth }: IndividualName): LineageRow | undefined {
    const [row] = this.#table.find(runId, { experiment, island, birth });
    return row;
  }

  /**
   * The line of descent of an individual, from the first ancestor to the individual itself; empty where it is not on
   * record.
   *
   * @throws {HistoryError} where a member is damaged or missing
   */
  line(runId: string, name: IndividualName): LineageRow[] {
    return this.#store.read(() => {
      const line: LineageRow[] = [];
      let row = this.get(runId, name);
      while (row !== undefined) {
        line.push(row);
        const { experiment, parentIsland: island, parentBirth: birth } = row;
        if (island === null || birth === null) return line.reverse();
        row = this.get(runId, { experiment, island, birth });
      }
      // Either the line is still growing in the memory of the search, or damage has hidden a member.
      if (line.length > 0) this.#table.verify(runId);
      return [];
    });
  }

  /** How many births of a run are on record, and about their bytes. */
  size(runId: string): Seal {
    return this.#table.seal(runId);
  }

  /** A page of all births of a run, from where the one before ended. @param limit rows of a page */
  page(
    runId: string,
    { from, seal }: Pick<LineagePage, 'seal'> & { readonly from: IndividualName },
    limit: number,
  ): LineagePage {
    return this.#store.read(() => {
      const rows = this.#table
        .anywhere(
          `WHERE run = (SELECT number FROM runs WHERE id = ?) AND (experiment, island, birth) >= (?, ?, ?)
           ORDER BY experiment, island, birth LIMIT ?`,
          [runId, from.experiment, from.island, from.birth, limit + 1],
        )
        .map(({ row }) => row);
      const page = rows.slice(0, limit);
      const next = rows[limit];
      const read = page.length === 0 ? seal : addSeals(seal, this.#table.sealOfRows(runId, page));
      if (next === undefined) this.#confirmAll(runId, read);
      return {
        rows: page,
        next: next === undefined ? null : { experiment: next.experiment, island: next.island, birth: next.birth },
        seal: read,
      };
    });
  }

  /** A run that is worked on may have got births meanwhile: only then all is read again. */
  #confirmAll(runId: string, { rows, sum }: Seal): void {
    const whole = this.#table.seal(runId);
    if (whole.rows !== rows || whole.sum !== sum) this.#table.verify(runId);
    if (whole.rows < rows) throw new HistoryError(this.#store.file, `lines of run ${runId} went while they were read`);
  }
}
