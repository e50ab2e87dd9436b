/**
 * The rounding error of a product: a * b - product, where `product` is a * b as computed.
 *
 * Both factors are split into a single-precision part and a rest, so that the partial products are exact
 * (T. J. Dekker's method, 1971, with a cheaper split). The rest of a rest may round, which leaves less than 2^-100 of the product.
 * For factors and products between 2^-100 and 2^100 in magnitude, or 0.
 */
export function productError(a: number, b: number, product: number): number {
  const aHigh = Math.fround(a);
  const aLow = a - aHigh;
  const bHigh = Math.fround(b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
