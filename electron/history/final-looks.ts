import type { Database } from 'better-sqlite3';

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

/**
 * Every look at a T_final, so that a score can say how often the same tasks were looked at before: choosing among many
 * looks is selection, too.
 */
export class FinalLooks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A run's look that is on record already (the run went on after a crash) is not counted twice. */
  put(look: FinalLook): void {
    this.#database
      .prepare(
        `INSERT OR IGNORE INTO final_looks (run_id, task_set, algorithm, fitness, looked_at)
         VALUES ($runId, $taskSet, $algorithm, $fitness, $lookedAt)`,
      )
      .run(look);
  }

  /** Looks at one T_final so far: runs that were scored on it, and programs from files. */
  count(taskSet: string): number {
    const count = this.#database
      .prepare<[string], number>('SELECT count(*) FROM final_looks WHERE task_set = ?')
      .pluck()
      .get(taskSet);
    return count ?? 0;
  }
}
