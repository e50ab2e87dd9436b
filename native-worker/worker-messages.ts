import type { IslandOrder, IslandReport } from './search/island-messages.ts';
import type { Identity } from './search/packed-lineage.ts';
import type { Program } from './algorithm/program.ts';
import type { Spec } from './spec/spec-schema.ts';
import type { EvaluatorChoice, TierInUse } from './tiers/tier.ts';

/** What a worker needs to know of a run before it gets orders for its islands. */
export interface WorkerJob {
  /** Names the job among those that a worker is given, so that late reports of an earlier one are told apart. */
  readonly job: number;
  /** Tables are named by absolute paths. */
  readonly spec: Spec;
  /** Compiled evaluators are loaded, never compiled, by a worker: whoever starts it has seen to that. */
  readonly evaluator: EvaluatorChoice;
  /** Candidates that ended their workers again and again: they get a fitness of 0 and are not evaluated. */
  readonly quarantine: readonly (Identity & { readonly experiment: number })[];
  /**
   * Where to note each candidate before it is evaluated (`candidate-note.ts`), so that it can be told which one ended
   * the worker; null to spare the time.
   */
  readonly noteFile: string | null;
}

/** What a worker is told. */
export type ToWorker =
  /** Whatever it worked on is given up. */
  | ({ readonly kind: 'job' } & WorkerJob)
  | { readonly kind: 'order'; readonly order: IslandOrder }
  /** To have no job any more; it stays, with its task sets. */
  | { readonly kind: 'rest' };

/** What a worker tells. */
export type FromWorker =
  /** Which evaluator has proved itself and is used for the job. */
  | { readonly kind: 'evaluator'; readonly job: number; readonly tier: TierInUse }
  /** Answers to orders, in order. */
  | { readonly kind: 'reports'; readonly job: number; readonly reports: readonly IslandReport[] }
  /** A sign of life, once a second or more often, also in the midst of an evaluation. */
  | {
      readonly kind: 'usage';
      /** Resident memory in bytes. */
      readonly memory: number;
      /** Processor seconds since the process started. */
      readonly cpuSeconds: number;
      /** Seconds since then in which it had anything to do. */
      readonly workSeconds: number;
    }
  /** An error that would come again, so there is no use in another try. */
  | { readonly kind: 'failed'; readonly job: number; readonly message: string; readonly detail: string };

/** A candidate as a worker notes it before it evaluates it. */
export interface NotedCandidate extends Identity {
  readonly experiment: number;
  readonly program: Program;
}
