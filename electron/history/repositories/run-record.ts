/** Where a run stands. A `running` run whose process is gone shows as `interrupted`. */
export type RunState = 'queued' | 'running' | 'paused' | 'stopped' | 'interrupted' | 'done' | 'failed';

/** How a run came to its end, or to where it was stopped. */
export type RunOutcome = 'solved' | 'budget-spent' | 'stopped';

/** What a run is before any work is done. */
export interface NewRun {
  readonly id: string;
  /** Runs that were started together from one spec share it. */
  readonly groupId: string;
  readonly specHash: string;
  /** Semantics version of the engine that the run was made with. */
  readonly semantics: number;
  readonly name: string;
  readonly preset: string | null;
  readonly seed: number;
  readonly note: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Where it comes from, as JSON, if from elsewhere; null for a run of this history. */
  readonly origin?: string | null;
}

/** Counts of work, and how good the best program is by now. */
export interface RunFigures {
  readonly candidates: number;
  readonly chargedSteps: number;
  readonly executedSteps: number;
  /** Programs that the validity filter refused. */
  readonly refused: number;
  /** Time the search worked, over all its sittings. */
  readonly seconds: number;
  /** Processor seconds of all its workers, over all sittings; null where they were not measured. */
  readonly cpuSeconds: number | null;
  readonly bestSearch: number | null;
  readonly bestSelect: number | null;
}

/** A run as the history has it. */
export interface RunRecord extends NewRun, RunFigures {
  readonly origin: string | null;
  readonly state: RunState;
  readonly outcome: RunOutcome | null;
  /** Why it failed. */
  readonly failure: string | null;
  /** In the queue higher ones come first; 0 unless it was set. */
  readonly priority: number;
  readonly bestHash: string | null;
  readonly bestFinal: number | null;
  readonly digest: string | null;
  /** Of the digest: only digests of one form can be compared. */
  readonly digestForm: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly deletedAt: number | null;
  readonly tags: readonly string[];
}

/** What is written when a run ends, is stopped or paused. */
export interface RunEnd {
  readonly state: 'stopped' | 'paused' | 'done' | 'failed' | 'interrupted';
  readonly outcome: RunOutcome | null;
  readonly failure: string | null;
  readonly digest: string | null;
  readonly digestForm: number;
  readonly bestHash: string | null;
  readonly bestFinal: number | null;
  readonly finishedAt: number;
}

/** What came of asking for a run's lease. */
export type Acquisition =
  /** This process is the one that runs it now. */
  | { readonly kind: 'acquired'; readonly run: RunRecord }
  /** Another living process runs it, it is done, or it was deleted. */
  | { readonly kind: 'held' | 'done' | 'deleted'; readonly run: RunRecord }
  /** There is no such run (any more). */
  | { readonly kind: 'gone' };
