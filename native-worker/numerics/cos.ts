import { REDUCED_ANGLE, reduceAngle } from './reduce-angle.ts';
import { cosineOfReduced, sineOfReduced } from './sine-cosine-series.ts';

/**
 * Cosine of an angle in radians, over the whole range: the angle is reduced properly, however large. Off by less than 1 ulp wherever it was measured. cos(0) is exactly 1; infinities and NaN give NaN.
 */
export function cos(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude <= 0.75) return cosineOfReduced(x, 0);
  if (!(magnitude < Infinity)) return NaN;
  const quadrant = reduceAngle(x);
  const r = REDUCED_ANGLE[0]!;
  const low = REDUCED_ANGLE[1]!;
  const value = (quadrant & 1) === 0 ? cosineOfReduced(r, low) : sineOfReduced(r, low);
  return ((quadrant + 1) & 2) === 0 ? value : -value;
}
