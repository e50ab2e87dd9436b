import { setTimeout as pause } from 'node:timers/promises';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { EvaluatorChoice } from '../../native-worker/tiers/tier.ts';
import { NODE_STARTER } from '../workers/node-starter.ts';
import { runInWorker, type WorkerReport } from '../workers/run-in-worker.ts';
import { findRun } from './find-run.ts';
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
  report: (report: WorkerReport) => void,
): Promise<Verification | null> {
  const run = await findRun(history, id);
  requireSameSemantics(run);
  if (run.state !== 'done' || run.digest === null) {
    throw new UsageError(
      `${run.id}: is ${run.state}, and only finished runs can be verified; go on with it by: resume ${run.id}`,
    );
  }
  const ending = await runInWorker(
    { spec: await storedSpec(history, run), saved: null, seconds: 0, checkpointSeconds: Infinity, evaluator },
    { starter: NODE_STARTER, report, restarted: () => undefined, stop, pause: (milliseconds) => pause(milliseconds) },
  );
  if (ending.kind === 'failed') throw new Error(`the repetition of ${run.id} failed: ${ending.reason}`);
  if (ending.kind === 'lost' || ending.how === 'stopped') return null;
  return { id: run.id, equal: ending.digest === run.digest, digest: run.digest, repeated: ending.digest };
}
