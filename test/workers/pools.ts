import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leadRun } from '../../electron/workers/led-run.ts';
import { WorkerPool } from '../../electron/workers/pool.ts';
import type { PoolEvent } from '../../electron/workers/pool-events.ts';
import type { Starter } from '../../electron/workers/starter.ts';
import type {
  Execution,
  ExecutionEvent,
  RunEnding,
  RunObserver,
  SubmittedRun,
} from '../../electron/workers/submitted-run.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';

/** A pool, and what it told. */
export interface WatchedPool {
  readonly pool: WorkerPool;
  readonly events: PoolEvent[];
}

/** Has a pool do something, and closes it whatever comes of that. */
export async function withPool<Result>(
  starter: Starter,
  cores: number,
  work: (watched: WatchedPool) => Promise<Result>,
): Promise<Result> {
  const notesFolder = mkdtempSync(join(tmpdir(), 'automl-zero-notes-'));
  const events: PoolEvent[] = [];
  const pool = new WorkerPool({
    starter,
    lead: leadRun,
    cores,
    notesFolder,
    backOff: [1, 2, 3],
    clock: () => performance.now() / 1000,
    observer: { take: (event) => events.push(event) },
  });
  try {
    return await work({ pool, events });
  } finally {
    await pool.close();
    rmSync(notesFolder, { recursive: true, force: true });
  }
}

/** A run that begins. */
export function newRun(id: string, spec: Spec, options: Partial<SubmittedRun> = {}): SubmittedRun {
  return {
    id,
    spec,
    saved: () => Promise.resolve(null),
    seconds: 0,
    priority: 0,
    evaluator: 'interpreter',
    checkpointSeconds: 1000,
    ...options,
  };
}

/** An observer that remembers what it was told. */
export function remembering(also: (event: ExecutionEvent) => void = () => undefined): RunObserver & {
  readonly events: ExecutionEvent[];
} {
  const events: ExecutionEvent[] = [];
  return {
    events,
    take: (event) => {
      events.push(event);
      also(event);
      return undefined;
    },
  };
}

/** The digest of a run that is to finish. */
export async function digestFrom(execution: Execution): Promise<string> {
  return digestIn(await execution.done);
}

/** The digest of an ending that must be that of a finished run. */
export function digestIn(ending: RunEnding): string {
  if (ending.kind !== 'finished') throw new Error(`the run did not finish: ${JSON.stringify(ending).slice(0, 500)}`);
  return ending.digest;
}

/** Fulfilled some milliseconds later. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
