/** Eight bytes to step from a double to the next; never holds anything from one call to the next. */
const NEIGHBOUR_BITS = new DataView(new ArrayBuffer(8));

/** The least double above a finite x; the largest finite double gives Infinity, and both zeros give 2^-1074. */
export function nextDoubleAbove(x: number): number {
  if (x === 0) return 5e-324;
  NEIGHBOUR_BITS.setFloat64(0, x, true);
  const low = NEIGHBOUR_BITS.getUint32(0, true);
  const high = NEIGHBOUR_BITS.getUint32(4, true);
  // Bits count magnitudes: away from zero is up for positive numbers and down for negative ones.
  const carries = x > 0 ? low === 0xffffffff : low === 0;
  const step = x > 0 ? 1 : -1;
  NEIGHBOUR_BITS.setUint32(0, low + step, true);
  NEIGHBOUR_BITS.setUint32(4, carries ? high + step : high, true);
  return NEIGHBOUR_BITS.getFloat64(0, true);
}

/** The greatest double below a finite x. */
export function nextDoubleBelow(x: number): number {
  return -nextDoubleAbove(-x);
}
