import { binaryExponent, scaleByPowerOfTwo } from './binary-exponent.ts';
import { HALF_PI_HIGH, HALF_PI_LOW } from './circle.ts';
import { productError } from './exact-product.ts';

/** Zeros before the first word of `TWO_OVER_PI`. */
const LEADING_WORDS = 4;

/** 2 / pi in words of 24 bits, most significant first, after four words for the zeros above the binary point. */
const TWO_OVER_PI = new Float64Array([
  0, 0, 0, 0, 0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb,
  0xc561b7, 0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5, 0x2ebb44,
  0x84e99c, 0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8, 0x97ffde, 0x05980f,
  0xef2f11, 0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d, 0x7527ba, 0xc7ebe5, 0xf17b3d,
  0x0739f7, 0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330,
]);

const TWO_TO_24 = 16777216;
const TWO_TO_23 = 8388608;
const TWO_TO_MINUS_24 = 5.960464477539063e-8;
const TWO_TO_MINUS_48 = 3.552713678800501e-15;

/**
 * Sum of the products of x's four words with four words of 2 / pi, the first of them at `place` after the binary point (1 is the
 * first word). Below 2^50.
 */
function productWord(place: number, x0: number, x1: number, x2: number, x3: number): number {
  const index = LEADING_WORDS + place - 1;
  return (
    x0 * TWO_OVER_PI[index]! +
    x1 * TWO_OVER_PI[index - 1]! +
    x2 * TWO_OVER_PI[index - 2]! +
    x3 * TWO_OVER_PI[index - 3]!
  );
}

/**
 * Reduces a finite x of at least 2^20 by a multiple of pi / 2: returns the multiple's last two bits and writes the
 * remainder, at most pi / 4 in magnitude, to `remainder[0] + remainder[1]`.
 *
 * x times 2 / pi in words of 24 bits (the method of M. Payne and R. Hanek, 1983): words whose product with x is a
 * multiple of 4 are left out, and enough words follow for more than 70 correct bits of the smallest remainder that a
 * double can leave, 2^-60.9. All sums of word products stay below 2^53, so each is exact.
 */
export function reduceHugeAngle(x: number, remainder: Float64Array): number {
  // x = 2^(24 q) (x0 + x1 2^-24 + x2 2^-48 + x3 2^-72) with words of 24 bits.
  const q = Math.floor(binaryExponent(x) / 24);
  const scaled = scaleByPowerOfTwo(x, -24 * q);
  const x0 = Math.floor(scaled);
  const rest1 = (scaled - x0) * TWO_TO_24;
  const x1 = Math.floor(rest1);
  const rest2 = (rest1 - x1) * TWO_TO_24;
  const x2 = Math.floor(rest2);
  const x3 = (rest2 - x2) * TWO_TO_24;

  // Words of the product, from the last one up; what exceeds 24 bits is carried.
  const sum6 = productWord(q + 6, x0, x1, x2, x3) + Math.floor(productWord(q + 7, x0, x1, x2, x3) * TWO_TO_MINUS_24);
  const carry6 = Math.floor(sum6 * TWO_TO_MINUS_24);
  const sum5 = productWord(q + 5, x0, x1, x2, x3) + carry6;
  const carry5 = Math.floor(sum5 * TWO_TO_MINUS_24);
  const sum4 = productWord(q + 4, x0, x1, x2, x3) + carry5;
  const carry4 = Math.floor(sum4 * TWO_TO_MINUS_24);
  const sum3 = productWord(q + 3, x0, x1, x2, x3) + carry4;
  const carry3 = Math.floor(sum3 * TWO_TO_MINUS_24);
  const sum2 = productWord(q + 2, x0, x1, x2, x3) + carry3;
  const carry2 = Math.floor(sum2 * TWO_TO_MINUS_24);
  const sum1 = productWord(q + 1, x0, x1, x2, x3) + carry2;
  const carry1 = Math.floor(sum1 * TWO_TO_MINUS_24);
  const whole = productWord(q, x0, x1, x2, x3) + carry1;

  // The fraction, rounded to the nearest multiple: its first word is taken as negative from one half on.
  const word1 = sum1 - carry1 * TWO_TO_24;
  const isUpperHalf = word1 >= TWO_TO_23;
  const upper =
    (isUpperHalf ? word1 - TWO_TO_24 : word1) * TWO_TO_MINUS_24 + (sum2 - carry2 * TWO_TO_24) * TWO_TO_MINUS_48;
  const middle =
    ((sum3 - carry3 * TWO_TO_24) * TWO_TO_MINUS_24 + (sum4 - carry4 * TWO_TO_24) * TWO_TO_MINUS_48) * TWO_TO_MINUS_48;
  const lower =
    ((sum5 - carry5 * TWO_TO_24) * TWO_TO_MINUS_24 + (sum6 - carry6 * TWO_TO_24) * TWO_TO_MINUS_48) *
    TWO_TO_MINUS_48 *
    TWO_TO_MINUS_48;
  const fraction = upper + middle;
  const fractionLow = upper - fraction + middle + lower;

  const product = fraction * HALF_PI_HIGH;
  const low = productError(fraction, HALF_PI_HIGH, product) + (fraction * HALF_PI_LOW + fractionLow * HALF_PI_HIGH);
  const high = product + low;
  remainder[0] = high;
  remainder[1] = product - high + low;
  return (whole - Math.floor(whole * 0.25) * 4 + (isUpperHalf ? 1 : 0)) & 3;
}
