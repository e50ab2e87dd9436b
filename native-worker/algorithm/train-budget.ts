import { trainingCost } from './cost.ts';
import type { Program } from './program.ts';

/**
 * The most that training on a task may cost: `factor` times what it costs the baseline (reference: train_budget.cc; the
 * paper stops programs by the clock instead, at four times the time of a plain network). A program that costs more is
 * not trained at all, which means fitness 0.
 *
 * Costs are those of the programs as handed over: compare canonical ones, lest dead code count, or programs as written
 * with a padded baseline, as the reference does.
 *
 * @param baseline the hand-designed program that sets the limit
 * @param factor at least 0; 2 is the reference's
 * @param trainExamples what the task offers: examples of an epoch times epochs
 */
export function trainingLimit(baseline: Program, factor: number, trainExamples: number): number {
  return factor * trainingCost(baseline, trainExamples);
}

/** Whether training a program on so many examples costs no more than the limit; exactly as much is allowed. */
export function isWithinLimit(program: Program, trainExamples: number, limit: number): boolean {
  return trainingCost(program, trainExamples) <= limit;
}
