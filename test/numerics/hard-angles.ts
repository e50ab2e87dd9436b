import { HALF_PI_WIDE, EXTRA_BITS } from './high-precision/constants.ts';
import { joinDouble } from './high-precision/double-parts.ts';
import { PRECISION } from './high-precision/fixed-point.ts';

/**
 * For each binary exponent from 2^0 to 2^970, the double integer * 2^exponent that comes closest to a multiple of pi / 2:
 * the last convergent of the continued fraction of 2^exponent / (pi / 2) whose denominator has at most 53 bits. The worst
 * of all doubles, 6381956970095103 * 2^797, is among them.
 */
export function hardAngles(): number[] {
  const angles: number[] = [];
  for (let exponent = 0; exponent <= 970; exponent++) {
    let top = (1n << BigInt(exponent + PRECISION + EXTRA_BITS)) % HALF_PI_WIDE;
    let bottom = HALF_PI_WIDE;
    let previous = 0n;
    let denominator = 1n;
    while (top !== 0n) {
      const next = denominator * (bottom / top) + previous;
      if (next >= 1n << 53n) break;
      [previous, denominator] = [denominator, next];
      [bottom, top] = [top, bottom % top];
    }
    angles.push(joinDouble(denominator, exponent));
  }
  return angles;
}
