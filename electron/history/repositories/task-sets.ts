import type { TaskRole } from '../../../native-worker/spec/spec-schema.ts';
import type { Store } from '../store.ts';
import { Table } from '../table.ts';

/** A set of tasks that something was scored on. */
export interface TaskSetRecord {
  /** Of its content. */
  readonly hash: string;
  readonly role: TaskRole;
  /** What it is, in words: kind, number of tasks, examples. */
  readonly description: string;
}

/** Sets of tasks by their content hash. */
export class TaskSets {
  readonly #table: Table<TaskSetRecord>;

  constructor(store: Store) {
    this.#table = new Table(store, {
      name: 'task_sets',
      columns: ['hash', 'role', 'description'],
      key: ['hash'],
      owner: null,
    });
  }

  /** Keeps a set; one that is there stays as it is. */
  put(set: TaskSetRecord): void {
    this.#table.insertNew(set);
  }

  get(hash: string): TaskSetRecord | undefined {
    return this.#table.get({ hash });
  }
}
