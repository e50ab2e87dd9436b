import type { TierInUse } from '../../native-worker/tiers/tier.ts';
import type { RunOutcome, RunState } from '../history/repositories/run-record.ts';
import type { RunDetails } from './show-run.ts';

/** A run's result, as programs read it. */
export interface RunResultDocument {
  readonly id: string;
  readonly name: string;
  readonly preset: string | null;
  readonly seed: number;
  readonly state: RunState;
  readonly outcome: RunOutcome | null;
  /** Why it failed. */
  readonly failure: string | null;
  readonly digest: string | null;
  readonly candidates: number;
  readonly trainSteps: { readonly charged: number; readonly executed: number };
  /** Programs that the validity filter refused. */
  readonly refused: number;
  readonly best: {
    readonly hash: string | null;
    readonly search: number | null;
    readonly select: number | null;
    readonly final: number | null;
    /** As found, constants to the last bit, dead lines marked; null before the first look at T_select. */
    readonly listing: string | null;
  };
  readonly seconds: number;
  /** By what its programs were evaluated, in order of first use; the result does not depend on it. */
  readonly evaluators: readonly TierInUse[];
}

/** The result of a run, finished or not. */
export function resultDocument({ run, champion, listing, evaluators }: RunDetails): RunResultDocument {
  return {
    id: run.id,
    name: run.name,
    preset: run.preset,
    seed: run.seed,
    state: run.state,
    outcome: run.outcome,
    failure: run.failure,
    digest: run.digest,
    candidates: run.candidates,
    trainSteps: { charged: run.chargedSteps, executed: run.executedSteps },
    refused: run.refused,
    best: {
      hash: champion?.hash ?? null,
      search: champion?.search ?? run.bestSearch,
      select: champion?.select ?? null,
      final: run.bestFinal,
      listing,
    },
    seconds: run.seconds,
    evaluators,
  };
}
