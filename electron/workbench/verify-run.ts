import { availableParallelism } from 'node:os';
import { DIGEST_FORM } from '../../native-worker/search/run-digest.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { EvaluatorChoice } from '../../native-worker/tiers/tier.ts';
import type { ExecutionEvent } from '../workers/submitted-run.ts';
import { findRun } from './find-run.ts';
import { withPool } from './open-pool.ts';
import { requireSameSemantics, storedSpec } from './stored-spec.ts';
import { UsageError } from './usage-error.ts';

/** What a run's repetition gave. */
export interface Verification {
  readonly id: string;
  readonly equal: boolean;
  /** The digest on record. */
  readonly digest: string;
  /** The digest of the repetition. */
  readonly repeated: string;
}

/**
 * Runs a finished run again from its spec, without touching the history, and compares digests.
 *
 * @returns null if it was stopped before it was done
 * @throws {UsageError} if the run is not finished or was made under other semantics
 */
export async function verifyRun(
  history: HistoryClient,
  id: string,
  evaluator: EvaluatorChoice,
  stop: AbortSignal,
  report: (event: ExecutionEvent) => void,
): Promise<Verification | null> {
  const run = await findRun(history, id);
  requireSameSemantics(run);
  if (run.state !== 'done' || run.digest === null) {
    throw new UsageError(
      `${run.id}: is ${run.state}, and only finished runs can be verified; go on with it by: resume ${run.id}`,
    );
  }
  if (run.digestForm !== DIGEST_FORM) {
    throw new UsageError(
      `${run.id}: its digest has form ${run.digestForm}, from an earlier version of the program, and this one makes form ${DIGEST_FORM}: the two cannot be compared`,
    );
  }
  const spec = await storedSpec(history, run);
  const ending = await withPool({ workers: availableParallelism(), observer: { take: () => undefined } }, (pool) => {
    const repeated = {
      id: run.id,
      spec,
      saved: nothing,
      seconds: 0,
      priority: 0,
      evaluator,
      checkpointSeconds: Infinity,
    };
    const execution = pool.submit(repeated, {
      take: (event) => {
        report(event);
        return undefined;
      },
    });
    const halt = (): void => {
      execution.stop();
    };
    stop.addEventListener('abort', halt);
    if (stop.aborted) halt();
    return execution.done;
  });
  switch (ending.kind) {
    case 'finished':
      return { id: run.id, equal: ending.digest === run.digest, digest: run.digest, repeated: ending.digest };
    case 'stopped':
      return null;
    case 'failed':
      throw new Error(`the repetition of ${run.id} failed: ${ending.reason}`);
    case 'not-kept':
      throw ending.error;
  }
}

/** The repetition begins at the beginning. */
function nothing(): Promise<null> {
  return Promise.resolve(null);
}
