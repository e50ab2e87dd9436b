import type { Store } from '../store.ts';
import { Table } from '../table.ts';

/** Runs that were started together from one spec, each with a seed of its own. */
export interface GroupRecord {
  /** That of its first run. */
  readonly id: string;
  readonly specHash: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** The groups of runs. */
export class Groups {
  readonly #store: Store;
  readonly #table: Table<GroupRecord>;

  constructor(store: Store) {
    this.#store = store;
    this.#table = new Table(store, {
      name: 'groups',
      columns: ['id', 'specHash', 'name', 'createdAt'],
      key: ['id'],
      owner: null,
    });
  }

  /** Keeps a group; one that is there stays as it is. */
  put(group: GroupRecord): void {
    this.#table.insertNew(group);
  }

  get(id: string): GroupRecord | undefined {
    return this.#table.get({ id });
  }

  rename(id: string, name: string): void {
    this.#table.update({ id }, { name });
  }

  /** All groups by id. */
  list(): GroupRecord[] {
    return this.#table.all();
  }

  /** Forgets groups without runs. */
  prune(): void {
    this.#store.write(() => {
      const empty = this.#table.select('WHERE NOT EXISTS (SELECT 1 FROM runs WHERE group_id = groups.id)', []);
      for (const { id } of empty) this.#table.remove({ id });
    });
  }
}
