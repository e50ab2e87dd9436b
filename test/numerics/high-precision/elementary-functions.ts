import { EXTRA_BITS, HALF_PI, HALF_PI_WIDE, LN2 } from './constants.ts';
import { splitDouble } from './double-parts.ts';
import {
  divide,
  doubleFromFixed,
  fixedFromDouble,
  integerSquareRoot,
  multiply,
  ONE,
  PRECISION,
  shift,
} from './fixed-point.ts';
import { cosine, exponential, sine, sineRatio } from './fixed-series.ts';
import { exactly, type HighPrecision, type RoundedValue, roundToDouble } from './rounded-value.ts';

/** Below this an odd function is x times an even series, so that tiny results keep all their leading bits. */
const TINY = 2 ** -30;

const fixed = (integer: bigint, exponent = 0): HighPrecision => ({ integer, exponent: exponent - PRECISION });

/** x times a fixed-point factor. */
function timesArgument(x: number, factor: bigint): HighPrecision {
  const { integer, exponent } = splitDouble(x);
  return fixed(integer * factor, exponent);
}

/** x^2 as a fixed-point number. */
function squareOf(x: number): bigint {
  const a = fixedFromDouble(x);
  return multiply(a, a);
}

/** e^x for |x| up to 800. */
function exponentialOf(x: number): HighPrecision {
  const n = Math.round(x / Math.LN2);
  return fixed(exponential(fixedFromDouble(x) - BigInt(n) * LN2), n);
}

/** By one Newton-like step from the platform's logarithm, which only has to be close. */
function logarithmOf(x: number): HighPrecision {
  const { integer, exponent } = splitDouble(x);
  const bits = integer.toString(2).length - 1;
  const significand = shift(integer, PRECISION - bits);
  const start = fixedFromDouble(Math.log(doubleFromFixed(significand)));
  const d = multiply(significand, exponential(-start)) - ONE;
  const d2 = multiply(d, d);
  const correction = d - d2 / 2n + multiply(d2, d) / 3n - multiply(d2, d2) / 4n;
  return fixed(start + correction + BigInt(exponent + bits) * LN2);
}

/** x minus the nearest multiple of pi / 2, and that multiple modulo 4; for x >= 0. */
function reduce(x: number): { readonly r: bigint; readonly quadrant: number } {
  const { integer, exponent } = splitDouble(x);
  const wide = shift(integer, exponent + PRECISION + EXTRA_BITS);
  const n = (wide + HALF_PI_WIDE / 2n) / HALF_PI_WIDE;
  return { r: (wide - n * HALF_PI_WIDE) >> BigInt(EXTRA_BITS), quadrant: Number(n & 3n) };
}

/** sin and cos of x >= 0 as fixed-point numbers. */
function sineAndCosine(x: number): readonly [sine: bigint, cosine: bigint] {
  const { r, quadrant } = reduce(x);
  const s = sine(r);
  const c = cosine(multiply(r, r));
  if (quadrant === 0) return [s, c];
  if (quadrant === 1) return [c, -s];
  return quadrant === 2 ? [-s, -c] : [-c, s];
}

/** atan(u) for a fixed-point u in [0, 1], by one step from the platform's arctangent. */
function arctangentOfFixed(u: bigint): bigint {
  const start = fixedFromDouble(Math.atan(doubleFromFixed(u)));
  const s = sine(start);
  const c = cosine(multiply(start, start));
  const d = divide(multiply(u, c) - s, c + multiply(u, s));
  const d2 = multiply(d, d);
  return start + d - multiply(d2, d) / 3n + multiply(multiply(d2, d2), d) / 5n;
}

/** atan(x) for x > 0. */
function arctangentOf(x: number): HighPrecision {
  if (x < TINY) {
    const z = squareOf(x);
    const z2 = multiply(z, z);
    return timesArgument(x, ONE - z / 3n + z2 / 5n - multiply(z2, z) / 7n);
  }
  if (x <= 1) return fixed(arctangentOfFixed(fixedFromDouble(x)));
  const { integer, exponent } = splitDouble(x);
  const inverse = exponent <= PRECISION ? (1n << BigInt(PRECISION - exponent)) / integer : 0n;
  return fixed(HALF_PI - arctangentOfFixed(inverse));
}

/** asin(x) for x from 0 to 1, by one step from the platform's arcsine. */
function arcsineOfFixed(x: number): bigint {
  const a = fixedFromDouble(x);
  const start = fixedFromDouble(Math.asin(x));
  const root = integerSquareRoot(ONE * ONE - a * a);
  const d = multiply(a, cosine(multiply(start, start))) - multiply(root, sine(start));
  const d2 = multiply(d, d);
  return start + d + multiply(d2, d) / 6n + (3n * multiply(multiply(d2, d2), d)) / 40n;
}

/** asin(x) for x from 0 to 1. */
function arcsineOf(x: number): HighPrecision {
  if (x >= TINY) return fixed(arcsineOfFixed(x));
  const z = squareOf(x);
  const z2 = multiply(z, z);
  return timesArgument(x, ONE + z / 6n + (3n * z2) / 40n + (15n * multiply(z2, z)) / 336n);
}

/** An odd function from its values at positive arguments; zeros keep their sign. */
function odd(x: number, atPositive: (x: number) => HighPrecision): RoundedValue {
  if (x === 0) return exactly(x);
  const { integer, exponent } = atPositive(Math.abs(x));
  return roundToDouble({ integer: x < 0 ? -integer : integer, exponent });
}

/** The names of the functions that are measured. */
export type ElementaryFunction = 'exp' | 'log' | 'sin' | 'cos' | 'tan' | 'asin' | 'acos' | 'atan' | 'sigmoid';

/** Each function over all doubles, correctly rounded, with what the rounding left out. */
export const HIGH_PRECISION: Readonly<Record<ElementaryFunction, (x: number) => RoundedValue>> = {
  exp: (x) => {
    if (Number.isNaN(x) || x > 800) return exactly(x > 800 ? Infinity : NaN);
    return x < -800 ? exactly(0) : roundToDouble(exponentialOf(x));
  },
  log: (x) => {
    if (!(x > 0)) return exactly(x === 0 ? -Infinity : NaN);
    return x === Infinity ? exactly(x) : roundToDouble(logarithmOf(x));
  },
  sin: (x) => {
    if (!Number.isFinite(x)) return exactly(NaN);
    return odd(x, (a) => (a < TINY ? timesArgument(a, sineRatio(squareOf(a))) : fixed(sineAndCosine(a)[0])));
  },
  cos: (x) => (Number.isFinite(x) ? roundToDouble(fixed(sineAndCosine(Math.abs(x))[1])) : exactly(NaN)),
  tan: (x) => {
    if (!Number.isFinite(x)) return exactly(NaN);
    return odd(x, (a) => {
      if (a < TINY) return timesArgument(a, divide(sineRatio(squareOf(a)), cosine(squareOf(a))));
      const [s, c] = sineAndCosine(a);
      return fixed(divide(s, c));
    });
  },
  asin: (x) => (Math.abs(x) <= 1 ? odd(x, arcsineOf) : exactly(NaN)),
  acos: (x) => {
    if (!(Math.abs(x) <= 1)) return exactly(NaN);
    if (x === 1) return exactly(0);
    const arcsine = arcsineOfFixed(Math.abs(x));
    return roundToDouble(fixed(x < 0 ? HALF_PI + arcsine : HALF_PI - arcsine));
  },
  atan: (x) => {
    if (Number.isNaN(x)) return exactly(x);
    return odd(x, (a) => (a === Infinity ? fixed(HALF_PI) : arctangentOf(a)));
  },
  // The reference's form: 1 / (1 + exp(-x)), where exp(-x) overflows as a double does.
  sigmoid: (x) => {
    if (Number.isNaN(x)) return exactly(x);
    const power = HIGH_PRECISION.exp(-x);
    if (power.nearest === Infinity) return exactly(0);
    if (x > 700) return exactly(1);
    const { integer, exponent } = exponentialOf(-x);
    const extra = Math.max(exponent + PRECISION, 0);
    const divisor = ONE + shift(integer, exponent + PRECISION);
    return roundToDouble({ integer: (ONE << BigInt(PRECISION + extra)) / divisor, exponent: -PRECISION - extra });
  },
};
