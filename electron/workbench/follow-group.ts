import type { HistoryClient } from '../history/thread/history-client.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import { runSideBySide } from '../workers/run-side-by-side.ts';
import { followRun, type FollowedRun, type RunObserver, type Sitting } from './follow-run.ts';
import { type RunDetails, runDetails } from './show-run.ts';
import { UsageError } from './usage-error.ts';

/** Whoever watches several runs. */
export interface GroupObserver extends RunObserver {
  /** A run is back from its worker. */
  ended(result: FollowedRun): void;
  /** A run could not be worked on; the others go on. */
  leftOut(run: LeftOutRun): void;
}

/** How runs are worked on. */
export interface GroupSitting extends Sitting {
  /** Runs at once. */
  readonly workers: number;
  readonly observer: GroupObserver;
}

/** A run that another process holds or has finished, that was deleted, or that was made under other semantics. */
export interface LeftOutRun {
  readonly run: RunRecord;
  /** Which of these it is, and what to do. */
  readonly reason: UsageError;
}

/** What became of runs, in their order. */
export interface FollowedGroup {
  /** Of the runs that were not left out. */
  readonly details: readonly RunDetails[];
  /** Runs that can be gone on with: stopped, interrupted, or not begun since all were to stop. */
  readonly unfinished: readonly RunRecord[];
  readonly failed: readonly RunRecord[];
  /** In the order in which they were met. */
  readonly leftOut: readonly LeftOutRun[];
}

/** Works on runs side by side until all are done or shall stop. Throws what `followRun` throws, but no `UsageError`. */
export async function followGroup(
  history: HistoryClient,
  runs: readonly RunRecord[],
  sitting: GroupSitting,
): Promise<FollowedGroup> {
  const leftOut: LeftOutRun[] = [];
  const outcomes = await runSideBySide(runs, sitting.workers, async (run): Promise<RunRecord | null> => {
    if (sitting.stop.aborted) return run;
    try {
      const result = await followRun(history, run, sitting);
      sitting.observer.ended(result);
      return result.run;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const left = { run, reason: error };
      leftOut.push(left);
      sitting.observer.leftOut(left);
      return null;
    }
  });
  const followed = outcomes.filter((run) => run !== null);
  return {
    details: await Promise.all(followed.map((run) => runDetails(history, run))),
    unfinished: followed.filter(({ state }) => state !== 'done' && state !== 'failed'),
    failed: followed.filter(({ state }) => state === 'failed'),
    leftOut,
  };
}

/**
 * The run whose champion is worth exporting: of those that reached the bar, the best on T_select. Without a bar, all
 * that ran to their end count. Null if there is none.
 */
export function bestReached(details: readonly RunDetails[]): RunDetails | null {
  const reached = details.filter(
    ({ run, spec }) => run.outcome === 'solved' || (run.outcome === 'budget-spent' && spec.budget.stopAbove === null),
  );
  return reached.reduce<RunDetails | null>(
    (best, each) => (best === null || selectOf(each) > selectOf(best) ? each : best),
    null,
  );
}

function selectOf({ champion }: RunDetails): number {
  return champion?.select ?? -Infinity;
}
