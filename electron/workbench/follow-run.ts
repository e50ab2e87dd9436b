import { setTimeout as pause } from 'node:timers/promises';
import type { RunJob } from '../../native-worker/worker-messages.ts';
import type { ReferenceScores } from '../../native-worker/search/references.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import type { EvaluatorChoice } from '../../native-worker/tiers/tier.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import { NODE_STARTER } from '../workers/node-starter.ts';
import { runInWorker, type RunEnding, type WorkerReport } from '../workers/run-in-worker.ts';
import type { Starter } from '../workers/starter.ts';
import { RunRecorder } from './run-recorder.ts';
import { requireSameSemantics, storedSpec } from './stored-spec.ts';
import { UsageError } from './usage-error.ts';

export type { RunEnding, WorkerReport };

/** Whoever watches a run. */
export interface RunObserver {
  /** A sitting begins. @param references hand-designed algorithms, as scored in an earlier sitting; empty in the first */
  began(run: RunRecord, references: readonly ReferenceScores[]): void;
  /** The worker reported something; it is in the history already. */
  reported(run: RunRecord, report: WorkerReport): void;
  /** The worker ended of itself, and another one goes on from the last saved state. */
  restarted(run: RunRecord, reason: string): void;
}

/** How a run is worked on. */
export interface Sitting {
  readonly checkpointSeconds: number;
  readonly evaluator: EvaluatorChoice;
  /** Aborted when the run shall stop; its state is saved. */
  readonly stop: AbortSignal;
  readonly observer: RunObserver;
  /** How workers are started; as child processes unless given. */
  readonly starter?: Starter;
}

/** A run that is back from its worker. */
export interface FollowedRun {
  /** As the history has it afterwards. */
  readonly run: RunRecord;
  readonly ending: RunEnding;
}

/**
 * Runs a run, or goes on with it, to its end or until it shall stop; keeps everything in the history.
 *
 * @throws {UsageError} if another process runs it or has finished or deleted it, or it was made under other semantics
 */
export async function followRun(history: HistoryClient, listed: RunRecord, sitting: Sitting): Promise<FollowedRun> {
  requireSameSemantics(listed);
  const run = await acquire(history, listed.id);
  try {
    const spec = await storedSpec(history, run);
    const recorder = await RunRecorder.open(history, run.id, spec);
    const saved = await savedState(history, run.id);
    sitting.observer.began(run, knownReferences(saved));
    const { checkpointSeconds, evaluator } = sitting;
    const job: RunJob = { spec, saved, seconds: run.seconds, checkpointSeconds, evaluator };
    const ending = await runInWorker(job, {
      starter: sitting.starter ?? NODE_STARTER,
      report: (report) => {
        recorder.record(report);
        sitting.observer.reported(run, report);
      },
      restarted: (reason) => {
        sitting.observer.restarted(run, reason);
      },
      stop: sitting.stop,
      pause: (milliseconds) => pause(milliseconds),
    });
    await recorder.end(ending);
    return { run: (await history.runs.get(run.id)) ?? run, ending };
  } catch (error) {
    // The lease goes back: this process may live on, and the run may be gone on with. On a full disk not even that can
    // be written; then it goes back when this process ends, and what is to be told is what came first.
    const reason = error instanceof Error ? error.message : String(error);
    await history.runs.release(run.id, reason, Date.now()).catch(() => undefined);
    throw error;
  }
}

/** Takes the lease of a run and reads it anew: another process may have worked on it since it was listed. */
async function acquire(history: HistoryClient, id: string): Promise<RunRecord> {
  const acquisition = await history.runs.acquire(id, Date.now());
  switch (acquisition.kind) {
    case 'acquired':
      return acquisition.run;
    case 'gone':
      throw new UsageError(`${id}: was deleted meanwhile, and purged`);
    case 'deleted':
      throw new UsageError(`${id}: was deleted meanwhile; have it back by: runs restore ${id}`);
    case 'done':
      throw new UsageError(`${id}: another process has finished it meanwhile; show ${id} shows it`);
    case 'held':
      throw new UsageError(`${id}: another process runs it; stop it there, or wait until it is done`);
  }
}

/** Where a run goes on; null where it begins. That an older state had to do is put on record. */
async function savedState(history: HistoryClient, id: string): Promise<SavedRun | null> {
  const saved = await history.checkpoints.get(id);
  if (saved === undefined) return null;
  if (saved.instead !== null) {
    const text = 'the latest saved state is damaged; the run goes on from the one before, to the same result';
    await history.events.add(id, { at: Date.now(), kind: 'checkpoint-damaged', text, detail: saved.instead });
  }
  return saved.state as SavedRun;
}

/** They are reported anew by a run that goes on from before they were scored. */
function knownReferences(saved: SavedRun | null): readonly ReferenceScores[] {
  return saved === null || saved.phase.kind === 'starting' ? [] : saved.references;
}
