// The registers of a group of lanes, by kind and slot.
#pragma once

#include <cstdint>

#include "job.hpp"
#include "op-numbers.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Scalars, vectors and matrices one after another; entry e of a register in lane l stands at [e * lanes + l]. */
struct Registers {
  double* start;
  uint64_t features;
  uint64_t lanes;
  uint64_t scalars;
  uint64_t vectors;
  /** Entries of all registers in one lane. */
  uint64_t entries;

  /** Entries of a register in one lane. */
  uint32_t size_of(Kind kind) const {
    switch (kind) {
      case kNone: return 0;
      case kScalar: return 1;
      case kVector: return static_cast<uint32_t>(features);
      case kMatrix: return static_cast<uint32_t>(features * features);
    }
    return 0;
  }

  double* at(Kind kind, uint32_t slot) const {
    switch (kind) {
      case kNone: return start;
      case kScalar: return start + slot * lanes;
      case kVector: return start + (scalars + slot * features) * lanes;
      case kMatrix: return start + (scalars + (vectors + slot * features) * features) * lanes;
    }
    return start;
  }
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
