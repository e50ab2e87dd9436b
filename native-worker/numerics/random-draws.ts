import { cos } from './cos.ts';
import { log } from './log.ts';
import { nextDoubleAbove, nextDoubleBelow } from './neighbouring-double.ts';

const TWO_TO_32 = 4294967296;
const TWO_TO_MINUS_32 = 2.3283064365386963e-10;
const TWO_TO_MINUS_52 = 2.220446049250313e-16;
const TWO_PI = 6.283185307179586;

/**
 * A number in the open interval (0, 1) from a block of two uint32 words: (k + 0.5) 2^-52, where k has 52 bits, the
 * upper 20 of `word0` above all of `word1`. Exact: from 2^-53 to 1 - 2^-53.
 */
export function unitUniform(word0: number, word1: number): number {
  return ((word0 >>> 12) * TWO_TO_32 + word1 + 0.5) * TWO_TO_MINUS_52;
}

/**
 * A uniform draw from the open interval (low, high) for u = `unit` in (0, 1).
 *
 * - low > high, or low == high: exactly `low`.
 * - Otherwise value = low + u * (high - low). Where that rounds to `low` or below, the double next above `low`; where it
 *   rounds to `high` or above, the double next below `high`; and `low` where no double lies between the two.
 * - Bounds that are not finite, and a width that overflows: low + u * (high - low) as it comes, NaN included.
 */
export function uniformBetween(low: number, high: number, unit: number): number {
  if (low >= high) return low;
  const width = high - low;
  const value = low + unit * width;
  if (!(width < Infinity) || (value > low && value < high)) return value;
  const inside = value <= low ? nextDoubleAbove(low) : nextDoubleBelow(high);
  return inside > low && inside < high ? inside : low;
}

/**
 * A standard Gaussian draw from a block of two uint32 words, by the cosine branch of Box and Muller:
 * sqrt(-2 log(u1)) * cos(2 pi u2) with u1 = (word0 + 1) 2^-32 in (0, 1] and u2 = word1 2^-32 in [0, 1).
 * At most 6.67 in magnitude.
 */
export function standardGaussian(word0: number, word1: number): number {
  const radius = Math.sqrt(-2 * log((word0 + 1) * TWO_TO_MINUS_32));
  return radius * cos(TWO_PI * (word1 * TWO_TO_MINUS_32));
}
