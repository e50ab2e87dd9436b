// Sizes that code may be compiled for: with F and the distance from entry to entry known, every operand stands at a fixed
// place after the first, which is worth a factor of two.
#pragma once

#include "instruction.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/**
 * What the compiler is to know of the lanes and features that an operation runs over.
 *
 * @tparam KnownFeatures F, or 0 where it is found out at run time
 * @tparam KnownVectors lanes over W, or 0 where it is found out at run time
 */
template <int Width, int KnownFeatures, int KnownVectors>
struct Shape {
  static constexpr int W = Width;
  static constexpr int F = KnownFeatures;

  static KERNEL_INLINE size_t features(const Lanes& lanes) { return KnownFeatures > 0 ? KnownFeatures : lanes.features; }

  /** Lanes: the distance from an entry to the next, in doubles. */
  static KERNEL_INLINE size_t stride(const Lanes& lanes) {
    return KnownVectors > 0 ? KnownVectors * Width : lanes.lanes;
  }
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
