import { productError } from './exact-product.ts';

/**
 * asin(s) - s for |s| up to 1/2. The polynomial is minimax (Remez) in the error that it leaves in the arcsine, which is
 * below 2^-59 of it.
 */
export function arcsineTail(s: number, z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const z8 = z4 * z4;
  const p01 = 0.16666666666666763 + 0.07499999999970258 * z;
  const p23 = 0.04464285717512397 + 0.030381942683473898 * z;
  const p45 = 0.02237221566397856 + 0.017351600032364342 * z;
  const p67 = 0.013980962093403663 + 0.011397771234395662 * z;
  const p89 = 0.01078655334673167 + 0.0036829575772145927 * z;
  const pab = 0.02176368968985311 - 0.021077544473514318 * z;
  const series = p01 + z2 * p23 + z4 * (p45 + z2 * p67) + z8 * (p89 + z2 * pab + z4 * 0.032677038459377236);
  return s * z * series;
}

/**
 * What `root` = sqrt(z), as computed, misses of asin of the true square root of z, for z from 0 to 1/4. The caller adds
 * both, so that the rounding of the root does not show.
 */
export function arcsineOfRootTail(root: number, z: number): number {
  const square = root * root;
  const rootError = root > 0 ? (z - square - productError(root, root, square)) / (2 * root) : 0;
  return arcsineTail(root, z) + rootError;
}
