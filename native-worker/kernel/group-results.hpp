// What an evaluation writes for the lanes of a group. Only lanes that are asked for are written.
#pragma once

#include <cstdint>

#include "arena.hpp"
#include "job.hpp"
#include "vector.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Where a group's results stand. */
struct GroupResults {
  const uint8_t* requested;
  double* losses;
  uint32_t* train_steps;
  uint32_t* train_trace_lengths;
  uint32_t* valid_trace_lengths;
  /** [step][lane]; null where nothing is recorded. */
  double* train_trace;
  double* valid_trace;
  /** The registers at the end; null where nobody asks for them. */
  double* memory;

  GroupResults(const Job& job, const Arena& arena, uint32_t group, uint64_t register_doubles) {
    const uint64_t first = static_cast<uint64_t>(group) * job.lanes;
    requested = arena.at<uint8_t>(job.requested) + first;
    losses = arena.at<double>(job.losses) + first;
    train_steps = arena.at<uint32_t>(job.train_steps) + first;
    train_trace_lengths = arena.at<uint32_t>(job.train_trace_lengths) + first;
    valid_trace_lengths = arena.at<uint32_t>(job.valid_trace_lengths) + first;
    const bool records = job.record != kRecordNothing;
    train_trace = records ? arena.at<double>(job.train_trace) + first * job.train_trace_steps : nullptr;
    valid_trace = records ? arena.at<double>(job.valid_trace) + first * job.valid_trace_steps : nullptr;
    memory = job.keeps_memory != 0 ? arena.at<double>(job.memories) + group * register_doubles : nullptr;
  }

  /** What stands there before anything was run. */
  void begin(uint32_t lane) {
    losses[lane] = kInfinity;
    train_steps[lane] = 0;
    train_trace_lengths[lane] = 0;
    valid_trace_lengths[lane] = 0;
  }
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
