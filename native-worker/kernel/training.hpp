// The training of an epoch.
#pragma once

#include <cstdint>

#include "check-job.hpp"
#include "group-at-hand.hpp"
#include "job.hpp"
#include "output-rules.hpp"
#include "scoring.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Shows the example of the step at hand. False where an order names one that there is not. */
template <int W>
bool turn_to_training_example(GroupAtHand<W>& group) {
  const Job& job = group.job;
  const Group& data = group.data;
  group.lanes.example = static_cast<uint32_t>(group.epoch_start() + job.step);
  if (job.epoch < data.first_ordered_epoch) {
    group.show(group.training_examples.at(job.step));
    return true;
  }
  const uint64_t first_row = static_cast<uint64_t>(data.first_ordered_epoch) * data.train_count;
  const uint64_t row = group.epoch_start() - first_row + job.step;
  const uint32_t* const order = group.arena.template at<uint32_t>(data.orders) + row * job.lanes;
  double* const features = group.template in_workspace<double>(group.layout.staged_features);
  double* const labels = group.template in_workspace<double>(group.layout.staged_labels);
  if (!group.training_examples.stage(order, features, labels)) return false;
  group.show({features, labels});
  return true;
}

/** Counts a lane's steps, and those that it passed, in the epoch at hand. */
template <int W>
void count_training(GroupAtHand<W>& group, uint32_t lane, uint32_t steps, uint32_t passed) {
  group.results.train_steps[lane] = static_cast<uint32_t>(group.epoch_start() + steps);
  if (group.traced(group.results.train_trace) != nullptr) group.results.train_trace_lengths[lane] = passed;
}

/** Puts aside what the lanes that just failed hold: they are through, but run on with the others. */
template <int W>
__attribute__((noinline, cold)) void fail_in_training(GroupAtHand<W>& group) {
  for (uint32_t lane = 0; lane < group.job.lanes; lane++) {
    if (!group.state.training.has(lane) || group.state.passing.has(lane)) continue;
    group.state.training.remove(lane);
    count_training(group, lane, group.job.step + 1, group.job.step);
    if (group.results.memory != nullptr) group.put_aside(lane, group.results.memory);
  }
}

template <int W, typename Rules>
KERNEL_INLINE bool score_training(GroupAtHand<W>& group) {
  return score<W, Rules, false>(group, group.state.training, group.traced(group.results.train_trace));
}

/** Trains on so many examples, until no lane is left. */
template <int W, typename Rules>
Outcome train_whole(GroupAtHand<W>& group, uint32_t steps) {
  for (const uint32_t end = group.job.step + steps; group.job.step < end; group.job.step++) {
    if (!turn_to_training_example(group)) return Outcome::kRefused;
    group.begin_predict();
    group.run_whole(group.program.predict);
    if (score_training<W, Rules>(group)) {
      fail_in_training(group);
      if (group.state.training.is_empty()) break;
    }
    group.begin_learn();
    group.run_whole(group.program.learn);
  }
  return Outcome::kThrough;
}

/** Works on at the example at hand, instruction by instruction. */
template <int W, typename Rules>
__attribute__((noinline)) Outcome train_in_pieces(GroupAtHand<W>& group) {
  Job& job = group.job;
  if (!turn_to_training_example(group)) return Outcome::kRefused;
  if (job.phase == kTrainPredict) {
    if (job.instruction == 0) group.begin_predict();
    if (!group.run_in_pieces(group.program.predict)) return Outcome::kOutOfWork;
    if (score_training<W, Rules>(group)) {
      fail_in_training(group);
      if (group.state.training.is_empty()) return Outcome::kThrough;
    }
    job.phase = kTrainLearn;
  }
  if (job.instruction == 0) group.begin_learn();
  if (!group.run_in_pieces(group.program.learn)) return Outcome::kOutOfWork;
  group.work_left -= job.lanes;
  job.phase = kTrainPredict;
  job.step++;
  return Outcome::kThrough;
}

template <int W, typename Rules>
Outcome train_by(GroupAtHand<W>& group) {
  const Job& job = group.job;
  const uint32_t steps = epoch_steps(job, group.data, job.epoch);
  const double step_work = group.program.predict.work + group.program.learn.work + job.lanes;
  group.lanes.phase = 0;
  while (job.step < steps && !group.state.training.is_empty()) {
    if (group.work_left <= 0) return Outcome::kOutOfWork;
    const bool is_between_steps = job.phase == kTrainPredict && job.instruction == 0;
    const uint32_t whole = is_between_steps ? group.whole_steps(steps - job.step, step_work) : 0;
    const Outcome outcome = whole > 0 ? train_whole<W, Rules>(group, whole) : train_in_pieces<W, Rules>(group);
    if (outcome != Outcome::kThrough) return outcome;
  }
  for (uint32_t lane = 0; lane < job.lanes; lane++) {
    if (group.state.training.has(lane)) count_training(group, lane, steps, steps);
  }
  return Outcome::kThrough;
}

/** Trains on the rest of the epoch at hand, or until no lane is left. */
template <int W>
Outcome train(GroupAtHand<W>& group) {
  switch (group.job.rules) {
    case kRegression: return train_by<W, RegressionRules<W>>(group);
    case kBinaryLocal: return train_by<W, BinaryRules<W, false>>(group);
    case kBinaryInMemory: return train_by<W, BinaryRules<W, true>>(group);
    default: return train_by<W, ClassRules<W>>(group);
  }
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
