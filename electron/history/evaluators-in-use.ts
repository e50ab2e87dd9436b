import type { Database } from 'better-sqlite3';
import type { TierInUse } from '../../native-worker/tiers/tier.ts';

interface EvaluatorRow extends Omit<TierInUse, 'dropped'> {
  readonly dropped: string;
}

/** By what the programs of runs were evaluated, and which faster evaluators were dropped on the way. */
export class EvaluatorsInUse {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps what a process that works on a run uses. `beganAt`: milliseconds since 1970. */
  put(runId: string, { name, instructionSet, dropped }: TierInUse, beganAt: number): void {
    this.#database
      .prepare(
        `INSERT INTO evaluators_in_use (run_id, name, instruction_set, dropped, began_at)
         VALUES (?, ?, ?, ?, ?)`,
      )
      .run(runId, name, instructionSet, JSON.stringify(dropped), beganAt);
  }

  /** What a run was evaluated by, in order of first use, each with its reasons once. */
  of(runId: string): TierInUse[] {
    return this.#database
      .prepare<[string], EvaluatorRow>(
        `SELECT name, instruction_set AS instructionSet, dropped FROM evaluators_in_use WHERE run_id = ?
         GROUP BY name, instruction_set, dropped ORDER BY min(id)`,
      )
      .all(runId)
      .map((row) => ({ ...row, dropped: JSON.parse(row.dropped) as TierInUse['dropped'] }));
  }
}
