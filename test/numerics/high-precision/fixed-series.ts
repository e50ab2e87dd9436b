import { multiply, ONE } from './fixed-point.ts';

/** e^r for a fixed-point r of about 1 at most, by Taylor's series. */
export function exponential(r: bigint): bigint {
  let term = ONE;
  let total = ONE;
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = multiply(term, r) / k;
    total += term;
  }
  return total;
}

/** sin(r) / r for a square z = r^2 of about 1 at most: the even series 1 - z / 6 + z^2 / 120 - ... */
export function sineRatio(z: bigint): bigint {
  let term = ONE;
  let total = ONE;
  for (let k = 2n; term !== 0n; k += 2n) {
    term = -multiply(term, z) / (k * (k + 1n));
    total += term;
  }
  return total;
}

/** cos(r) for a square z = r^2 of about 1 at most: the even series 1 - z / 2 + z^2 / 24 - ... */
export function cosine(z: bigint): bigint {
  let term = ONE;
  let total = ONE;
  for (let k = 1n; term !== 0n; k += 2n) {
    term = -multiply(term, z) / (k * (k + 1n));
    total += term;
  }
  return total;
}

/** sin(r) for a fixed-point r of about 1 at most. */
export function sine(r: bigint): bigint {
  return multiply(r, sineRatio(multiply(r, r)));
}
