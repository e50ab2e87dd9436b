// Sizes that code may be compiled for: with F and the distance from entry to entry known, every operand stands at a fixed
// place after the first, which is worth a factor of two.
#pragma once

#include "instruction.hpp"
#include "op-numbers.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Vectors of lanes that ten tasks take, as many as searches usually have. */
template <int W>
constexpr int kTenTasks = (10 + W - 1) / W;

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

  /** Vectors that a register of a kind takes over all lanes; 0 where that is not known, or too many to write out. */
  static constexpr int vectors_of(Kind kind) {
    const int entries = kind == kScalar ? 1 : kind == kVector ? KnownFeatures : KnownFeatures * KnownFeatures;
    return entries * KnownVectors <= 16 ? entries * KnownVectors : 0;
  }
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
