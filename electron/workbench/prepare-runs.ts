import path from 'node:path';
import { loadDataset } from '../../native-worker/data-files/load-dataset.ts';
import { SEMANTICS_VERSION } from '../../native-worker/algorithm/semantics-version.ts';
import { runTaskSets } from '../../native-worker/search/run-task-sets.ts';
import { type Spec, TASK_ROLES } from '../../native-worker/spec/spec-schema.ts';
import type { TasksSpec } from '../../native-worker/spec/tasks-schema.ts';
import { fileTaskSource } from '../../native-worker/task-source.ts';
import type { History } from '../history/open-history.ts';
import { newRunId } from '../history/new-run-id.ts';
import type { RunRecord } from '../history/run-record.ts';
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
 * @throws {UsageError} naming the place of the mistake; DataFileError for data files
 */
export function prepareRuns({ named, options, seeds }: RunRequest): RunGroup {
  const source = readSpecSource(named, options);
  const spec = withPinnedData(source.spec, source.baseFolder);
  if (TASK_ROLES.some((role) => comesFromFiles(spec.tasks[role]))) {
    source.locating(() => {
      const sets = runTaskSets(spec, fileTaskSource(source.baseFolder));
      for (const role of TASK_ROLES) sets.get(role, 0);
    });
  }
  return { spec, seeds: seeds ?? [spec.seed] };
}

/** Puts the runs of a group into the history, queued. */
export function enqueueRuns(history: History, { spec, seeds }: RunGroup, now: number): [RunRecord, ...RunRecord[]] {
  const { seed: _seed, ...seedless } = spec;
  return history.write(() => {
    const specHash = history.specs.put(JSON.stringify(seedless));
    const groupId = newRunId();
    const enqueue = (seed: number, index: number): RunRecord => {
      const id = index === 0 ? groupId : newRunId();
      const { name, preset, note } = spec;
      const semantics = SEMANTICS_VERSION;
      history.runs.add({ id, groupId, specHash, semantics, name, preset, seed, note, createdAt: now });
      const run = history.runs.get(id);
      if (run === undefined) throw new Error(`run ${id} is not in the history it was just written to`);
      return run;
    };
    const [first, ...others] = seeds;
    return [enqueue(first, 0), ...others.map((seed, index) => enqueue(seed, index + 1))];
  });
}

function comesFromFiles({ kind }: TasksSpec): boolean {
  return kind === 'table' || kind === 'projected-binary' || kind === 'projected-multiclass';
}

/** Names tables by absolute paths and by the hash of their content, so that a run can go on anywhere, on the same data. */
function withPinnedData(spec: Spec, baseFolder: string): Spec {
  const pinned = (tasks: TasksSpec): TasksSpec => {
    if (tasks.kind !== 'table') return tasks;
    const data = path.resolve(baseFolder, tasks.data);
    const dataHash = loadDataset({ ...tasks, data }, baseFolder)?.hash;
    return dataHash === undefined ? { ...tasks, data } : { ...tasks, data, dataHash };
  };
  const { search, select, final } = spec.tasks;
  return { ...spec, tasks: { search: pinned(search), select: pinned(select), final: pinned(final) } };
}
