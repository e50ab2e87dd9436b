// Constants and small steps that several elementary functions share (native-worker/numerics has them one a file: circle,
// logarithm-of-two, exact-product, binary-exponent).
#pragma once

#include "vector.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** pi / 2 to double precision, and what that misses. */
constexpr double kHalfPiHigh = 1.5707963267948966;
constexpr double kHalfPiLow = 6.123233995736766e-17;

/** The first 42 bits of ln 2, so that its product with any binary exponent is exact, and the rest. */
constexpr double kLn2High = 0.6931471805598903;
constexpr double kLn2Low = 5.497923018708371e-14;

/** 1.5 * 2^52: adding and subtracting it rounds a number below 2^51 to an integer, ties to even. */
constexpr double kRounding = 6755399441055744;

/** 2^-27. Below, sine, tangent, arcsine and arctangent round to their argument. */
constexpr double kIsArgument = 7.450580596923828e-9;

/** The rounding error of a product: a * b - product; see exact-product.ts for the range that it holds in. */
template <int W>
KERNEL_INLINE Doubles<W> product_error(Doubles<W> a, Doubles<W> b, Doubles<W> product) {
  const Doubles<W> a_high = rounded_to_single<W>(a);
  const Doubles<W> a_low = a - a_high;
  const Doubles<W> b_high = rounded_to_single<W>(b);
  const Doubles<W> b_low = b - b_high;
  return a_high * b_high - product + a_high * b_low + a_low * b_high + a_low * b_low;
}

/**
 * value * 2^n, for the integer n that stands in the last bits of `rounded` = n + kRounding, from -1075 to 1075. By two
 * powers, each about half of the way, so that a subnormal result is rounded once.
 */
template <int W>
KERNEL_INLINE Doubles<W> scaled_by_power_of_two(Doubles<W> value, Doubles<W> rounded) {
  // Shifted by 2 * 1023 before it is halved: the halves come out as biased exponents, rounded down for negative n too.
  const Words<W> biased = bits_of<W>(rounded) - (uint64_t{0x4338000000000000} - 2046);
  const Words<W> half = biased >> 1;
  return value * from_bits<W>(half << 52) * from_bits<W>((biased - half) << 52);
}

/** `value` with its sign changed where the argument is below 0: an odd function from its values for magnitudes. */
template <int W>
KERNEL_INLINE Doubles<W> negative_where_below_zero(Doubles<W> argument, Doubles<W> value) {
  return select<W>(argument < 0.0, -value, value);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
