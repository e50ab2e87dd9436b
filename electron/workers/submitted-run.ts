import type { RunEvent } from '../../native-worker/search/run-events.ts';
import type { RunFigures } from '../../native-worker/search/run-figures.ts';
import type { RunResult } from '../../native-worker/search/run-result.ts';
import type { QuarantinedCandidate, SavedRun } from '../../native-worker/search/saved-run.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import type { EvaluatorChoice, TierInUse } from '../../native-worker/tiers/tier.ts';
import type { WorkerEnd } from './worker-end.ts';

/** A run that a pool shall work on. */
export interface SubmittedRun {
  readonly id: string;
  /** Tables are named by absolute paths. */
  readonly spec: Spec;
  /** Reads the state to go on from, when the run's turn comes; null of a run that begins. */
  readonly saved: () => Promise<SavedRun | null>;
  /** Seconds that earlier sittings worked. */
  readonly seconds: number;
  /** Higher ones come first; of equal ones, the one submitted first. */
  readonly priority: number;
  readonly evaluator: EvaluatorChoice;
  /** Seconds between two cuts. */
  readonly checkpointSeconds: number;
}

/** Where a run can be gone on from, and where it stood then. */
export interface Cut {
  readonly saved: SavedRun;
  readonly digest: string;
  readonly figures: RunFigures;
  /** Seconds worked, those of earlier sittings included. */
  readonly seconds: number;
}

/** What a run in a pool is about. */
export type ExecutionState =
  /** For its turn. */
  | 'waiting'
  | 'running'
  /** A worker was lost; it waits a moment before it goes on. */
  | 'backing-off'
  | 'pausing'
  | 'paused'
  | 'stopping'
  | 'ended';

/** What happens to a run in a pool, in the order in which it happens. */
export type ExecutionEvent =
  | { readonly kind: 'state'; readonly state: ExecutionState; /** How many it works on. */ readonly workers: number }
  /** Which evaluator a worker uses. */
  | { readonly kind: 'evaluator'; readonly worker: number; readonly tier: TierInUse }
  /**
   * What the run told. Of its figures between other events, only the last ones are here, a few times a second. What
   * came after the last cut comes again after a worker was lost.
   */
  | { readonly kind: 'events'; readonly events: readonly RunEvent[]; readonly seconds: number }
  | { readonly kind: 'saved'; readonly cut: Cut }
  /** A worker ended of itself; all islands go back to the last cut. */
  | {
      readonly kind: 'worker-lost';
      readonly worker: number;
      readonly end: WorkerEnd;
      /** Null where it is not tried again. */
      readonly goesOnInMilliseconds: number | null;
    }
  /** A candidate was under way at the end of three workers: from now on it gets a fitness of 0 unseen. */
  | {
      readonly kind: 'quarantined';
      readonly candidate: QuarantinedCandidate;
      /** Its program as text. */
      readonly listing: string;
    };

/** Whoever keeps what a run finds. */
export interface RunObserver {
  /**
   * Takes note of what happened. Where the answer is a promise, the run does not go far ahead of it, and is ended
   * where it is broken, since what cannot be kept is not worth finding.
   */
  take(event: ExecutionEvent): Promise<void> | undefined;
}

/** How a run came back from the pool. All that it told is kept by then. */
export type RunEnding =
  | {
      readonly kind: 'finished';
      readonly result: RunResult;
      readonly digest: string;
      readonly figures: RunFigures;
      readonly seconds: number;
    }
  /** It was asked to stop. */
  | {
      readonly kind: 'stopped';
      /** Where it can be gone on from; null where that is where it was submitted. */
      readonly cut: Cut | null;
    }
  | {
      readonly kind: 'failed';
      /** One sentence for the user. */
      readonly reason: string;
      /** Name and stack of an error inside, where there was one. */
      readonly detail: string | null;
    }
  /** What it told could not be kept, or its state not be read; it can be gone on with from what is kept. */
  | { readonly kind: 'not-kept'; readonly error: Error };

/** A run in a pool. */
export interface Execution {
  readonly id: string;
  readonly state: ExecutionState;
  /** Fulfilled when the run has left the pool. */
  readonly done: Promise<RunEnding>;
  /** Makes it leave the pool within about a second, as it stands or as it was at the last cut. */
  stop(): void;
  /** Like `stop`, but it keeps its place in the queue. */
  pause(): void;
  /** Lets it wait for its turn again. */
  resume(): void;
  /** Among those that wait. Higher ones come first. */
  setPriority(priority: number): void;
  /** Puts it before another run in the queue, with that one's priority. */
  moveBefore(other: Execution): void;
}
