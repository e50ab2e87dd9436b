import type { Database } from 'better-sqlite3';
import { Algorithms } from './algorithms.ts';
import { Champions } from './champions.ts';
import { EvaluatorsInUse } from './evaluators-in-use.ts';
import { Experiments } from './experiments.ts';
import { FinalLooks } from './final-looks.ts';
import { FitnessCurve } from './fitness-curve.ts';
import { HistoryError } from './history-error.ts';
import { databaseFigures, explain, openDatabase, openDatabaseAsFound } from './open-database.ts';
import { OPERATING_SYSTEM, type ProcessTable } from './process-identity.ts';
import { Runs } from './runs.ts';
import { SavedStates } from './saved-states.ts';
import { Specs } from './specs.ts';
import { Summaries } from './summaries.ts';

/** The lab record: what was run, found and looked at. One repository for each kind of record. */
export class History {
  readonly file: string;
  /** Whether the file exists; an empty history in memory stands in for one that does not. */
  readonly isOnDisk: boolean;
  readonly runs: Runs;
  readonly specs: Specs;
  readonly experiments: Experiments;
  readonly champions: Champions;
  readonly algorithms: Algorithms;
  readonly curve: FitnessCurve;
  readonly savedStates: SavedStates;
  readonly finalLooks: FinalLooks;
  readonly summaries: Summaries;
  readonly evaluatorsInUse: EvaluatorsInUse;
  readonly #database: Database;

  constructor(file: string, database: Database, processes: ProcessTable) {
    this.file = file;
    this.#database = database;
    this.isOnDisk = !database.memory;
    this.runs = new Runs(database, processes);
    this.specs = new Specs(database);
    this.experiments = new Experiments(database);
    this.champions = new Champions(database);
    this.algorithms = new Algorithms(database);
    this.curve = new FitnessCurve(database);
    this.savedStates = new SavedStates(database, file);
    this.finalLooks = new FinalLooks(database);
    this.summaries = new Summaries(database);
    this.evaluatorsInUse = new EvaluatorsInUse(database);
  }

  /**
   * Does several writes as one: all of them or none.
   *
   * @throws {HistoryError} if the disk is full or the file cannot be written
   */
  write<T>(writes: () => T): T {
    try {
      return this.#database.transaction(writes).immediate();
    } catch (error) {
      const isSqlite = error instanceof Error && error.name === 'SqliteError';
      throw isSqlite ? new HistoryError(this.file, explain(error), { cause: error }) : error;
    }
  }

  /** Size in bytes and schema. */
  figures(): { readonly bytes: number; readonly schema: number } {
    return databaseFigures(this.#database);
  }

  /** Also folds the write-ahead log back into the file. */
  close(): void {
    this.#database.close();
  }
}

/**
 * Opens the history in a file, and makes it where there is none.
 *
 * @throws {HistoryError} if the file is not a sound history, or cannot be written
 */
export function openHistory(file: string, processes: ProcessTable = OPERATING_SYSTEM): History {
  return new History(file, openDatabase(file), processes);
}

/**
 * Opens the history in a file for work that adds no runs: where there is none, it is empty, and is not made.
 *
 * @throws {HistoryError} if the file is not a sound history, or could not be written
 */
export function openHistoryAsFound(file: string, processes: ProcessTable = OPERATING_SYSTEM): History {
  return new History(file, openDatabaseAsFound(file), processes);
}
