import type { Database } from 'better-sqlite3';

/** One restart of the search inside a run, once it has ended. */
export interface ExperimentRecord {
  /** From 0. */
  readonly number: number;
  readonly candidates: number;
  readonly chargedSteps: number;
  readonly executedSteps: number;
  readonly championHash: string | null;
  readonly search: number | null;
  readonly select: number | null;
}

/** The experiments of runs. */
export class Experiments {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Written again after a restart from a saved state: the same experiment gives the same row. */
  put(runId: string, experiment: ExperimentRecord): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO experiments
           (run_id, number, candidates, charged_steps, executed_steps, champion_hash, search, selected)
         VALUES ($runId, $number, $candidates, $chargedSteps, $executedSteps, $championHash, $search, $select)`,
      )
      .run({ runId, ...experiment });
  }

  /** A run's experiments in order. */
  of(runId: string): ExperimentRecord[] {
    return this.#database
      .prepare<[string], ExperimentRecord>(
        `SELECT number, candidates, charged_steps AS chargedSteps, executed_steps AS executedSteps,
                champion_hash AS championHash, search, selected AS "select"
         FROM experiments WHERE run_id = ? ORDER BY number`,
      )
      .all(runId);
  }
}
