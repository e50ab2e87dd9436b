import type { HistoryClient } from '../history/thread/history-client.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import { UsageError } from './usage-error.ts';

export type { RunRecord };

/** How many runs a message about an ambiguous prefix names. */
const NAMED_IN_MESSAGE = 5;

/** Which runs an id may mean. */
export type AmongRuns = 'listed' | 'deleted';

/**
 * The run that an id, the beginning of one, or `last` (the newest) means.
 *
 * @throws {UsageError} if none or several begin like it
 */
export async function findRun(history: HistoryClient, id: string, among: AmongRuns = 'listed'): Promise<RunRecord> {
  const runs = await (among === 'listed' ? history.runs.list() : history.runs.listDeleted());
  const what = among === 'listed' ? 'run' : 'deleted run';
  const place = history.isOnDisk ? ` in ${history.file}` : `, since there is no history ${history.file}`;
  const [newest] = runs;
  if (id === 'last') {
    if (newest === undefined) throw new UsageError(`last: there is no ${what}${place}`);
    return newest;
  }
  const found = runs.filter((run) => id !== '' && run.id.startsWith(id.toLowerCase()));
  const [first, ...others] = found;
  if (first === undefined) {
    throw new UsageError(
      `${id}: there is no ${what} whose id begins like this${place}; ${history.isOnDisk ? '`runs` lists them' : 'name another file with --history'}`,
    );
  }
  if (others.length > 0 && first.id !== id) {
    const named = found.slice(0, NAMED_IN_MESSAGE).map((run) => run.id);
    throw new UsageError(`${id}: ${found.length} ${what}s begin like this (${named.join(', ')}); give more digits`);
  }
  return first;
}
