import type { RunEvent } from './search/run-events.ts';
import type { RunFigures } from './search/run-figures.ts';
import type { SavedRun } from './search/saved-run.ts';
import type { Spec } from './spec/spec-schema.ts';
import type { EvaluatorChoice, TierInUse } from './tiers/tier.ts';

/** A run, or the rest of one. */
export interface RunJob {
  /** Tables are named by absolute paths. */
  readonly spec: Spec;
  /** Where to go on; null to begin. */
  readonly saved: SavedRun | null;
  /** Seconds that earlier sittings worked. */
  readonly seconds: number;
  /** Seconds between two saved states. A cut changes nothing in the result, so the clock may choose it. */
  readonly checkpointSeconds: number;
  /** Compiled evaluators are loaded, never compiled, by a worker: whoever starts it has seen to that. */
  readonly evaluator: EvaluatorChoice;
}

/** What a worker is told. */
export type ToWorker =
  | { readonly kind: 'start'; readonly job: RunJob }
  /** Save and end; answered within a second. */
  | { readonly kind: 'stop' };

/** What of a search's events crosses over: figures have messages of their own, at a pace that suits a reader. */
export type ToldEvent = Exclude<RunEvent, { kind: 'progress' }>;

/** What a worker tells. `seconds` is the time that the run has worked in all. */
export type FromWorker =
  /** Which evaluator has proved itself and is used from now on; first of all. */
  | { readonly kind: 'evaluator'; readonly tier: TierInUse }
  /** What happened in the search, in order. */
  | { readonly kind: 'events'; readonly events: readonly ToldEvent[]; readonly seconds: number }
  /** How far the run is; several times a second, also as a sign of life. */
  | { readonly kind: 'progress'; readonly figures: RunFigures; readonly seconds: number }
  | {
      readonly kind: 'checkpoint';
      readonly saved: SavedRun;
      readonly figures: RunFigures;
      readonly seconds: number;
    }
  /** The run is finished, or was stopped after a last checkpoint. The process ends after it. */
  | {
      readonly kind: 'ended';
      readonly how: 'finished' | 'stopped';
      readonly digest: string;
      readonly figures: RunFigures;
      readonly seconds: number;
    }
  /** An error that would come again, so there is no use in another try. The process ends after it. */
  | { readonly kind: 'failed'; readonly message: string; readonly detail: string };
