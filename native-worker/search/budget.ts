import type { BudgetSpec } from '../spec/spec-schema.ts';
import type { SearchCounts } from './search-counts.ts';

/** Work done: candidates scored and training steps charged. */
export interface Spent {
  readonly candidates: number;
  readonly trainSteps: number;
}

/** What of a search's counts budgets are about. */
export function spentOf({ candidates, chargedSteps }: SearchCounts): Spent {
  return { candidates, trainSteps: chargedSteps };
}

/**
 * How much one experiment may spend; `Infinity` where nothing limits it.
 *
 * Its own limits hold, and never more than what the run has left. A run limit without an experiment limit beside it
 * is shared out: what is left is divided equally among the experiments still to come.
 *
 * @param spent what the experiments before it used
 * @param experiment its number, from 0
 */
export function experimentLimits(budget: BudgetSpec, spent: Spent, experiment: number): Spent {
  const stillToCome = budget.experiments === 0 ? 1 : Math.max(1, budget.experiments - experiment);
  const hasOwnLimit = budget.experimentCandidates !== null || budget.experimentTrainSteps !== null;
  const limit = (whole: number | null, used: number, own: number | null): number => {
    const left = whole === null ? Infinity : Math.max(0, whole - used);
    const share = hasOwnLimit ? left : Math.ceil(left / stillToCome);
    return Math.min(own ?? Infinity, share);
  };
  return {
    candidates: limit(budget.candidates, spent.candidates, budget.experimentCandidates),
    trainSteps: limit(budget.trainSteps, spent.trainSteps, budget.experimentTrainSteps),
  };
}

/** Whether nothing may be added to what was spent. */
export function isSpent(spent: Spent, limits: Spent): boolean {
  return spent.candidates >= limits.candidates || spent.trainSteps >= limits.trainSteps;
}

/** Whether a run may start another experiment after `experimentsDone` of them. */
export function mayStartExperiment(budget: BudgetSpec, spent: Spent, experimentsDone: number): boolean {
  const whole = { candidates: budget.candidates ?? Infinity, trainSteps: budget.trainSteps ?? Infinity };
  return !isSpent(spent, whole) && (budget.experiments === 0 || experimentsDone < budget.experiments);
}
