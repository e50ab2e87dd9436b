import { exp } from './exp.ts';
import { sum } from './pairwise-sum.ts';

/**
 * Replaces `count` entries from `start` by their softmax: e^(x - largest) over the sum of these, added by halves as
 * `sum` does. All become NaN where one is NaN or Infinity, or all are -Infinity.
 */
export function softmax(values: Float64Array, start: number, count: number): void {
  let largest = values[start]!;
  for (let k = start + 1; k < start + count; k++) if (values[k]! > largest) largest = values[k]!;
  for (let k = start; k < start + count; k++) values[k] = exp(values[k]! - largest);
  const total = sum(values, start, count);
  for (let k = start; k < start + count; k++) values[k] = values[k]! / total;
}
