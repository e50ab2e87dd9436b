// Scoring an example in all lanes.
#pragma once

#include <cstdint>

#include "group-at-hand.hpp"
#include "job.hpp"
#include "lanes-state.hpp"
#include "output-rules.hpp"
#include "vector.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Writes what is to be recorded of W lanes, where they passed. */
template <int W>
__attribute__((noinline)) void record(const GroupAtHand<W>& group, double* trace, uint32_t lane, Mask<W> passes,
                                      const Scores<W>& scores) {
  double* const entry = trace + static_cast<uint64_t>(group.job.step) * group.job.lanes + lane;
  const Doubles<W> value = group.job.record == kRecordErrors ? scores.errors : scores.predictions;
  store<W>(entry, select<W>(passes, value, load<W>(entry)));
}

/**
 * Scores the example at hand. A lane fails alone: `passing` then tells which of the running ones did not.
 *
 * @param trace where scores are recorded, or null
 * @returns whether any of the running lanes failed
 */
template <int W, typename Rules, bool kInValidation>
KERNEL_INLINE bool score(GroupAtHand<W>& group, const LaneSet& running, double* trace) {
  // Copies, so that the compiler need not fear that a store changes them.
  const Outputs outputs = group.outputs;
  const double* const labels = group.shown.labels;
  double* const lost = group.state.lost;
  const LaneSet runs = running;
  LaneSet passes = group.state.passing;
  const Doubles<W> limit = broadcast<W>(group.job.max_abs_error);
  Mask<W> failed = {};
  for (uint32_t lane = 0; lane < outputs.lanes; lane += W) {
    const Scores<W> scores = kInValidation ? Rules::score_validation(outputs, labels, lane)
                                           : Rules::score_training(outputs, labels, lane);
    const Mask<W> is_running = runs.mask<W>(lane);
    const Mask<W> is_passing = is_running & (scores.errors <= limit);
    passes.set_mask<W>(lane, is_passing);
    failed |= is_running ^ is_passing;
    if (kInValidation) store<W>(lost + lane, load<W>(lost + lane) + Rules::loss(scores.errors));
    if (trace != nullptr) record<W>(group, trace, lane, is_passing, scores);
  }
  return any<W>(failed);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
