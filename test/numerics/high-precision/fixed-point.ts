import { splitDouble } from './double-parts.ts';

/** Bits after the binary point of a fixed-point number: the value is number * 2^-PRECISION. */
export const PRECISION = 256;

const BITS = BigInt(PRECISION);

/** 1 as a fixed-point number. */
export const ONE = 1n << BITS;

/** Product, rounded down. */
export function multiply(a: bigint, b: bigint): bigint {
  return (a * b) >> BITS;
}

/** Quotient, rounded towards zero. */
export function divide(a: bigint, b: bigint): bigint {
  return (a << BITS) / b;
}

/** integer * 2^exponent with the bits below 2^exponent dropped where the exponent is negative. */
export function shift(integer: bigint, exponent: number): bigint {
  return exponent >= 0 ? integer << BigInt(exponent) : integer >> BigInt(-exponent);
}

/** A finite double as a fixed-point number; exact for multiples of 2^-PRECISION. */
export function fixedFromDouble(x: number): bigint {
  const { integer, exponent } = splitDouble(x);
  return shift(integer, exponent + PRECISION);
}

/** A fixed-point number of moderate size as the nearest double, or one beside it. */
export function doubleFromFixed(a: bigint): number {
  return Number(a) / 2 ** PRECISION;
}

/** The number of bits of a positive integer. */
export function bitLength(integer: bigint): number {
  const digits = integer.toString(16);
  return digits.length * 4 - (Math.clz32(parseInt(digits.charAt(0), 16)) - 28);
}

/** floor(sqrt(integer)) by Newton's iteration from above. */
export function integerSquareRoot(integer: bigint): bigint {
  if (integer < 2n) return integer;
  let root = 1n << BigInt(Math.ceil(bitLength(integer) / 2));
  for (;;) {
    const next = (root + integer / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
