import { PRECISION } from './fixed-point.ts';

/** Bits of `HALF_PI_WIDE` beyond `PRECISION`: enough to reduce the largest double, below 2^1024. */
export const EXTRA_BITS = 1088;

/** atan(1 / n) times 2^bits, by its series. */
function arctangentOfInverse(n: bigint, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let total = 0n;
  for (let k = 0n; power !== 0n; k++) {
    const term = power / (2n * k + 1n);
    total += k % 2n === 0n ? term : -term;
    power /= n * n;
  }
  return total;
}

/** atanh(1 / 3) times 2^bits, by its series. */
function halfLogarithmOfTwo(bits: number): bigint {
  let power = (1n << BigInt(bits)) / 3n;
  let total = 0n;
  for (let k = 0n; power !== 0n; k++) {
    total += power / (2n * k + 1n);
    power /= 9n;
  }
  return total;
}

const GUARD = 32;

/** pi / 2 times 2^(PRECISION + EXTRA_BITS), by Machin's formula. */
export const HALF_PI_WIDE =
  (8n * arctangentOfInverse(5n, PRECISION + EXTRA_BITS + GUARD) -
    2n * arctangentOfInverse(239n, PRECISION + EXTRA_BITS + GUARD)) >>
  BigInt(GUARD);

/** pi / 2 as a fixed-point number. */
export const HALF_PI = HALF_PI_WIDE >> BigInt(EXTRA_BITS);

/** ln 2 as a fixed-point number. */
export const LN2 = (2n * halfLogarithmOfTwo(PRECISION + GUARD)) >> BigInt(GUARD);
