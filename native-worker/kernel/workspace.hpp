// How the kernel's own part of the arena is divided.
#pragma once

#include <cstdint>

#include "arena.hpp"
#include "job.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Room for an instruction once its operands are looked up, in bytes: two cache lines (prepared-program.hpp). */
constexpr uint32_t kPreparedInstructionBytes = 128;

inline uint64_t blocks_of(uint64_t bytes) { return (bytes + kBlockBytes - 1) / kBlockBytes; }

inline uint64_t blocks_of_doubles(uint64_t count) { return blocks_of(count * sizeof(double)); }

/** Instructions of all three component functions. */
inline uint64_t instruction_count(const Job& job) {
  return static_cast<uint64_t>(job.lengths[0]) + job.lengths[1] + job.lengths[2];
}

/** Entries of all registers in one lane. */
inline uint64_t register_entries(const Job& job) {
  const uint64_t features = job.features;
  return job.scalars + job.vectors * features + job.matrices * features * features;
}

/** Where the parts of the workspace begin, counted in blocks from its start, and how long it is. */
struct WorkspaceLayout {
  uint64_t instructions;
  /** Two registers for results that may not overwrite their operands. */
  uint64_t scratch;
  /** The example at hand where the order is each lane's own. */
  uint64_t staged_features;
  uint64_t staged_labels;
  /** What stands for the labels while Predict runs. */
  uint64_t zeros;
  /** State of the lanes (lanes-state.hpp). */
  uint64_t state;
  /** Registers of lanes that failed in the validation at hand. */
  uint64_t failed_registers;
  uint64_t end;
};

constexpr uint64_t kStateArrays = 4;

/** The division for a job whose counts are within their bounds; `workspaceBlocks` in job-layout.ts is the same sum. */
inline WorkspaceLayout workspace_layout(const Job& job) {
  const uint64_t lanes = job.lanes;
  const uint64_t features = job.features;
  WorkspaceLayout layout;
  layout.instructions = 0;
  layout.scratch = layout.instructions + blocks_of(instruction_count(job) * kPreparedInstructionBytes);
  layout.staged_features = layout.scratch + blocks_of_doubles(2 * features * features * lanes);
  layout.staged_labels = layout.staged_features + blocks_of_doubles(features * lanes);
  layout.zeros = layout.staged_labels + blocks_of_doubles(lanes);
  layout.state = layout.zeros + blocks_of_doubles(lanes);
  layout.failed_registers = layout.state + blocks_of_doubles(kStateArrays * lanes);
  layout.end = layout.failed_registers + blocks_of_doubles(register_entries(job) * lanes);
  return layout;
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
