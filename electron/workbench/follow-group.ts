import type { History } from '../history/open-history.ts';
import type { RunRecord } from '../history/run-record.ts';
import { runSideBySide } from '../workers/run-side-by-side.ts';
import { followRun, type FollowedRun, type RunObserver, type Sitting } from './follow-run.ts';
import { type RunDetails, runDetails } from './show-run.ts';

/** Whoever watches several runs. */
export interface GroupObserver extends RunObserver {
  /** A run is back from its worker. */
  ended(result: FollowedRun): void;
}

/** How runs are worked on. */
export interface GroupSitting extends Sitting {
  /** Runs at once. */
  readonly workers: number;
  readonly observer: GroupObserver;
}

/** What became of runs, in their order. */
export interface FollowedGroup {
  readonly details: readonly RunDetails[];
  /** Runs that can be gone on with: stopped, interrupted, or not begun since all were to stop. */
  readonly unfinished: readonly RunRecord[];
  readonly failed: readonly RunRecord[];
}

/** Works on runs side by side until all are done or shall stop. Throws what `followRun` throws. */
export async function followGroup(
  history: History,
  runs: readonly RunRecord[],
  sitting: GroupSitting,
): Promise<FollowedGroup> {
  const ended = await runSideBySide(runs, sitting.workers, async (run) => {
    if (sitting.stop.aborted) return run;
    const result = await followRun(history, run, sitting);
    sitting.observer.ended(result);
    return result.run;
  });
  return {
    details: ended.map((run) => runDetails(history, run)),
    unfinished: ended.filter(({ state }) => state !== 'done' && state !== 'failed'),
    failed: ended.filter(({ state }) => state === 'failed'),
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
