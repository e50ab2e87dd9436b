import { NOTHING_SCORED, type ScoringCounts } from './candidate-scorer.ts';

/** What a search did so far. */
export interface SearchCounts extends ScoringCounts {
  /** Programs that were scored, the initial population included. */
  readonly candidates: number;
  /** Programs, or parts of programs, that the validity filter refused. */
  readonly refused: number;
}

/** No work. */
export const NO_COUNTS: SearchCounts = { ...NOTHING_SCORED, candidates: 0, refused: 0 };

/** The sum of two pieces of work. */
export function addCounts(first: SearchCounts, second: SearchCounts): SearchCounts {
  return {
    candidates: first.candidates + second.candidates,
    refused: first.refused + second.refused,
    chargedSteps: first.chargedSteps + second.chargedSteps,
    executedSteps: first.executedSteps + second.executedSteps,
    cacheHits: first.cacheHits + second.cacheHits,
    cacheMisses: first.cacheMisses + second.cacheMisses,
    failed: first.failed + second.failed,
    overBudget: first.overBudget + second.overBudget,
  };
}
