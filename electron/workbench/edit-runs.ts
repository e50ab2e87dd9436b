import type { History } from '../history/open-history.ts';
import type { RunRecord } from '../history/run-record.ts';
import { findRun } from './find-run.ts';
import { UsageError } from './usage-error.ts';

/** Gives a run another name. @returns the run as it was */
export function renameRun(history: History, id: string, name: string): RunRecord {
  const run = findRun(history, id);
  history.write(() => {
    history.runs.rename(run.id, oneLine('name', name));
  });
  return run;
}

/** Gives a run tags and takes others away. @returns its tags afterwards */
export function tagRun(
  history: History,
  id: string,
  add: readonly string[],
  remove: readonly string[],
): readonly string[] {
  const run = findRun(history, id);
  history.write(() => {
    for (const tag of add) history.runs.addTag(run.id, oneLine('tag', tag));
    for (const tag of remove) history.runs.removeTag(run.id, tag);
  });
  return history.runs.get(run.id)?.tags ?? [];
}

/** The runs that ids mean, each once. @throws {UsageError} if one of them is running */
export function runsToDelete(history: History, ids: readonly string[]): RunRecord[] {
  const runs = new Map(ids.map((id) => findRun(history, id)).map((run) => [run.id, run]));
  for (const run of runs.values()) refuseRunning(run);
  return [...runs.values()];
}

/** Hides runs; `restoreRun` has them back until a purge. @throws {UsageError} if one of them is running by now */
export function deleteRuns(history: History, runs: readonly RunRecord[], now: number): void {
  history.write(() => {
    for (const { id } of runs) {
      refuseRunning(history.runs.get(id));
      history.runs.delete(id, now);
    }
  });
}

/** Has a deleted run back. */
export function restoreRun(history: History, id: string): RunRecord {
  const run = findRun(history, id, 'deleted');
  history.write(() => {
    history.runs.restore(run.id);
  });
  return run;
}

/** Removes deleted runs for good. @returns how many */
export function purgeRuns(history: History): number {
  return history.write(() => history.runs.purge());
}

function refuseRunning(run: RunRecord | undefined): void {
  if (run?.state === 'running') throw new UsageError(`${run.id}: is running; stop it first`);
}

function oneLine(what: string, text: string): string {
  if (text.trim() === '') throw new UsageError(`the ${what} is empty; give a word or a few`);
  if (/[\r\n]/.test(text)) throw new UsageError(`the ${what} has line breaks; expected one line`);
  return text.trim();
}
