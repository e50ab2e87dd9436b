import type { TimelineEntry } from '../history/repositories/worker-timeline.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { WorkerPool } from '../workers/pool.ts';

/** Puts on record what the workers of a pool did, each at its time, and why they idled. */
export async function keepTimeline(history: HistoryClient, pool: WorkerPool, clock: () => number): Promise<void> {
  const now = Date.now();
  const timeAt = (seconds: number): number => Math.round(now + (seconds - clock()) * 1000);
  const sitting = `${process.pid}-${now}`;
  const entries = pool.timeline().map(({ worker, from, to, activity, why, run }): TimelineEntry => ({
    sitting,
    worker,
    beganAt: timeAt(from),
    endedAt: timeAt(to),
    activity,
    why: why === '' ? null : why,
    runId: run,
  }));
  await history.workerTimeline.add(entries);
}
