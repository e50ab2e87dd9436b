/**
 * What `r` misses of sin(r + low), for |r| up to pi / 4 and `low` below half an ulp of r. The polynomial is minimax (Remez)
 * in the error that it leaves in the sine, which is below 2^-57 of it.
 */
export function sineTail(r: number, low: number): number {
  const z = r * r;
  const z2 = z * z;
  const p01 = -0.16666666666666632 + 0.008333333333322413 * z;
  const p23 = -0.00019841269829807686 + 2.7557313691882737e-6 * z;
  const p45 = -2.5050758110583946e-8 + 1.5896795418507734e-10 * z;
  return r * z * (p01 + z2 * p23 + z2 * z2 * p45) + (low - 0.5 * z * low);
}

/** The larger part of 1 - cos(r): half of the square of r's single-precision part, which is exact. */
function halfSquare(r: number): number {
  const rounded = Math.fround(r);
  return 0.5 * rounded * rounded;
}

/** The double that `cosineTail` completes to a cosine: 1 - r^2 / 2, nearly. */
export function cosineHead(r: number): number {
  return 1 - halfSquare(r);
}

/**
 * What `head` = cosineHead(r) misses of cos(r + low), for |r| up to pi / 4 and `low` below half an ulp of r. The
 * polynomial is minimax (Remez) in the error that it leaves in the cosine, which is below 2^-59 of it.
 */
export function cosineTail(r: number, low: number, head: number): number {
  const rounded = Math.fround(r);
  const halfSquareRest = 0.5 * (r - rounded) * (r + rounded);
  const z = r * r;
  const z2 = z * z;
  const p01 = 0.0416666666666666 - 0.0013888888888874125 * z;
  const p23 = 2.4801587289482215e-5 - 2.755731435234168e-7 * z;
  const p45 = 2.0875723274427495e-9 - 1.1359647864337997e-11 * z;
  const series = z2 * (p01 + z2 * p23 + z2 * z2 * p45);
  return 1 - head - halfSquare(r) + (series - halfSquareRest - r * low);
}

/** sin(r + low), for |r| up to pi / 4. */
export function sineOfReduced(r: number, low: number): number {
  return r + sineTail(r, low);
}

/** cos(r + low), for |r| up to pi / 4. */
export function cosineOfReduced(r: number, low: number): number {
  const head = cosineHead(r);
  return head + cosineTail(r, low, head);
}
