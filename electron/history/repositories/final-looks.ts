import type { Store } from '../store.ts';
import { Table } from '../table.ts';

/** One score on a T_final. */
export interface FinalLook {
  /** The run whose champion was scored; null for a program from a file. */
  readonly runId: string | null;
  /** Content hash of the set of tasks. */
  readonly taskSet: string;
  /** Content hash of the algorithm. */
  readonly algorithm: string;
  readonly fitness: number;
  readonly lookedAt: number;
}

interface LookRow extends FinalLook {
  readonly number: number;
}

/**
 * Every look at a T_final, so that a score can say how often the same tasks were looked at before: choosing among many
 * looks is selection, too.
 */
export class FinalLooks {
  readonly #store: Store;
  readonly #table: Table<LookRow>;

  constructor(store: Store) {
    this.#store = store;
    this.#table = new Table(store, {
      name: 'final_looks',
      columns: ['taskSet', 'number', 'runId', 'algorithm', 'fitness', 'lookedAt'],
      key: ['taskSet', 'number'],
      owner: 'taskSet',
    });
  }

  /** A run's look that is on record already (the run went on after a crash) is not counted twice. */
  put(look: FinalLook): void {
    this.#store.write(() => {
      const { runId, taskSet, algorithm } = look;
      if (runId !== null && this.#table.find({ runId, taskSet, algorithm }).length > 0) return;
      const [last] = this.#table.find({ taskSet }, 'ORDER BY number DESC LIMIT 1');
      this.#table.insert({ ...look, number: (last?.number ?? 0) + 1 });
    });
  }

  /** Looks at one T_final so far: runs that were scored on it, and programs from files. */
  count(taskSet: string): number {
    return this.#table.seal({ taskSet }).rows;
  }

  /** The looks at one T_final, in the order in which they were taken. */
  of(taskSet: string): FinalLook[] {
    return this.#table.all({ taskSet }).map(({ number: _number, ...look }) => look);
  }
}
