import type { Database } from 'better-sqlite3';

/** One point of a run's curve: how the population did after so many candidates. */
export interface CurvePoint {
  readonly candidates: number;
  readonly experiment: number;
  readonly chargedSteps: number;
  readonly seconds: number;
  readonly bestSearch: number;
  readonly bestSelect: number | null;
  /** Mean and standard deviation of the population's fitness on T_search. */
  readonly mean: number;
  readonly deviation: number;
}

/** Fitness over time, run by run. */
export class FitnessCurve {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  put(runId: string, point: CurvePoint): void {
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO fitness_curve
           (run_id, candidates, experiment, charged_steps, seconds, best_search, best_select, mean, deviation)
         VALUES ($runId, $candidates, $experiment, $chargedSteps, $seconds, $bestSearch, $bestSelect, $mean, $deviation)`,
      )
      .run({ runId, ...point });
  }

  /** A run's points in order. */
  of(runId: string): CurvePoint[] {
    return this.#database
      .prepare<[string], CurvePoint>(
        `SELECT candidates, experiment, charged_steps AS chargedSteps, seconds, best_search AS bestSearch,
                best_select AS bestSelect, mean, deviation
         FROM fitness_curve WHERE run_id = ? ORDER BY candidates`,
      )
      .all(runId);
  }
}
