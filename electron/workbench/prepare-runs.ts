import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import { runTaskSets } from '../../native-worker/search/run-task-sets.ts';
import { type Spec, TASK_ROLES } from '../../native-worker/spec/spec-schema.ts';
import type { TasksSpec } from '../../native-worker/spec/tasks-schema.ts';
import { fileTaskSource } from '../../native-worker/task-source.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import { newRunId } from '../history/new-run-id.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import { pinnedSpec } from './data-known.ts';
import { storedSpec } from './stored-spec.ts';
import { type NamedOption, readSpecSource } from './spec-source.ts';

/** At least one seed. */
export type Seeds = readonly [number, ...number[]];

/** What to run, as it was asked for. */
export interface RunRequest {
  /** A preset's name or a spec file. */
  readonly named: string;
  readonly options: readonly NamedOption[];
  /** One run for each; without it one run with the spec's own seed. */
  readonly seeds?: Seeds | undefined;
}

/** A spec that has passed all checks, with the seeds that it shall be run with. */
export interface RunGroup {
  readonly spec: Spec;
  readonly seeds: Seeds;
}

/**
 * Checks all that can be checked before any work is done: the spec, and that the data can give what it asks for.
 *
 * @param historyFile the history that lists the data sets which the spec may name
 * @throws {UsageError} naming the place of the mistake; DataFileError for data files
 */
export async function prepareRuns({ named, options, seeds }: RunRequest, historyFile: string): Promise<RunGroup> {
  const source = readSpecSource(named, options);
  const spec = await pinnedSpec(source, historyFile);
  if (TASK_ROLES.some((role) => comesFromFiles(spec.tasks[role]))) {
    source.locating(() => {
      const sets = runTaskSets(spec, fileTaskSource(source.baseFolder));
      for (const role of TASK_ROLES) sets.get(role, 0);
    });
  }
  return { spec, seeds: seeds ?? [spec.seed] };
}

/** Puts the runs of a group into the history, queued. */
export async function enqueueRuns(
  history: HistoryClient,
  { spec, seeds }: RunGroup,
  now: number,
): Promise<[RunRecord, ...RunRecord[]]> {
  const { seed: _seed, ...seedless } = spec;
  const groupId = newRunId();
  const { name, preset, note } = spec;
  const runs = seeds.map((seed, index) => {
    const id = index === 0 ? groupId : newRunId();
    return { id, groupId, semantics: SEMANTICS_VERSION, name, preset, seed, note, createdAt: now };
  });
  const [first, ...others] = await history.queue.enqueue({ spec: JSON.stringify(seedless), runs });
  if (first === undefined) throw new Error('a group without runs was put into the history');
  return [first, ...others];
}

/** Queues the spec and seed of a run that is on record once more, under the semantics of now; the old run stays as it is. */
export async function enqueueAgain(history: HistoryClient, run: RunRecord, now: number): Promise<RunRecord> {
  const spec = await storedSpec(history, run);
  const [again] = await enqueueRuns(history, { spec, seeds: [run.seed] }, now);
  return again;
}

function comesFromFiles({ kind }: TasksSpec): boolean {
  return kind === 'table' || kind === 'projected-binary' || kind === 'projected-multiclass';
}
