import { HistoryError } from '../history-error.ts';
import type { Store } from '../store.ts';

/** Runs are told apart by short numbers inside the history, which take less room than their ids. */
export class RunNumbers {
  readonly #store: Store;
  readonly #known = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** @throws {HistoryError} where there is no such run */
  of(id: string): number {
    const number = this.find(id);
    if (number === undefined) throw new HistoryError(this.#store.file, `has no run ${id}, to which a record belongs`);
    return number;
  }

  /** The number of a run, or undefined. A number is never given twice. */
  find(id: string): number | undefined {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const row = this.#store.statement('SELECT number FROM runs WHERE id = ?').get(id) as [number] | undefined;
    if (row !== undefined) this.#known.set(id, row[0]);
    return row?.[0];
  }

  /** The id of the run with a number, or undefined. */
  idOf(number: number): string | undefined {
    const row = this.#store.statement('SELECT id FROM runs WHERE number = ?').get(number) as [string] | undefined;
    return row?.[0];
  }
}
