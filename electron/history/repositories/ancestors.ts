import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** One ancestor of a champion: how it was made from its parent. */
export interface AncestorRecord {
  readonly experiment: number;
  readonly birth: number;
  /** The parent's birth; null for an individual that was drawn, not bred. */
  readonly parent: number | null;
  /** The exact mutation records, or the first program, as JSON. */
  readonly change: string;
  readonly search: number;
  readonly select: number | null;
}

/** The lines of champions in runs of one island, as schema 1 kept them; lines may share members. */
export class Ancestors {
  readonly #store: Store;
  readonly #table: OwnedTable<AncestorRecord>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'ancestors',
      columns: ['experiment', 'birth', 'parent', 'change', 'search', 'select'],
      key: ['experiment', 'birth'],
    });
  }

  /** Keeps ancestors; one that is there already takes a later score on T_select. */
  put(runId: string, ancestors: readonly AncestorRecord[]): void {
    this.#store.write(() => {
      for (const ancestor of ancestors) {
        if (this.#table.insertNew(runId, ancestor) || ancestor.select === null) continue;
        const { experiment, birth, select } = ancestor;
        this.#table.update(runId, { experiment, birth }, { select });
      }
    });
  }

  /** What ancestors score on T_select. */
  score(
    runId: string,
    experiment: number,
    scores: readonly { readonly birth: number; readonly select: number }[],
  ): void {
    this.#store.write(() => {
      for (const { birth, select } of scores) this.#table.update(runId, { experiment, birth }, { select });
    });
  }

  /** The line of descent of an individual, from the first ancestor to the individual itself. */
  line(runId: string, experiment: number, birth: number): AncestorRecord[] {
    return this.#store.read(() => {
      const line: AncestorRecord[] = [];
      for (let next: number | null = birth; next !== null;) {
        const ancestor: AncestorRecord | undefined = this.#table.get(runId, { experiment, birth: next });
        if (ancestor === undefined) break;
        line.push(ancestor);
        next = ancestor.parent;
      }
      return line.reverse();
    });
  }
}
