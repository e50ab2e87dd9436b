import { scaleByPowerOfTwo } from './binary-exponent.ts';
import { LN2_HIGH, LN2_LOW } from './logarithm-of-two.ts';

/** 1 / ln 2. */
const INVERSE_LN2 = 1.4426950408889634;

/** 1.5 * 2^52: adding and subtracting it rounds a number below 2^51 to an integer, ties to even. */
const EXP_ROUNDING = 6755399441055744;

/**
 * (e^r - 1 - r - r^2 / 2) / r^3 for |r| up to ln(2) / 2: minimax (Remez) in the error that it leaves in e^r,
 * which is below 2^-60.
 */
function exponentialSeries(r: number, r2: number, r4: number): number {
  const p01 = 0.1666666666666668 + 0.04166666666666641 * r;
  const p23 = 0.00833333333331853 + 0.0013888888889033231 * r;
  const p45 = 0.0001984126989333696 + 2.480158702566771e-5 * r;
  const p67 = 2.755723745722217e-6 + 2.755752604523034e-7 * r;
  const p89 = 2.5111245920798904e-8 + 2.083852579312165e-9 * r;
  return p01 + r2 * p23 + r4 * (p45 + r2 * p67 + r4 * p89);
}

/**
 * e^x. Off by less than 1 ulp wherever it was measured. exp(0) is exactly 1, exp(-Infinity) is 0; above 709.78 the result
 * is Infinity, below -745.13 it is 0, between -745.13 and -708.4 subnormal. NaN gives NaN.
 *
 * x = n ln 2 + r with |r| at most ln(2) / 2; e^x = 2^n e^r. The remainder r comes with the rounding error `low` of its
 * own, and 1 + r with its rounding error, so that only the last addition rounds visibly.
 */
export function exp(x: number): number {
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  if (Number.isNaN(x)) return x;
  const n = x * INVERSE_LN2 + EXP_ROUNDING - EXP_ROUNDING;
  const high = x - n * LN2_HIGH;
  const r = high - n * LN2_LOW;
  const low = high - r - n * LN2_LOW;
  const r2 = r * r;
  const head = 1 + r;
  const headError = r - (head - 1);
  const tail = r2 * (0.5 + r * exponentialSeries(r, r2, r2 * r2)) + (low + low * r);
  return scaleByPowerOfTwo(head + (headError + tail), n);
}
