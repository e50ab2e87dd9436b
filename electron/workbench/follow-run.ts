import { setTimeout as pause } from 'node:timers/promises';
import type { RunJob } from '../../native-worker/worker-messages.ts';
import type { ReferenceScores } from '../../native-worker/search/references.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import type { EvaluatorChoice } from '../../native-worker/tiers/tier.ts';
import type { History } from '../history/open-history.ts';
import type { RunRecord } from '../history/run-record.ts';
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
export async function followRun(history: History, listed: RunRecord, sitting: Sitting): Promise<FollowedRun> {
  requireSameSemantics(listed);
  const run = acquire(history, listed.id);
  const spec = storedSpec(history, run);
  const recorder = new RunRecorder(history, run.id, spec);
  try {
    const saved = (history.savedStates.get(run.id) ?? null) as SavedRun | null;
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
    recorder.end(ending);
    return { run: history.runs.get(run.id) ?? run, ending };
  } catch (error) {
    // The lease goes back: this process may live on, and the run may be gone on with.
    recorder.end({ kind: 'lost', reason: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

/** Takes the lease of a run and reads it anew: another process may have worked on it since it was listed. */
function acquire(history: History, id: string): RunRecord {
  return history.write(() => {
    const isOurs = history.runs.acquire(id, Date.now());
    const run = history.runs.get(id);
    if (run === undefined) throw new UsageError(`${id}: was deleted meanwhile, and purged`);
    if (isOurs) return run;
    if (run.deletedAt !== null)
      throw new UsageError(`${id}: was deleted meanwhile; have it back by: runs restore ${id}`);
    if (run.state === 'done')
      throw new UsageError(`${id}: another process has finished it meanwhile; show ${id} shows it`);
    throw new UsageError(`${id}: another process runs it; stop it there, or wait until it is done`);
  });
}

/** They are reported anew by a run that goes on from before they were scored. */
function knownReferences(saved: SavedRun | null): readonly ReferenceScores[] {
  return saved === null || saved.phase.kind === 'starting' ? [] : saved.references;
}
