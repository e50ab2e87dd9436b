import type { Store } from '../store.ts';
import { OwnedTable } from './owned-table.ts';
import type { RunNumbers } from './run-numbers.ts';

/** A note on a run. */
export interface NoteRecord {
  /** Running number within the run, from 1. */
  readonly number: number;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
  /** When it was last changed; null if never. */
  readonly editedAt: number | null;
}

/** Notes on runs, several a run, each dated. */
export class Notes {
  readonly #store: Store;
  readonly #table: OwnedTable<NoteRecord>;

  constructor(store: Store, runs: RunNumbers) {
    this.#store = store;
    this.#table = new OwnedTable(store, runs, {
      name: 'notes',
      columns: ['number', 'text', 'writtenAt', 'editedAt'],
      key: ['number'],
    });
  }

  /** Adds a note. @returns its number */
  add(runId: string, text: string, now: number): number {
    return this.#store.write(() => {
      const number = (this.of(runId).at(-1)?.number ?? 0) + 1;
      this.#table.put(runId, { number, text, writtenAt: now, editedAt: null });
      return number;
    });
  }

  /** Changes a note's text. @returns whether there is such a note */
  edit(runId: string, number: number, text: string, now: number): boolean {
    return this.#table.update(runId, { number }, { text, editedAt: now });
  }

  remove(runId: string, number: number): void {
    this.#table.remove(runId, { number });
  }

  /** A run's notes in the order in which they were written. */
  of(runId: string): NoteRecord[] {
    return this.#table.all(runId);
  }
}
