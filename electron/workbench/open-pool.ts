import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leadRun } from '../workers/led-run.ts';
import { NODE_STARTER } from '../workers/node-starter.ts';
import { WorkerPool } from '../workers/pool.ts';
import type { PoolEvent, PoolObserver } from '../workers/pool-events.ts';
import { BACK_OFF } from '../workers/restarts.ts';
import type { Starter } from '../workers/starter.ts';
import { endText } from '../workers/worker-end.ts';

export { endText, type PoolEvent };

/** How a pool is made. */
export interface PoolOptions {
  /** How many workers there may be. */
  readonly workers: number;
  /** How they are started; as child processes unless given. */
  readonly starter?: Starter | undefined;
  readonly observer: PoolObserver;
}

/** Seconds, by a clock that never runs backwards: that of all pools. */
export function poolClock(): number {
  return performance.now() / 1000;
}

/** A pool of workers for as long as some work takes; closes it however that ends. */
export async function withPool<Result>(
  { workers, starter = NODE_STARTER, observer }: PoolOptions,
  work: (pool: WorkerPool) => Promise<Result>,
): Promise<Result> {
  const notesFolder = mkdtempSync(path.join(tmpdir(), 'automl-zero-'));
  const pool = new WorkerPool({
    starter,
    lead: leadRun,
    cores: workers,
    notesFolder,
    backOff: BACK_OFF,
    clock: poolClock,
    observer,
  });
  try {
    return await work(pool);
  } finally {
    await pool.close();
    rmSync(notesFolder, { recursive: true, force: true });
  }
}
