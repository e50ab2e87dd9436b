// Exponential, logarithm and logistic function of each lane: the bits of native-worker/numerics/{exp,log,sigmoid}.ts, where the
// methods and the errors of the polynomials are described. Every case is computed in every lane, and selected.
#pragma once

#include "elementary-parts.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** (e^r - 1 - r - r^2 / 2) / r^3 for |r| up to ln(2) / 2. */
template <int W>
KERNEL_INLINE Doubles<W> exponential_series(Doubles<W> r, Doubles<W> r2, Doubles<W> r4) {
  const Doubles<W> p01 = 0.1666666666666668 + 0.04166666666666641 * r;
  const Doubles<W> p23 = 0.00833333333331853 + 0.0013888888889033231 * r;
  const Doubles<W> p45 = 0.0001984126989333696 + 2.480158702566771e-5 * r;
  const Doubles<W> p67 = 2.755723745722217e-6 + 2.755752604523034e-7 * r;
  const Doubles<W> p89 = 2.5111245920798904e-8 + 2.083852579312165e-9 * r;
  return p01 + r2 * p23 + r4 * (p45 + r2 * p67 + r4 * p89);
}

/** e^x. */
template <int W>
inline Doubles<W> exponential(Doubles<W> x) {
  const Doubles<W> rounded = x * 1.4426950408889634 + kRounding;
  const Doubles<W> n = rounded - kRounding;
  const Doubles<W> high = x - n * kLn2High;
  const Doubles<W> r = high - n * kLn2Low;
  const Doubles<W> low = high - r - n * kLn2Low;
  const Doubles<W> r2 = r * r;
  const Doubles<W> head = 1.0 + r;
  const Doubles<W> head_error = r - (head - 1.0);
  const Doubles<W> tail = r2 * (0.5 + r * exponential_series<W>(r, r2, r2 * r2)) + (low + low * r);
  const Doubles<W> value = scaled_by_power_of_two<W>(head + (head_error + tail), rounded);
  const Doubles<W> not_above = select<W>(x > 710.0, broadcast<W>(kInfinity), value);
  const Doubles<W> not_below = select<W>(x < -746.0, broadcast<W>(0), not_above);
  return select<W>(x == x, not_below, x);
}

/** (2 atanh(s) - 2 s) / s^3 as a function of z = s^2. */
template <int W>
KERNEL_INLINE Doubles<W> logarithm_series(Doubles<W> z) {
  const Doubles<W> z2 = z * z;
  const Doubles<W> z4 = z2 * z2;
  const Doubles<W> p01 = 0.6666666666666666 + 0.4000000000000624 * z;
  const Doubles<W> p23 = 0.28571428569087054 + 0.22222222646615314 * z;
  const Doubles<W> p45 = 0.18181775680334317 + 0.15387090098228073 * z;
  const Doubles<W> p67 = 0.13250133215193502 + 0.1325119023157559 * z;
  return p01 + z2 * p23 + z4 * (p45 + z2 * p67);
}

/** Natural logarithm. */
template <int W>
inline Doubles<W> logarithm(Doubles<W> x) {
  const Mask<W> is_subnormal = x < 2.2250738585072014e-308;
  const Words<W> bits = bits_of<W>(select<W>(is_subnormal, x * 18014398509481984.0, x));
  const Doubles<W> exponent = double_of_integer<W>((bits >> 52) & uint64_t{0x7ff}) - 1023.0;
  const Doubles<W> significand = from_bits<W>((bits & uint64_t{0x000fffffffffffff}) | uint64_t{0x3ff0000000000000});
  const Mask<W> is_upper = significand > 1.4142135623730951;
  const Doubles<W> k = exponent + one_where<W>(is_upper) - select<W>(is_subnormal, broadcast<W>(54), broadcast<W>(0));

  const Doubles<W> f = select<W>(is_upper, 0.5 * significand, significand) - 1.0;
  const Doubles<W> s = f / (2.0 + f);
  const Doubles<W> z = s * s;
  const Doubles<W> rounded = rounded_to_single<W>(f);
  const Doubles<W> half_square = 0.5 * rounded * rounded;
  const Doubles<W> half_square_rest = 0.5 * (f - rounded) * (f + rounded);

  const Doubles<W> near = f - half_square;
  const Doubles<W> near_error = f - near - half_square;
  const Doubles<W> far = k * kLn2High;
  const Doubles<W> head = far + near;
  const Doubles<W> head_error = far - head + near;
  const Doubles<W> small = s * (half_square + (half_square_rest + z * logarithm_series<W>(z))) + k * kLn2Low;
  const Doubles<W> value = head + (head_error + (near_error - half_square_rest) + small);

  const Doubles<W> finite = select<W>(x < kInfinity, value, x);
  const Doubles<W> not_zero = select<W>(x == 0.0, broadcast<W>(-kInfinity), finite);
  return select<W>(x >= 0.0, not_zero, broadcast<W>(__builtin_nan("")));
}

/** The logistic function, 1 / (1 + e^-x). */
template <int W>
inline Doubles<W> sigmoid(Doubles<W> x) {
  return 1.0 / (1.0 + exponential<W>(-x));
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
