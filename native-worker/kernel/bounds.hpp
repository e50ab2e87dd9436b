// Whether what a job names lies in the memory that was handed over.
#pragma once

#include <cstdint>

#include "job.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/**
 * The arena's extent, and the workspace within it. The kernel keeps pointers in the workspace during a call, so nothing
 * else may lie there.
 *
 * Sizes are doubles: products of counts cannot overflow, and are exact wherever they could fit into an arena.
 */
class Bounds {
 public:
  Bounds(double arena_bytes, double workspace_start, double workspace_end)
      : arena_bytes_(arena_bytes), workspace_start_(workspace_start), workspace_end_(workspace_end) {}

  /** Whether so many entries from a block on lie in the arena, outside the workspace. */
  bool hold(uint32_t block, double entries, double entry_bytes) const {
    const double start = static_cast<double>(block) * kBlockBytes;
    const double end = start + entries * entry_bytes;
    return end <= arena_bytes_ && (end <= workspace_start_ || start >= workspace_end_);
  }

 private:
  double arena_bytes_;
  double workspace_start_;
  double workspace_end_;
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
