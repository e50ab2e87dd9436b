import { HALF_PI_HIGH, HALF_PI_LOW } from './circle.ts';
import { productError } from './exact-product.ts';

/** tan(pi / 8) and tan(3 pi / 8), rounded: where the argument is mapped. */
const TANGENT_OF_EIGHTH = 0.41421356237309503;
const TANGENT_OF_THREE_EIGHTHS = 2.414213562373095;

/** From here on atan(x) rounds to pi / 2; a larger argument is taken as this one. */
const ARCTANGENT_LIMIT = 1152921504606846976;

/** Below 2^-27 atan(x) rounds to x. */
const ARCTANGENT_IS_ARGUMENT = 7.450580596923828e-9;

/**
 * (atan(t) - t) / t^3 as a function of z = t^2, for |t| up to tan(pi / 8): minimax (Remez) in the error that it leaves in
 * the arctangent, which is below 2^-58 of it.
 */
function arctangentSeries(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const p01 = -0.333333333333332 + 0.19999999999954038 * z;
  const p23 = -0.14285714280243897 + 0.11111110785897792 * z;
  const p45 = -0.09090897829305197 + 0.07692061506126367 * z;
  const p67 = -0.06663118853828301 + 0.058479975049138065 * z;
  const p89 = -0.050397929207546543 + 0.0380769567544165 * z;
  return p01 + z2 * p23 + z4 * (p45 + z2 * p67 + z4 * (p89 - 0.017920756331529012 * z2));
}

/**
 * Arctangent for x >= 0. With c = 0, 1 or infinity, atan(x) = atan(c) + atan((x - c) / (1 + c x)); the quotient comes with
 * its rounding error.
 */
function arctangentOfMagnitude(x: number): number {
  if (x <= TANGENT_OF_EIGHTH) return x + x * (x * x) * arctangentSeries(x * x);
  const isLarge = x > TANGENT_OF_THREE_EIGHTHS;
  const top = isLarge ? -1 : x - 1;
  const bottom = isLarge ? x : x + 1;
  // What the additions above rounded off; x is between 0.41 and 2.42 where it matters.
  const topLow = isLarge ? 0 : x - (top + 1);
  const bottomLow = isLarge ? 0 : x < 1 ? x - (bottom - 1) : 1 - (bottom - x);
  const base = isLarge ? HALF_PI_HIGH : 0.5 * HALF_PI_HIGH;
  const baseLow = isLarge ? HALF_PI_LOW : 0.5 * HALF_PI_LOW;

  const reciprocal = 1 / bottom;
  const t = top * reciprocal;
  const product = t * bottom;
  const low = (top - product - productError(t, bottom, product) + (topLow - t * bottomLow)) * reciprocal;
  const z = t * t;
  const head = base + t;
  const headError = base - head + t;
  return head + (headError + (t * z * arctangentSeries(z) + (baseLow + (low - low * z))));
}

/**
 * Arctangent, in radians. Off by less than 1 ulp wherever it was measured. Zeros keep their sign; infinities give pi / 2 with
 * their sign; NaN gives NaN.
 */
export function atan(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < ARCTANGENT_IS_ARGUMENT) return x;
  if (Number.isNaN(x)) return x;
  const value = arctangentOfMagnitude(magnitude > ARCTANGENT_LIMIT ? ARCTANGENT_LIMIT : magnitude);
  return x < 0 ? -value : value;
}
