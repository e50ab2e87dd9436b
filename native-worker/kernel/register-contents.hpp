// Filling registers, in all lanes at once.
#pragma once

#include <cstdint>

#include "vector.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Copies a multiple of W doubles to a place that does not overlap. */
template <int W>
KERNEL_INLINE void copy(const double* from, double* to, uint64_t count) {
  for (uint64_t index = 0; index < count; index += W) store<W>(to + index, load<W>(from + index));
}

/** Sets a multiple of W doubles to 0. */
template <int W>
KERNEL_INLINE void clear(double* to, uint64_t count) {
  for (uint64_t index = 0; index < count; index += W) store<W>(to + index, broadcast<W>(0));
}

/** Entry k of each lane becomes 1 where its label is k, and 0 elsewhere. */
template <int W>
KERNEL_INLINE void show_one_hot(const double* labels, double* to, uint32_t entries, uint32_t lanes) {
  for (uint32_t lane = 0; lane < lanes; lane += W) {
    const Doubles<W> label = load<W>(labels + lane);
    for (uint32_t entry = 0; entry < entries; entry++) {
      store<W>(to + static_cast<uint64_t>(entry) * lanes + lane, one_where<W>(label == static_cast<double>(entry)));
    }
  }
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
