import type { ReferenceScores } from '../../native-worker/search/references.ts';
import type { SavedRun } from '../../native-worker/search/saved-run.ts';
import type { EvaluatorChoice } from '../../native-worker/tiers/tier.ts';
import type { RunRecord } from '../history/repositories/run-record.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { Execution, ExecutionEvent, RunEnding } from '../workers/submitted-run.ts';
import { RunRecorder } from './run-recorder.ts';
import { requireSameSemantics, storedSpec } from './stored-spec.ts';
import { UsageError } from './usage-error.ts';

export type { ExecutionEvent, RunEnding };

/** Whoever watches a run. */
export interface RunObserver {
  /** A sitting begins. @param references hand-designed algorithms, as scored in an earlier sitting; empty in the first */
  began(run: RunRecord, references: readonly ReferenceScores[]): void;
  /** Something happened to the run; it will be in the history. */
  happened(run: RunRecord, event: ExecutionEvent): void;
}

/** How a run is worked on. */
export interface Sitting {
  readonly checkpointSeconds: number;
  readonly evaluator: EvaluatorChoice;
  readonly observer: RunObserver;
}

/** A run that is back from the pool. */
export interface FollowedRun {
  /** As the history has it afterwards. */
  readonly run: RunRecord;
  /** Null where its turn never came. */
  readonly ending: RunEnding | null;
}

/** What a run that has begun is worked on with. */
interface Begun {
  readonly run: RunRecord;
  readonly recorder: RunRecorder;
}

/**
 * A run in a pool: waits for its turn, is worked on to its end or until it shall stop, and all is kept in the history.
 * Only when its turn comes it is taken from other processes.
 */
export class RunInPool {
  readonly #history: HistoryClient;
  readonly #listed: RunRecord;
  readonly #sitting: Sitting;
  readonly #execution: Execution;
  #begun: Begun | null = null;

  private constructor(
    history: HistoryClient,
    listed: RunRecord,
    sitting: Sitting,
    submit: (
      begin: () => Promise<SavedRun | null>,
      take: (event: ExecutionEvent) => Promise<void> | undefined,
    ) => Execution,
  ) {
    this.#history = history;
    this.#listed = listed;
    this.#sitting = sitting;
    this.#execution = submit(
      () => this.#begin(),
      (event) => this.#take(event),
    );
  }

  /**
   * Submits a run.
   *
   * @throws {UsageError} if it was made under other semantics, or purged since it was listed
   */
  static async submit(
    history: HistoryClient,
    listed: RunRecord,
    pool: WorkerPool,
    sitting: Sitting,
  ): Promise<RunInPool> {
    requireSameSemantics(listed);
    if ((await history.runs.get(listed.id)) === undefined) throw purged(listed.id);
    const spec = await storedSpec(history, listed);
    const { checkpointSeconds, evaluator } = sitting;
    const { id, seconds, priority } = listed;
    return new RunInPool(history, listed, sitting, (saved, take) =>
      pool.submit({ id, spec, saved, seconds, priority, evaluator, checkpointSeconds }, { take }),
    );
  }

  get id(): string {
    return this.#listed.id;
  }

  /** Makes it leave the pool within about a second; its state is saved. */
  stop(): void {
    this.#execution.stop();
  }

  /** See `RunRecorder.addProcessorTime`. */
  addProcessorTime(seconds: number): void {
    this.#begun?.recorder.addProcessorTime(seconds);
  }

  /**
   * Waits until it is back from the pool.
   *
   * @throws {UsageError} if another process runs it, or has finished or deleted it meanwhile
   * @throws {HistoryError} if what it found could not be kept
   */
  async done(): Promise<FollowedRun> {
    const ending = await this.#execution.done;
    const begun = this.#begun;
    if (begun === null) {
      if (ending.kind === 'not-kept') throw ending.error;
      return { run: this.#listed, ending: null };
    }
    try {
      await begun.recorder.end(ending);
    } catch (error) {
      // The lease goes back: this process may live on, and the run may be gone on with. On a full disk not even that can
      // be written; then it goes back when this process ends, and what is to be told is what came first.
      const reason = error instanceof Error ? error.message : String(error);
      await this.#history.runs.release(this.id, reason, Date.now()).catch(() => undefined);
      throw error;
    }
    return { run: (await this.#history.runs.get(this.id)) ?? begun.run, ending };
  }

  async #begin(): Promise<SavedRun | null> {
    // A run that gave its workers back and gets others has begun already.
    const run = this.#begun?.run ?? (await acquire(this.#history, this.id));
    try {
      const recorder = await RunRecorder.open(this.#history, run.id, await storedSpec(this.#history, run));
      const saved = await savedState(this.#history, run.id);
      this.#sitting.observer.began(run, knownReferences(saved));
      this.#begun = { run, recorder };
      return saved;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.#history.runs.release(run.id, reason, Date.now()).catch(() => undefined);
      throw error;
    }
  }

  #take(event: ExecutionEvent): Promise<void> | undefined {
    if (this.#begun === null) return undefined;
    const { run, recorder } = this.#begun;
    const kept = recorder.record(event);
    this.#sitting.observer.happened(run, event);
    return kept;
  }
}

/** Takes the lease of a run and reads it anew: another process may have worked on it since it was listed. */
async function acquire(history: HistoryClient, id: string): Promise<RunRecord> {
  const acquisition = await history.runs.acquire(id, Date.now());
  switch (acquisition.kind) {
    case 'acquired':
      return acquisition.run;
    case 'gone':
      throw purged(id);
    case 'deleted':
      throw new UsageError(`${id}: was deleted meanwhile; have it back by: runs restore ${id}`);
    case 'done':
      throw new UsageError(`${id}: another process has finished it meanwhile; show ${id} shows it`);
    case 'held':
      throw new UsageError(`${id}: another process runs it; stop it there, or wait until it is done`);
  }
}

function purged(id: string): UsageError {
  return new UsageError(`${id}: was deleted meanwhile, and purged`);
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
