// Reduction of angles that are too large for three-part arithmetic: one at a time, since they are rare. The bits of
// native-worker/numerics/reduce-huge-angle.ts, which describes the method (M. Payne and R. Hanek, 1983).
#pragma once

#include "elementary-parts.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** An angle less a multiple of pi / 2, as an unevaluated sum, and the multiple modulo 4. */
struct ReducedAngle {
  double high;
  double low;
  uint32_t quadrant;
};

/** Zeros before the first word of 2 / pi. */
constexpr int kLeadingWords = 4;

/** 2 / pi in words of 24 bits, most significant first, after four words for the zeros above the binary point. */
constexpr double kTwoOverPiWords[] = {
    0,        0,        0,        0,        0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c,
    0x439041, 0xfe5163, 0xabdebb, 0xc561b7, 0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129,
    0xa73ee8, 0x8235f5, 0x2ebb44, 0x84e99c, 0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928,
    0x3b1ff8, 0x97ffde, 0x05980f, 0xef2f11, 0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d,
    0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7, 0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330,
};

constexpr double kTwoTo24 = 16777216;
constexpr double kTwoToMinus24 = 5.960464477539063e-8;
constexpr double kTwoToMinus48 = 3.552713678800501e-15;

/** The largest integer not above a number from 0 to 2^63. */
inline double floor_of_positive(double x) { return (double)(int64_t)x; }

/** Sum of the products of four words with four words of 2 / pi; the first is at `place` after the binary point. */
inline double product_word(int place, const double (&x)[4]) {
  const double* words = kTwoOverPiWords + kLeadingWords + place - 1;
  return x[0] * words[0] + x[1] * words[-1] + x[2] * words[-2] + x[3] * words[-3];
}

/** Reduces a finite angle of at least 2^20. */
inline ReducedAngle reduce_huge_magnitude(double magnitude) {
  uint64_t bits;
  __builtin_memcpy(&bits, &magnitude, sizeof bits);
  const int exponent = (int)(bits >> 52) - 1023;
  const int q = exponent / 24;
  // The exponent of magnitude * 2^(-24 q) is from 0 to 23: exact, so the power may be taken out of the bits at once.
  const uint64_t scaled_bits = bits - ((uint64_t)(24 * q) << 52);
  double scaled;
  __builtin_memcpy(&scaled, &scaled_bits, sizeof scaled);

  double x[4];
  x[0] = floor_of_positive(scaled);
  const double rest1 = (scaled - x[0]) * kTwoTo24;
  x[1] = floor_of_positive(rest1);
  const double rest2 = (rest1 - x[1]) * kTwoTo24;
  x[2] = floor_of_positive(rest2);
  x[3] = (rest2 - x[2]) * kTwoTo24;

  // Words of the product, from the last one up; what exceeds 24 bits is carried. words[0] is whole.
  double words[7];
  double carry = floor_of_positive(product_word(q + 7, x) * kTwoToMinus24);
  for (int place = 6; place >= 1; place--) {
    const double sum = product_word(q + place, x) + carry;
    carry = floor_of_positive(sum * kTwoToMinus24);
    words[place] = sum - carry * kTwoTo24;
  }
  words[0] = product_word(q, x) + carry;

  // The fraction, rounded to the nearest multiple: its first word is taken as negative from one half on.
  const bool is_upper_half = words[1] >= 0.5 * kTwoTo24;
  const double upper =
      (is_upper_half ? words[1] - kTwoTo24 : words[1]) * kTwoToMinus24 + words[2] * kTwoToMinus48;
  const double middle = (words[3] * kTwoToMinus24 + words[4] * kTwoToMinus48) * kTwoToMinus48;
  const double lower = (words[5] * kTwoToMinus24 + words[6] * kTwoToMinus48) * kTwoToMinus48 * kTwoToMinus48;
  const double fraction = upper + middle;
  const double fraction_low = upper - fraction + middle + lower;

  const double product = fraction * kHalfPiHigh;
  const double fraction_high = (float)fraction;
  const double fraction_rest = fraction - fraction_high;
  const double pi_high = (float)kHalfPiHigh;
  const double pi_rest = kHalfPiHigh - pi_high;
  const double error =
      fraction_high * pi_high - product + fraction_high * pi_rest + fraction_rest * pi_high + fraction_rest * pi_rest;
  const double low = error + (fraction * kHalfPiLow + fraction_low * kHalfPiHigh);
  const double high = product + low;
  const uint32_t quadrant = (uint32_t)(uint64_t)words[0] + (is_upper_half ? 1 : 0);
  return {high, product - high + low, quadrant & 3};
}

/** Reduces a finite angle of at least 2^20 in magnitude by the nearest multiple of pi / 2. */
inline ReducedAngle reduce_huge_angle(double x) {
  if (x > 0) return reduce_huge_magnitude(x);
  const ReducedAngle reduced = reduce_huge_magnitude(-x);
  return {-reduced.high, -reduced.low, (0 - reduced.quadrant) & 3};
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
