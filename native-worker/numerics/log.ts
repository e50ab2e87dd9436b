import { binaryExponent, scaleByPowerOfTwo } from './binary-exponent.ts';
import { LN2_HIGH, LN2_LOW } from './logarithm-of-two.ts';

const SQUARE_ROOT_OF_TWO = 1.4142135623730951;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;

/**
 * (2 atanh(s) - 2 s) / s^3 as a function of z = s^2, for |s| up to (sqrt 2 - 1) / (sqrt 2 + 1): minimax (Remez) in the
 * error that it leaves in the logarithm, which is below 2^-61 of it.
 */
function logarithmSeries(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const p01 = 0.6666666666666666 + 0.4000000000000624 * z;
  const p23 = 0.28571428569087054 + 0.22222222646615314 * z;
  const p45 = 0.18181775680334317 + 0.15387090098228073 * z;
  const p67 = 0.13250133215193502 + 0.1325119023157559 * z;
  return p01 + z2 * p23 + z4 * (p45 + z2 * p67);
}

/**
 * Natural logarithm. Off by less than 1 ulp wherever it was measured. log(1) is exactly 0, log(0) and log(-0) are
 * -Infinity, log(Infinity) is Infinity; below 0 and for NaN the result is NaN. Subnormal arguments are exact inputs
 * like all others.
 *
 * x = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2). With s = f / (2 + f):
 * log(1 + f) = 2 atanh(s) = f - f^2 / 2 + s (f^2 / 2 + s^2 P(s^2)). The square is taken of the single-precision part
 * of f, which is exact, and what that leaves out is added to the small terms.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  const isSubnormal = x < SMALLEST_NORMAL;
  const normal = isSubnormal ? x * TWO_TO_54 : x;
  const exponent = binaryExponent(normal);
  const significand = scaleByPowerOfTwo(normal, -exponent);
  const isUpper = significand > SQUARE_ROOT_OF_TWO;
  const k = exponent + (isUpper ? 1 : 0) - (isSubnormal ? 54 : 0);

  const f = (isUpper ? 0.5 * significand : significand) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const rounded = Math.fround(f);
  const halfSquare = 0.5 * rounded * rounded;
  const halfSquareRest = 0.5 * (f - rounded) * (f + rounded);

  const near = f - halfSquare;
  const nearError = f - near - halfSquare;
  const far = k * LN2_HIGH;
  const head = far + near;
  const headError = far - head + near;
  const small = s * (halfSquare + (halfSquareRest + z * logarithmSeries(z))) + k * LN2_LOW;
  return head + (headError + (nearError - halfSquareRest) + small);
}
