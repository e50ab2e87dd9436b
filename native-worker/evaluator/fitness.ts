import { atan } from '../numerics/arctangent.ts';
import { sum } from '../numerics/pairwise-sum.ts';
import type { Measure } from '../tasks/task-set.ts';

/** 2 / pi. */
const TWO_OVER_PI = 0.6366197723675814;

/** How the fitnesses of several tasks become one (reference: evaluator.cc). */
export type Combination = 'mean' | 'median';

/**
 * Fitness, from 0 (worst) to 1, of a loss that an evaluator found; 0 for a loss that is not finite.
 *
 * - `rms`: 1 - (2 / pi) atan(sqrt(loss)) of the mean square error (reference: executor.h, FlipAndSquash).
 * - `accuracy`: 1 - loss: the share of examples whose class is right.
 */
export function fitnessOfLoss(loss: number, measure: Measure): number {
  if (!(loss < Infinity)) return 0;
  switch (measure) {
    case 'rms':
      return 1 - TWO_OVER_PI * atan(Math.sqrt(loss));
    case 'accuracy':
      return 1 - loss;
  }
}

/**
 * One fitness from those of several tasks; at least one.
 *
 * - `mean`: their sum, in task order by the halving rule of `pairwise-sum.ts`, over their number.
 * - `median`: element floor(n / 2) of the sorted list: the upper of the middle two where n is even, no averaging.
 *
 * @param scratch room for as many numbers, to sort in
 */
export function combineFitness(
  fitnesses: Float64Array,
  combination: Combination,
  scratch: Float64Array = new Float64Array(fitnesses.length),
): number {
  if (fitnesses.length === 0)
    throw new RangeError('combineFitness: found no fitness; expected one of at least one task');
  switch (combination) {
    case 'mean':
      return sum(fitnesses, 0, fitnesses.length) / fitnesses.length;
    case 'median':
      scratch.set(fitnesses);
      return scratch.sort()[fitnesses.length >>> 1]!;
  }
}
