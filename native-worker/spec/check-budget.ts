import type { SpecProblem } from './spec-error.ts';
import type { Spec } from './spec-schema.ts';

/** A run must come to an end, or at least be able to. */
export function checkBudget({ budget, method }: Spec): SpecProblem[] {
  const { trainSteps, candidates, experiments, experimentTrainSteps, experimentCandidates, stopAbove } = budget;
  const runEnds = trainSteps !== null || candidates !== null;
  const experimentsEnd = runEnds || experimentTrainSteps !== null || experimentCandidates !== null;
  const mayBeSolved = stopAbove !== null;
  if (!experimentsEnd && !(mayBeSolved && method.selectWhen === 'new-best')) {
    return [
      {
        path: 'budget',
        message:
          'the first experiment would never end; set candidates or trainSteps for the run, or experimentCandidates or experimentTrainSteps',
      },
    ];
  }
  if (!runEnds && experiments === 0 && !mayBeSolved) {
    return [
      {
        path: 'budget.experiments',
        message: '0 means no limit, and nothing else ends the run; set a number, stopAbove, candidates or trainSteps',
      },
    ];
  }
  return [];
}
