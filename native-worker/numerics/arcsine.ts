import { arcsineOfRootTail, arcsineTail } from './arcsine-series.ts';
import { HALF_PI_HIGH, HALF_PI_LOW } from './circle.ts';

/** Below 2^-27 asin(x) rounds to x. */
const ARCSINE_IS_ARGUMENT = 7.450580596923828e-9;

/**
 * Arcsine, in radians. Off by less than 1 ulp wherever it was measured. Zeros keep their sign; outside [-1, 1] and for NaN the
 * result is NaN. Above 1/2, asin(x) = pi / 2 - 2 asin(sqrt((1 - x) / 2)).
 */
export function asin(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < ARCSINE_IS_ARGUMENT) return x;
  if (magnitude <= 0.5) return x + arcsineTail(x, x * x);
  if (!(magnitude <= 1)) return NaN;
  const z = 0.5 * (1 - magnitude);
  const root = Math.sqrt(z);
  const head = HALF_PI_HIGH - 2 * root;
  const headError = HALF_PI_HIGH - head - 2 * root;
  const value = head + (headError + (HALF_PI_LOW - 2 * arcsineOfRootTail(root, z)));
  return x < 0 ? -value : value;
}
