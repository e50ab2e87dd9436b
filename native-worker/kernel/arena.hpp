// Places in the arena as pointers. Whether they lie inside is checked before (check-job.hpp).
#pragma once

#include <cstdint>

#include "job.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** The memory that a job stands at the start of. */
struct Arena {
  uint8_t* start;

  /** The `Entry`s that begin with a block. */
  template <typename Entry>
  Entry* at(uint32_t block) const {
    return reinterpret_cast<Entry*>(start + static_cast<uint64_t>(block) * kBlockBytes);
  }
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
