// What the protocol needs where outputs are vectors: the bits of native-worker/numerics/{softmax,largest-index}.ts.
#pragma once

#include "elementary.hpp"
#include "sums.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Replaces `count` entries, `stride` doubles apart, by their softmax, in W lanes. */
template <int W>
inline void softmax(double* entries, size_t count, size_t stride) {
  Doubles<W> largest = load<W>(entries);
  for (size_t k = 1; k < count; k++) {
    const Doubles<W> entry = load<W>(entries + k * stride);
    largest = select<W>(entry > largest, entry, largest);
  }
  for (size_t k = 0; k < count; k++) {
    store<W>(entries + k * stride, exponential<W>(load<W>(entries + k * stride) - largest));
  }
  const Doubles<W> total = sum_of_entries<W, 0>(entries, count, stride);
  for (size_t k = 0; k < count; k++) store<W>(entries + k * stride, load<W>(entries + k * stride) / total);
}

/** The lowest index of the largest of `count` entries, `stride` doubles apart; -1 in lanes where one is NaN. */
template <int W>
inline Doubles<W> largest_index(const double* entries, size_t count, size_t stride) {
  Doubles<W> largest = load<W>(entries);
  Doubles<W> index = broadcast<W>(0);
  Mask<W> is_number = largest == largest;
  for (size_t k = 1; k < count; k++) {
    const Doubles<W> entry = load<W>(entries + k * stride);
    const Mask<W> is_larger = entry > largest;
    largest = select<W>(is_larger, entry, largest);
    index = select<W>(is_larger, broadcast<W>((double)k), index);
    is_number &= entry == entry;
  }
  return select<W>(is_number, index, broadcast<W>(-1));
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
