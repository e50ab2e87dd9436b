import { productError } from './exact-product.ts';
import { REDUCED_ANGLE, reduceAngle } from './reduce-angle.ts';
import { cosineHead, cosineTail, sineTail } from './sine-cosine-series.ts';

/** Below 2^-27 tan(x) rounds to x. */
const TANGENT_IS_ARGUMENT = 7.450580596923828e-9;

/**
 * (top + topLow) / (bottom + bottomLow), where each low part is below an ulp of its high part: the quotient of the high
 * parts, corrected by its remainder.
 */
function correctedQuotient(top: number, topLow: number, bottom: number, bottomLow: number): number {
  const reciprocal = 1 / bottom;
  const quotient = top * reciprocal;
  const product = quotient * bottom;
  const remainder = top - product - productError(quotient, bottom, product) + (topLow - quotient * bottomLow);
  return quotient + remainder * reciprocal;
}

/**
 * Tangent of an angle in radians, over the whole range: the angle is reduced properly, however large. Off by less than 1 ulp wherever it was measured. Zeros keep their sign; infinities and NaN give NaN.
 */
export function tan(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < TANGENT_IS_ARGUMENT) return x;
  if (!(magnitude < Infinity)) return NaN;
  const quadrant = reduceAngle(x);
  const r = REDUCED_ANGLE[0]!;
  const low = REDUCED_ANGLE[1]!;

  const sineRest = sineTail(r, low);
  const sine = r + sineRest;
  const sineLow = r - sine + sineRest;
  const head = cosineHead(r);
  const cosineRest = cosineTail(r, low, head);
  const cosine = head + cosineRest;
  const cosineLow = head - cosine + cosineRest;
  return (quadrant & 1) === 0
    ? correctedQuotient(sine, sineLow, cosine, cosineLow)
    : correctedQuotient(-cosine, -cosineLow, sine, sineLow);
}
