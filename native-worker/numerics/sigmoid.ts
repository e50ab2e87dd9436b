import { exp } from './exp.ts';

/**
 * The logistic function in the reference's form, 1 / (1 + exp(-x)) (reference: executor.h). Exactly 0.5 at 0, and
 * exactly 0 below -709.78, where exp(-x) is Infinity. NaN gives NaN.
 */
export function sigmoid(x: number): number {
  return 1 / (1 + exp(-x));
}
