import { REDUCED_ANGLE, reduceAngle } from './reduce-angle.ts';
import { cosineOfReduced, sineOfReduced } from './sine-cosine-series.ts';

/** Below 2^-27 sin(x) rounds to x. */
const SINE_IS_ARGUMENT = 7.450580596923828e-9;

/**
 * Sine of an angle in radians, over the whole range: the angle is reduced properly, however large. Off by less than 1 ulp wherever it was measured. Zeros keep their sign; infinities and NaN give NaN.
 */
export function sin(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < SINE_IS_ARGUMENT) return x;
  if (magnitude <= 0.75) return sineOfReduced(x, 0);
  if (!(magnitude < Infinity)) return NaN;
  const quadrant = reduceAngle(x);
  const r = REDUCED_ANGLE[0]!;
  const low = REDUCED_ANGLE[1]!;
  const value = (quadrant & 1) === 0 ? sineOfReduced(r, low) : cosineOfReduced(r, low);
  return (quadrant & 2) === 0 ? value : -value;
}
