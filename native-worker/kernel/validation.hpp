// The validation that follows an epoch.
#pragma once

#include <cstdint>

#include "group-at-hand.hpp"
#include "job.hpp"
#include "output-rules.hpp"
#include "register-contents.hpp"
#include "scoring.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Lanes that are still trained are validated, whatever became of them in validations before. */
template <int W>
void begin_validation(GroupAtHand<W>& group) {
  group.state.validating.assign(group.state.training);
  clear<W>(group.state.lost, group.job.lanes);
  group.job.step = 0;
  group.job.phase = kValidate;
}

/** Whether anything reads the registers after the validation at hand. */
template <int W>
bool outlasts_validation(const GroupAtHand<W>& group) {
  return group.results.memory != nullptr || group.epoch_start() + group.data.train_count < group.total_steps;
}

template <int W>
void turn_to_validation_example(GroupAtHand<W>& group) {
  group.lanes.example = group.job.epoch * group.validation_examples + group.job.step;
  group.show(group.validated_examples.at(group.job.step));
}

/** Puts aside what the lanes that just failed hold: they get it back when the validation is over. */
template <int W>
__attribute__((noinline, cold)) void fail_in_validation(GroupAtHand<W>& group) {
  for (uint32_t lane = 0; lane < group.job.lanes; lane++) {
    if (!group.state.validating.has(lane) || group.state.passing.has(lane)) continue;
    group.state.validating.remove(lane);
    if (group.traced(group.results.valid_trace) != nullptr) group.results.valid_trace_lengths[lane] = group.job.step;
    if (outlasts_validation(group)) group.put_aside(lane, group.saved);
  }
}

template <int W, typename Rules>
KERNEL_INLINE bool score_validation(GroupAtHand<W>& group) {
  return score<W, Rules, true>(group, group.state.validating, group.traced(group.results.valid_trace));
}

/** Validates on so many examples, until no lane is left. */
template <int W, typename Rules>
void validate_whole(GroupAtHand<W>& group, uint32_t steps) {
  for (const uint32_t end = group.job.step + steps; group.job.step < end; group.job.step++) {
    turn_to_validation_example(group);
    group.begin_predict();
    group.run_whole(group.program.predict);
    if (score_validation<W, Rules>(group)) {
      fail_in_validation(group);
      if (group.state.validating.is_empty()) break;
    }
  }
}

/** Works on at the example at hand, instruction by instruction. False where the work was used up. */
template <int W, typename Rules>
__attribute__((noinline)) bool validate_in_pieces(GroupAtHand<W>& group) {
  turn_to_validation_example(group);
  if (group.job.instruction == 0) group.begin_predict();
  if (!group.run_in_pieces(group.program.predict)) return false;
  if (score_validation<W, Rules>(group)) fail_in_validation(group);
  group.work_left -= group.job.lanes;
  group.job.step++;
  return true;
}

template <int W, typename Rules>
Outcome validate_by(GroupAtHand<W>& group) {
  const Job& job = group.job;
  const double step_work = group.program.predict.work + job.lanes;
  group.lanes.phase = 1;
  while (job.step < group.validation_examples && !group.state.validating.is_empty()) {
    if (group.work_left <= 0) return Outcome::kOutOfWork;
    const uint32_t left = group.validation_examples - job.step;
    const uint32_t whole = job.instruction == 0 ? group.whole_steps(left, step_work) : 0;
    if (whole > 0) {
      validate_whole<W, Rules>(group, whole);
    } else if (!validate_in_pieces<W, Rules>(group)) {
      return Outcome::kOutOfWork;
    }
  }
  return Outcome::kThrough;
}

/** Validates on the rest of the examples, or until no lane is left. */
template <int W>
Outcome validate(GroupAtHand<W>& group) {
  switch (group.job.rules) {
    case kRegression: return validate_by<W, RegressionRules<W>>(group);
    case kBinaryLocal: return validate_by<W, BinaryRules<W, false>>(group);
    case kBinaryInMemory: return validate_by<W, BinaryRules<W, true>>(group);
    default: return validate_by<W, ClassRules<W>>(group);
  }
}

/** Copies what the lanes were shown last into registers that were pointed past. */
template <int W>
void keep_shown(GroupAtHand<W>& group) {
  if (group.program.shares_features) group.show_features();
  if (!group.program.shares_labels) return;
  if (group.validation_examples == 0) {
    copy<W>(group.shown.labels, group.outputs.label, group.job.lanes);
  } else {
    clear<W>(group.outputs.label, group.job.lanes);
  }
}

/** Keeps the losses of lanes that came through, and gives those that failed back what they held. */
template <int W>
void finish_validation(GroupAtHand<W>& group) {
  GroupResults& results = group.results;
  const double stored = group.data.valid_count;
  if (outlasts_validation(group)) keep_shown(group);
  for (uint32_t lane = 0; lane < group.job.lanes; lane++) {
    if (!group.state.training.has(lane)) continue;
    if (!group.state.validating.has(lane)) {
      if (outlasts_validation(group)) group.copy_lane(group.saved, group.registers.start, lane);
      continue;
    }
    const double loss = group.state.lost[lane] / stored;
    // False for NaN, so that a loss that is not a number leaves Infinity.
    if (loss < results.losses[lane]) results.losses[lane] = loss;
    if (group.traced(results.valid_trace) != nullptr) results.valid_trace_lengths[lane] = group.validation_examples;
  }
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
