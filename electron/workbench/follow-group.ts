import type { HistoryClient } from '../history/thread/history-client.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { PoolEvent } from '../workers/pool-events.ts';
import type { Starter } from '../workers/starter.ts';
import { type FollowedRun, RunInPool, type RunObserver, type Sitting } from './follow-run.ts';
import { keepTimeline } from './keep-timeline.ts';
import { poolClock, withPool } from './open-pool.ts';
import { ProcessorTimes } from './processor-times.ts';
import { type RunDetails, runDetails } from './show-run.ts';
import { UsageError } from './usage-error.ts';

/** Whoever watches several runs. */
export interface GroupObserver extends RunObserver {
  /** Something happened to the workers. */
  poolHappened(event: PoolEvent): void;
  /** A run that was worked on is back. */
  ended(result: FollowedRun): void;
  /** A run could not be worked on; the others go on. */
  leftOut(run: LeftOutRun): void;
}

/** How runs are worked on. */
export interface GroupSitting extends Sitting {
  /** Worker processes at most. */
  readonly workers: number;
  /** How they are started; as child processes unless given. */
  readonly starter?: Starter;
  /** Aborted when all shall stop; their states are saved. */
  readonly stop: AbortSignal;
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

/**
 * Works on runs with a pool of workers until all are done or shall stop. Runs take their turns in the order given.
 *
 * @throws {HistoryError} if what a run found could not be kept; the others are stopped then
 */
export async function followGroup(
  history: HistoryClient,
  runs: readonly RunRecord[],
  { workers, starter, stop, observer, ...how }: GroupSitting,
): Promise<FollowedGroup> {
  const inPool = new Map<string, RunInPool>();
  const processorTimes = new ProcessorTimes();
  const watch = (event: PoolEvent): void => {
    const share = processorTimes.take(event);
    if (share !== null) inPool.get(share.run)?.addProcessorTime(share.seconds);
    observer.poolHappened(event);
  };
  const leftOut: LeftOutRun[] = [];
  const isStopping = (): boolean => stop.aborted;
  const stopAll = (): void => {
    for (const run of inPool.values()) run.stop();
  };
  const follow = async (pool: WorkerPool, run: RunRecord): Promise<RunRecord | null> => {
    try {
      if (isStopping()) return run;
      const submitted = await RunInPool.submit(history, run, pool, { ...how, observer });
      inPool.set(run.id, submitted);
      if (isStopping()) submitted.stop();
      const result = await submitted.done();
      if (result.ending !== null) observer.ended(result);
      return result.run;
    } catch (error) {
      if (!(error instanceof UsageError)) {
        stopAll();
        throw error;
      }
      const left = { run, reason: error };
      leftOut.push(left);
      observer.leftOut(left);
      return null;
    } finally {
      inPool.delete(run.id);
    }
  };
  const outcomes = await withPool({ workers, starter, observer: { take: watch } }, async (pool) => {
    stop.addEventListener('abort', stopAll);
    try {
      const followed = await allSettled(runs.map((run) => follow(pool, run)));
      await keepTimeline(history, pool, poolClock);
      return followed;
    } finally {
      stop.removeEventListener('abort', stopAll);
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

/** The results in order, once all are there or have failed; then throws the first failure. */
async function allSettled<Result>(promises: readonly Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(promises);
  return await Promise.all(promises);
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
