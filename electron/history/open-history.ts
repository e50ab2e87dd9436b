import {
  databaseFigures,
  openDatabase,
  openDatabaseAsFound,
  type OpenedDatabase,
  type OpeningOptions,
} from './open-database.ts';
import { OPERATING_SYSTEM, type ProcessTable } from './process-identity.ts';
import { Algorithms } from './repositories/algorithms.ts';
import { Ancestors } from './repositories/ancestors.ts';
import { Archive } from './repositories/archive.ts';
import { Champions } from './repositories/champions.ts';
import { Checkpoints } from './repositories/checkpoints.ts';
import { Curves } from './repositories/curves.ts';
import { DataSets } from './repositories/data-sets.ts';
import { EvaluatorsInUse } from './repositories/evaluators-in-use.ts';
import { Events } from './repositories/events.ts';
import { Experiments } from './repositories/experiments.ts';
import { FinalLooks } from './repositories/final-looks.ts';
import { Groups } from './repositories/groups.ts';
import { Islands } from './repositories/islands.ts';
import { Lineage } from './repositories/lineage.ts';
import { Migrants } from './repositories/migrants.ts';
import { MutationCounts } from './repositories/mutation-counts.ts';
import { Notes } from './repositories/notes.ts';
import { Purge } from './repositories/purge.ts';
import { RunNumbers } from './repositories/run-numbers.ts';
import { RunQueue } from './repositories/run-queue.ts';
import { Runs } from './repositories/runs.ts';
import { SavedViews } from './repositories/saved-views.ts';
import { Specs } from './repositories/specs.ts';
import { Summaries } from './repositories/summaries.ts';
import { TaskSets } from './repositories/task-sets.ts';
import { WorkerTimeline } from './repositories/worker-timeline.ts';
import { Store } from './store.ts';
import type { Upkeep } from './upkeep.ts';
import { verifyRecords } from './verify-records.ts';

/** One repository for each kind of record. */
export interface Repositories {
  readonly runs: Runs;
  readonly queue: RunQueue;
  readonly groups: Groups;
  readonly specs: Specs;
  readonly experiments: Experiments;
  readonly islands: Islands;
  readonly curves: Curves;
  readonly mutationCounts: MutationCounts;
  readonly champions: Champions;
  readonly ancestors: Ancestors;
  readonly lineage: Lineage;
  readonly migrants: Migrants;
  readonly archive: Archive;
  readonly algorithms: Algorithms;
  readonly checkpoints: Checkpoints;
  readonly taskSets: TaskSets;
  readonly finalLooks: FinalLooks;
  readonly summaries: Summaries;
  readonly evaluatorsInUse: EvaluatorsInUse;
  readonly events: Events;
  readonly notes: Notes;
  readonly savedViews: SavedViews;
  readonly dataSets: DataSets;
  readonly workerTimeline: WorkerTimeline;
  readonly purge: Purge;
}

function repositories(store: Store, processes: ProcessTable): Repositories {
  const numbers = new RunNumbers(store);
  const specs = new Specs(store);
  const groups = new Groups(store);
  const algorithms = new Algorithms(store);
  const runs = new Runs(store, processes, groups, numbers);
  return {
    runs,
    queue: new RunQueue(store, processes, specs, runs),
    groups,
    specs,
    experiments: new Experiments(store, numbers),
    islands: new Islands(store, numbers),
    curves: new Curves(store, numbers),
    mutationCounts: new MutationCounts(store, numbers),
    champions: new Champions(store, numbers),
    ancestors: new Ancestors(store, numbers),
    lineage: new Lineage(store, numbers),
    migrants: new Migrants(store, numbers),
    archive: new Archive(store, numbers),
    algorithms,
    checkpoints: new Checkpoints(store, numbers),
    taskSets: new TaskSets(store),
    finalLooks: new FinalLooks(store),
    summaries: new Summaries(store, numbers),
    evaluatorsInUse: new EvaluatorsInUse(store, numbers),
    events: new Events(store, numbers),
    notes: new Notes(store, numbers),
    savedViews: new SavedViews(store),
    dataSets: new DataSets(store),
    workerTimeline: new WorkerTimeline(store),
    purge: new Purge(store, groups, specs, algorithms),
  };
}

/** Size and schema of a history. */
export interface HistoryFigures {
  readonly bytes: number;
  readonly schema: number;
}

/**
 * The lab record: what was run, found and looked at, as the thread that owns the file has it. Everyone else has a
 * `HistoryClient`.
 */
export class History {
  readonly file: string;
  /** Whether the file exists; an empty history in memory stands in for one that does not. */
  readonly isOnDisk: boolean;
  /** What its user should know of how it was found, in sentences. */
  readonly notices: readonly string[];
  readonly repositories: Repositories;
  readonly #store: Store;
  readonly #upkeep: Upkeep;

  constructor(file: string, { database, upkeep, notices }: OpenedDatabase, processes: ProcessTable) {
    this.file = file;
    this.isOnDisk = !database.memory;
    this.notices = notices;
    this.#upkeep = upkeep;
    this.#store = new Store(database, file, () => {
      upkeep.enter();
    });
    this.repositories = repositories(this.#store, processes);
    for (const text of notices)
      this.repositories.events.add(null, { at: Date.now(), kind: 'notice', text, detail: null });
  }

  /** Does several writes as one: all of them or none. @throws {HistoryError} if they cannot be kept */
  write<T>(writes: () => T): T {
    return this.#store.write(writes);
  }

  /** Reads all that there is once. @throws {HistoryError} naming the first table that is damaged */
  verify(): void {
    const { database, file, seals } = this.#store;
    this.#store.read(() => {
      verifyRecords(database, file, seals);
    });
  }

  /** Size in bytes and schema. */
  figures(): HistoryFigures {
    return databaseFigures(this.#store.database);
  }

  /** Also folds the write-ahead log back into the file. */
  close(): void {
    try {
      this.#upkeep.leave();
    } catch {
      // On a full disk not even that can be written; whoever opens the history next sees an unclean end and checks it.
    }
    this.#store.database.close();
  }
}

/**
 * Opens the history in a file, and makes it where there is none.
 *
 * @throws {HistoryError} if the file is not a sound history, or cannot be written
 */
export function openHistory(file: string, options: Partial<OpeningOptions> = {}): History {
  const { processes = OPERATING_SYSTEM } = options;
  return new History(file, openDatabase(file, { ...options, processes }), processes);
}

/**
 * Opens the history in a file for work that adds no runs: where there is none, it is empty, and is not made.
 *
 * @throws {HistoryError} if the file is not a sound history, or could not be written
 */
export function openHistoryAsFound(file: string, options: Partial<OpeningOptions> = {}): History {
  const { processes = OPERATING_SYSTEM } = options;
  return new History(file, openDatabaseAsFound(file, { ...options, processes }), processes);
}
