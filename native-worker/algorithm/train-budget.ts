import { trainingCost } from './cost.ts';
import type { Program } from './program.ts';

/**
 * How many training examples of a task a program may have: all of them if training on all costs at most `factor`
 * times what it costs the baseline, else none, which means fitness 0 (reference: train_budget.cc; the paper stops
 * programs by the clock instead, at four times the time of a plain network).
 *
 * Costs are those of the programs as handed over: hand over canonical ones, lest dead code count, or programs as
 * written and a padded baseline, as the reference does.
 *
 * @param baseline the hand-designed program that sets the limit
 * @param factor at least 0; 2 is the reference's
 * @param trainExamples what the task offers: examples of an epoch times epochs
 */
export function trainExamplesAllowed(
  program: Program,
  baseline: Program,
  factor: number,
  trainExamples: number,
): number {
  const limit = factor * trainingCost(baseline, trainExamples);
  return trainingCost(program, trainExamples) <= limit ? trainExamples : 0;
}
