import { reduceHugeAngle } from './reduce-huge-angle.ts';

/**
 * Where `reduceAngle` leaves the remainder: its double and what that double misses. A place that is overwritten by each
 * call, so that reducing allocates nothing; read it at once.
 */
export const REDUCED_ANGLE = new Float64Array(2);

/** 2 / pi. */
const TWO_OVER_PI_ROUNDED = 0.6366197723675814;

/** 1.5 * 2^52: adding and subtracting it rounds a number below 2^51 to an integer, ties to even. */
const ANGLE_ROUNDING = 6755399441055744;

/** From here on the multiple of pi / 2 may have more than 20 bits. */
const HUGE_ANGLE = 1647099;

/** pi / 2 in three parts, multiples of 2^-31, 2^-63 and 2^-95 with at most 32 bits, and the rest. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.07710049817245e-11;
const HALF_PI_3 = 8.333742917250222e-20;
const HALF_PI_REST = 1.2706558760139879e-29;

/** For an angle below `HUGE_ANGLE`: see `reduceAngle`. The products with the first three parts are exact. */
function reduceModerateAngle(x: number, remainder: Float64Array): number {
  const n = x * TWO_OVER_PI_ROUNDED + ANGLE_ROUNDING - ANGLE_ROUNDING;
  const first = x - n * HALF_PI_1;

  // Both subtractions with their rounding errors (D. Knuth's two-sum): either operand may be the larger one.
  const part2 = n * HALF_PI_2;
  const second = first - part2;
  const back2 = second - first;
  const error2 = first - (second - back2) - (part2 + back2);

  const part3 = n * HALF_PI_3;
  const third = second - part3;
  const back3 = third - second;
  const error3 = second - (third - back3) - (part3 + back3);

  const low = error2 + error3 - n * HALF_PI_REST;
  const high = third + low;
  remainder[0] = high;
  remainder[1] = third - high + low;
  return n & 3;
}

/**
 * Reduces a finite angle x by the nearest multiple of pi / 2. Returns the multiple modulo 4 (0 to 3) and leaves the
 * remainder, at most pi / 4 in magnitude (and a rounding error more), in `REDUCED_ANGLE`. Right for every double, up to
 * the largest: no double above pi / 4 leaves less than 2^-60.9.
 */
export function reduceAngle(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < HUGE_ANGLE) return reduceModerateAngle(x, REDUCED_ANGLE);
  const quadrant = reduceHugeAngle(magnitude, REDUCED_ANGLE);
  if (x > 0) return quadrant;
  REDUCED_ANGLE[0] = -REDUCED_ANGLE[0]!;
  REDUCED_ANGLE[1] = -REDUCED_ANGLE[1]!;
  return -quadrant & 3;
}
