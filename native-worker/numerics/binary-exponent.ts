/**
 * Eight bytes to look at the bits of a double without allocating. Never holds anything from one call to the next, so
 * sharing it does no harm.
 */
const DOUBLE_BITS = new DataView(new ArrayBuffer(8));

/** Largest exponent of the table below, of either sign: half of the span from 2^-1075 to 2^1075, rounded up. */
const TABLE_REACH = 538;

/** 2^-538 to 2^538. */
const POWERS_OF_TWO = tabulatePowersOfTwo();

function tabulatePowersOfTwo(): Float64Array {
  const table = new Float64Array(2 * TABLE_REACH + 1);
  let power = 1;
  for (let exponent = 0; exponent <= TABLE_REACH; exponent++) {
    table[TABLE_REACH + exponent] = power;
    table[TABLE_REACH - exponent] = 1 / power;
    power *= 2;
  }
  return table;
}

/** The exponent e of a double with |x| in [2^e, 2^(e + 1)). Not for zero, subnormal and non-finite numbers. */
export function binaryExponent(x: number): number {
  DOUBLE_BITS.setFloat64(0, x, true);
  return ((DOUBLE_BITS.getUint32(4, true) >>> 20) & 0x7ff) - 1023;
}

/**
 * x * 2^exponent for an integer exponent from -1075 to 1075. Multiplies by two powers, each about half of the way:
 * exact unless the result is subnormal, where it is rounded once if |x| is near 1, or overflows.
 */
export function scaleByPowerOfTwo(x: number, exponent: number): number {
  const half = exponent >> 1;
  return x * POWERS_OF_TWO[TABLE_REACH + half]! * POWERS_OF_TWO[TABLE_REACH + (exponent - half)]!;
}
