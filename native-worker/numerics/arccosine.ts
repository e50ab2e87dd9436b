import { arcsineOfRootTail, arcsineTail } from './arcsine-series.ts';
import { HALF_PI_HIGH, HALF_PI_LOW } from './circle.ts';

/**
 * Arccosine, in radians. Off by less than 1 ulp wherever it was measured. acos(1) is exactly 0; outside [-1, 1] and for NaN
 * the result is NaN. Up to 1/2 in magnitude, acos(x) = pi / 2 - asin(x); above, acos(x) = 2 asin(sqrt((1 - x) / 2)), and
 * below, pi minus that of -x.
 */
export function acos(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude <= 0.5) {
    const head = HALF_PI_HIGH - x;
    const headError = HALF_PI_HIGH - head - x;
    return head + (headError + (HALF_PI_LOW - arcsineTail(x, x * x)));
  }
  if (!(magnitude <= 1)) return NaN;
  const z = 0.5 * (1 - magnitude);
  const root = Math.sqrt(z);
  const tail = arcsineOfRootTail(root, z);
  if (x > 0) return 2 * (root + tail);
  const head = 2 * HALF_PI_HIGH - 2 * root;
  const headError = 2 * HALF_PI_HIGH - head - 2 * root;
  return head + (headError + 2 * (HALF_PI_LOW - tail));
}
