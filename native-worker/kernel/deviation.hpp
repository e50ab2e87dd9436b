// Standard deviations, by the rules of native-worker/numerics/standard-deviation.ts.
#pragma once

#include "sums.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Where entries `stride` doubles apart all equal a number (0 and -0 are equal). */
template <int W, int F>
KERNEL_INLINE Mask<W> all_equal(const double* entries, size_t count, size_t stride, Doubles<W> number) {
  Mask<W> equal = load<W>(entries) == number;
  for (size_t k = 1; k < (F > 0 ? (size_t)F : count); k++) equal &= load<W>(entries + k * stride) == number;
  return equal;
}

/**
 * The deviation from the sum and the sum of squares: the root of the radicand, clamped at 0. `is_constant` says where all
 * entries equal `first`; the deviation is exactly 0 there if the square of `first` is finite.
 */
template <int W>
KERNEL_INLINE Doubles<W> deviation_from_sums(Doubles<W> total, Doubles<W> squares, double count, Mask<W> is_constant,
                                             Doubles<W> first) {
  const Doubles<W> mean = total / count;
  const Doubles<W> radicand = squares / count - mean * mean;
  const Mask<W> is_zero = (radicand <= 0.0) | (is_constant & (first * first < kInfinity));
  return select<W>(is_zero, broadcast<W>(0), square_root<W>(radicand));
}

/** Population standard deviation of entries that stand `stride` doubles apart. */
template <int W, int F>
KERNEL_INLINE Doubles<W> standard_deviation(const double* entries, size_t count, size_t stride) {
  const Doubles<W> first = load<W>(entries);
  const Mask<W> is_constant = all_equal<W, F>(entries, count, stride, first);
  const Doubles<W> total = sum_of_entries<W, F>(entries, count, stride);
  const Doubles<W> squares = sum_of_squares<W, F>(entries, count, stride);
  return deviation_from_sums<W>(total, squares, (double)count, is_constant, first);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
