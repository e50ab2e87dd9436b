import type { Store } from '../store.ts';
import { Table } from '../table.ts';

/** A way of looking at runs that was given a name. */
export interface SavedView {
  readonly name: string;
  /** What whoever saved it needs to show it again. */
  readonly json: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** Saved views by name. */
export class SavedViews {
  readonly #table: Table<SavedView>;

  constructor(store: Store) {
    this.#table = new Table(store, {
      name: 'saved_views',
      columns: ['name', 'json', 'savedAt'],
      key: ['name'],
      owner: null,
    });
  }

  /** Keeps a view, in place of the one with its name. */
  put(view: SavedView): void {
    this.#table.put(view);
  }

  get(name: string): SavedView | undefined {
    return this.#table.get({ name });
  }

  remove(name: string): void {
    this.#table.remove({ name });
  }

  /** All views by name. */
  list(): SavedView[] {
    return this.#table.all();
  }
}
