import type { HistoryClient } from '../history/thread/history-client.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import { findRun } from './find-run.ts';
import { UsageError } from './usage-error.ts';

/** Gives a run another name. @returns the run as it was */
export async function renameRun(history: HistoryClient, id: string, name: string): Promise<RunRecord> {
  const run = await findRun(history, id);
  await history.runs.rename(run.id, oneLine('name', name));
  return run;
}

/** Gives a run tags and takes others away. @returns its tags afterwards */
export async function tagRun(
  history: HistoryClient,
  id: string,
  add: readonly string[],
  remove: readonly string[],
): Promise<readonly string[]> {
  const run = await findRun(history, id);
  const tags = (texts: readonly string[]): string[] => texts.map((text) => oneLine('tag', text));
  return await history.runs.tag(run.id, tags(add), tags(remove));
}

/** The runs that ids mean, each once. @throws {UsageError} if one of them is running */
export async function runsToDelete(history: HistoryClient, ids: readonly string[]): Promise<RunRecord[]> {
  const runs = new Map<string, RunRecord>();
  for (const id of ids) {
    const run = await findRun(history, id);
    refuseRunning(run);
    runs.set(run.id, run);
  }
  return [...runs.values()];
}

/** Hides runs; `restoreRun` has them back until a purge. @throws {UsageError} if one of them is running by now */
export async function deleteRuns(history: HistoryClient, runs: readonly RunRecord[], now: number): Promise<void> {
  const ids = runs.map(({ id }) => id);
  refuseRunning(await history.runs.delete(ids, now));
}

/** Has a deleted run back. */
export async function restoreRun(history: HistoryClient, id: string): Promise<RunRecord> {
  const run = await findRun(history, id, 'deleted');
  await history.runs.restore(run.id);
  return run;
}

/** Removes deleted runs for good, a slice at a time, so that others can use the history meanwhile. @returns how many */
export async function purgeRuns(history: HistoryClient, now: number): Promise<number> {
  const purged = await history.purge.begin(now);
  while (!(await history.purge.step()));
  return purged;
}

function refuseRunning(run: RunRecord | null): void {
  if (run?.state === 'running') throw new UsageError(`${run.id}: is running; stop it first`);
}

function oneLine(what: string, text: string): string {
  if (text.trim() === '') throw new UsageError(`the ${what} is empty; give a word or a few`);
  if (/[\r\n]/.test(text)) throw new UsageError(`the ${what} has line breaks; expected one line`);
  return text.trim();
}
