// The evaluation protocol (native-worker/evaluator/protocol.ts; reference: executor.h), group after group, in slices: an
// evaluation can go on after any instruction.
#pragma once

#include <cstdint>

#include "arena.hpp"
#include "check-job.hpp"
#include "group-at-hand.hpp"
#include "job.hpp"
#include "register-contents.hpp"
#include "training.hpp"
#include "validation.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

template <int W>
void turn_to_next_group(GroupAtHand<W>& group) {
  group.job.group++;
  group.job.phase = kBegin;
}

/** Begins the group at hand, or passes over it where none of its tasks is asked for. */
template <int W>
Outcome begin_group(GroupAtHand<W>& group) {
  Job& job = group.job;
  if (job.group >= job.groups) {
    job.phase = kDone;
    return Outcome::kThrough;
  }
  if (group.work_left <= 0) return Outcome::kOutOfWork;
  if (!group.enter()) return Outcome::kRefused;
  for (uint32_t lane = 0; lane < job.lanes; lane++) {
    group.state.training.remove(lane);
    if (lane >= group.data.tasks || group.results.requested[lane] == 0) continue;
    group.state.training.put(lane);
    group.results.begin(lane);
  }
  if (group.state.training.is_empty()) {
    turn_to_next_group(group);
    return Outcome::kThrough;
  }
  clear<W>(group.registers.start, group.register_doubles());
  group.work_left -= static_cast<double>(group.register_doubles());
  job.epoch = 0;
  job.step = 0;
  job.phase = kSetup;
  return Outcome::kThrough;
}

template <int W>
void finish_group(GroupAtHand<W>& group) {
  for (uint32_t lane = 0; group.results.memory != nullptr && lane < group.job.lanes; lane++) {
    if (group.state.training.has(lane)) group.copy_lane(group.registers.start, group.results.memory, lane);
  }
  turn_to_next_group(group);
}

/** Begins the epoch at hand, or finishes the group where no examples or no lanes are left for it. */
template <int W>
void begin_epoch(GroupAtHand<W>& group) {
  if (group.epoch_start() >= group.total_steps || group.state.training.is_empty()) {
    finish_group(group);
    return;
  }
  group.job.step = 0;
  group.job.phase = kTrainPredict;
}

template <int W>
Outcome set_up(GroupAtHand<W>& group) {
  group.lanes.phase = 0;
  group.lanes.example = 0;
  return group.run_in_pieces(group.program.setup) ? Outcome::kThrough : Outcome::kOutOfWork;
}

/** Works on in the phase at hand, and turns to the next where that is through. */
template <int W>
Outcome work_on(GroupAtHand<W>& group) {
  Outcome outcome = Outcome::kThrough;
  switch (group.job.phase) {
    case kBegin:
      return begin_group(group);
    case kSetup:
      outcome = set_up(group);
      if (outcome == Outcome::kThrough) begin_epoch(group);
      return outcome;
    case kTrainPredict:
    case kTrainLearn:
      outcome = train(group);
      if (outcome == Outcome::kThrough) begin_validation(group);
      return outcome;
    case kValidate:
      outcome = validate(group);
      if (outcome != Outcome::kThrough) return outcome;
      finish_validation(group);
      group.job.epoch++;
      begin_epoch(group);
      return outcome;
    default:
      return outcome;
  }
}

/** Works on until all is done or the work is used up. */
template <int W>
Status evaluate(GroupAtHand<W>& group) {
  if (group.job.phase != kBegin && group.job.phase != kDone && !group.enter()) return kBadSize;
  while (group.job.phase != kDone) {
    switch (work_on(group)) {
      case Outcome::kThrough:
        break;
      case Outcome::kOutOfWork:
        return kMore;
      case Outcome::kRefused:
        return kBadSize;
    }
  }
  return kComplete;
}

/**
 * Works on the job at the start of an arena of so many bytes, for about so many entries.
 *
 * @returns a `Status`
 */
template <int W>
int32_t advance_job(uint8_t* start, uint64_t bytes, double work) {
  if (bytes < sizeof(Job) || reinterpret_cast<uintptr_t>(start) % kBlockBytes != 0) return kBadLayout;
  Job job;
  __builtin_memcpy(&job, start, sizeof job);
  const Arena arena = {start};
#if !defined(KERNEL_WITHOUT_CHECKS)  // Builds that check that a sanitizer notices have none.
  const Status checked = check_job(job, arena, bytes, W);
  if (checked != kComplete) return checked;
#endif
  GroupAtHand<W> group(job, arena, bounds_of(job, bytes), work);
  const Status status = evaluate(group);
  Job* const header = arena.at<Job>(0);
  header->phase = group.job.phase;
  header->group = group.job.group;
  header->epoch = group.job.epoch;
  header->step = group.job.step;
  header->instruction = group.job.instruction;
  return status;
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
