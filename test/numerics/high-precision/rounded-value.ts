import { joinDouble } from './double-parts.ts';
import { bitLength, shift } from './fixed-point.ts';

/** A value integer * 2^exponent, right to more than 100 of its leading bits. */
export interface HighPrecision {
  readonly integer: bigint;
  readonly exponent: number;
}

/** A value as the nearest double and what that misses. */
export interface RoundedValue {
  /** The correctly rounded double (ties to even). */
  readonly nearest: number;
  /** The value minus `nearest`, in ulps: at most a half in magnitude; 0 where `nearest` is not finite. */
  readonly rest: number;
  /** log2 of one ulp: that of the value's binade, at least -1074. */
  readonly ulpExponent: number;
}

/** A value that is known exactly: NaN, an infinity, a signed zero. */
export function exactly(value: number): RoundedValue {
  return { nearest: value, rest: 0, ulpExponent: -1074 };
}

/** Rounds a value to double precision, subnormal range and overflow included. */
export function roundToDouble(value: HighPrecision): RoundedValue {
  const magnitude = value.integer < 0n ? -value.integer : value.integer;
  if (magnitude === 0n) return exactly(0);
  const sign = value.integer < 0n ? -1 : 1;
  const ulpExponent = Math.max(value.exponent + bitLength(magnitude) - 53, -1074);
  // 64 bits more than the double keeps: the first one decides the rounding, all of them make up the rest.
  const scaled = shift(magnitude, value.exponent - ulpExponent + 64);
  const half = 1n << 63n;
  const floor = scaled >> 64n;
  const below = scaled - (floor << 64n);
  const roundsUp = below > half || (below === half && (floor & 1n) === 1n);
  const nearest = sign * joinDouble(roundsUp ? floor + 1n : floor, ulpExponent);
  if (!Number.isFinite(nearest)) return exactly(nearest);
  const rest = Number(roundsUp ? below - (1n << 64n) : below) / 2 ** 64;
  return { nearest, rest: sign * rest, ulpExponent };
}

/**
 * How far a computed double is from a value, in ulps of the value. 0 where both are NaN, or the same infinity; Infinity
 * where only one is not finite. Signs of zero are not compared.
 */
export function errorInUlps(computed: number, value: RoundedValue): number {
  if (Object.is(computed, value.nearest)) return Math.abs(value.rest);
  if (!Number.isFinite(computed) || !Number.isFinite(value.nearest)) return Infinity;
  const half = Math.trunc(value.ulpExponent / 2);
  const difference = (computed - value.nearest) * 2 ** -half * 2 ** -(value.ulpExponent - half);
  return Math.abs(difference - value.rest);
}
