// Everything about a job that decides where the kernel reads and writes, checked before it does.
#pragma once

#include <cstdint>

#include "arena.hpp"
#include "bounds.hpp"
#include "job.hpp"
#include "op-numbers.hpp"
#include "workspace.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

constexpr uint32_t kMostFeatures = 256;
/** Addresses are uint16. */
constexpr uint32_t kMostSlots = 65536;
/** Random instructions that the noise counter tells apart (native-worker/numerics/noise-stream.ts). */
constexpr uint32_t kMostRandomInstructions = 4096;
constexpr double kMostSteps = 4294967295.0;

/** Training steps of a task over all epochs. */
inline uint64_t total_steps(const Job& job, const Group& group) {
  const uint64_t stored = static_cast<uint64_t>(group.train_count) * group.epochs;
  return job.train_examples < stored ? job.train_examples : stored;
}

/** Training steps of an epoch that begins before the last of all steps. */
inline uint32_t epoch_steps(const Job& job, const Group& group, uint32_t epoch) {
  const uint64_t left = total_steps(job, group) - static_cast<uint64_t>(epoch) * group.train_count;
  return left < group.train_count ? static_cast<uint32_t>(left) : group.train_count;
}

inline uint32_t validation_examples(const Job& job, const Group& group) {
  return job.valid_examples < group.valid_count ? job.valid_examples : group.valid_count;
}

/** Whether the header's counts and options are among those that exist. Everything else builds upon it. */
inline bool has_sound_counts(const Job& job, uint32_t width) {
  if (job.features < 1 || job.features > kMostFeatures) return false;
  if (job.lanes < 1 || job.lanes > kMostLanes || job.lanes % width != 0) return false;
  if (job.scalars > kMostSlots || job.vectors > kMostSlots || job.matrices > kMostSlots) return false;
  if (job.rules > kClasses || job.record > kRecordPredictions) return false;
  if (job.vectors < 1) return false;
  if (job.rules == kClasses) return job.vectors >= 3 && job.classes >= 2 && job.classes <= job.features;
  return job.scalars >= 2;
}

/** The extents to check against, or an empty one where the arena or the workspace is too small. */
inline Bounds bounds_of(const Job& job, uint64_t bytes) {
  const double arena_bytes = static_cast<double>(job.arena_blocks) * kBlockBytes;
  const double workspace_start = static_cast<double>(job.workspace) * kBlockBytes;
  const double workspace_end = workspace_start + static_cast<double>(job.workspace_blocks) * kBlockBytes;
  const bool fits = arena_bytes <= static_cast<double>(bytes) && workspace_end <= arena_bytes &&
                    workspace_start >= static_cast<double>(sizeof(Job)) &&
                    workspace_layout(job).end <= job.workspace_blocks;
  return Bounds(fits ? arena_bytes : -1.0, workspace_start, workspace_end);
}

/** Whether the parts that all groups share lie inside. */
inline bool holds_shared_parts(const Job& job, const Bounds& bounds) {
  const double lanes = job.lanes;
  const double all_lanes = lanes * job.groups;
  const double entries = static_cast<double>(register_entries(job)) * lanes;
  const double instructions = static_cast<double>(instruction_count(job));
  return bounds.hold(job.group_table, job.groups, sizeof(Group)) && bounds.hold(job.words, instructions, 8) &&
         bounds.hold(job.constants, instructions, 24) && bounds.hold(job.registers, entries, 8) &&
         bounds.hold(job.requested, all_lanes, 1) && bounds.hold(job.losses, all_lanes, 8) &&
         bounds.hold(job.train_steps, all_lanes, 4) && bounds.hold(job.train_trace_lengths, all_lanes, 4) &&
         bounds.hold(job.valid_trace_lengths, all_lanes, 4) &&
         (job.keeps_memory == 0 || bounds.hold(job.memories, entries * job.groups, 8)) &&
         (job.record == kRecordNothing || (bounds.hold(job.train_trace, all_lanes * job.train_trace_steps, 8) &&
                                           bounds.hold(job.valid_trace, all_lanes * job.valid_trace_steps, 8)));
}

/** Whether a group's data lies inside, and its traces have room. */
inline bool holds_group(const Job& job, const Group& group, const Bounds& bounds) {
  const double lanes = job.lanes;
  const double train = lanes * group.train_count;
  const double valid = lanes * group.valid_count;
  if (group.tasks < 1 || group.tasks > job.lanes) return false;
  if (static_cast<double>(group.train_count) * group.epochs > kMostSteps) return false;
  if (!bounds.hold(group.train_features, train * job.features, 8) || !bounds.hold(group.train_labels, train, 8) ||
      !bounds.hold(group.valid_features, valid * job.features, 8) || !bounds.hold(group.valid_labels, valid, 8) ||
      !bounds.hold(group.task_seeds, lanes, 4))
    return false;
  if (group.first_ordered_epoch < group.epochs &&
      !bounds.hold(group.orders, train * (group.epochs - group.first_ordered_epoch), 4))
    return false;
  if (job.record == kRecordNothing || total_steps(job, group) == 0) return true;
  return job.train_trace_steps >= epoch_steps(job, group, 0) &&
         job.valid_trace_steps >= validation_examples(job, group);
}

/** Slots that there are of a kind. */
inline uint32_t slots_of(const Job& job, Kind kind) {
  switch (kind) {
    case kNone: return kMostSlots;
    case kScalar: return job.scalars;
    case kVector: return job.vectors;
    case kMatrix: return job.matrices;
  }
  return 0;
}

/** Whether every instruction exists and names slots that do. */
inline bool has_sound_program(const Job& job, const uint16_t* words) {
  uint32_t random = 0;
  for (uint64_t index = 0; index < instruction_count(job); index++) {
    const uint16_t* word = words + 4 * index;
    if (word[0] == NO_OP || word[0] >= kOps) return false;
    const Signature& signature = kSignatures[word[0]];
    if (word[1] >= slots_of(job, signature.in1) || word[2] >= slots_of(job, signature.in2) ||
        word[3] >= slots_of(job, signature.out))
      return false;
    if (word[0] >= kFirstRandomOp && ++random > kMostRandomInstructions) return false;
  }
  return true;
}

/** Whether an evaluation can stand where the header says that it does. */
inline bool has_sound_progress(const Job& job, const Group* groups) {
  const auto in_function = [&](uint32_t function) {
    return job.instruction == 0 || job.instruction < job.lengths[function];
  };
  if (job.phase == kDone) return true;
  if (job.phase == kBegin) return job.group <= job.groups && job.instruction == 0;
  if (job.phase > kDone || job.group >= job.groups) return false;
  if (job.phase == kSetup) return in_function(0);
  const Group& group = groups[job.group];
  if (static_cast<uint64_t>(job.epoch) * group.train_count >= total_steps(job, group)) return false;
  if (job.phase == kTrainPredict) return job.step < epoch_steps(job, group, job.epoch) && in_function(1);
  if (job.phase == kTrainLearn) return job.step < epoch_steps(job, group, job.epoch) && in_function(2);
  return job.step < validation_examples(job, group) && in_function(1);
}

/** `kComplete`, or why the job in an arena of so many bytes is refused. */
inline Status check_job(const Job& job, const Arena& arena, uint64_t bytes, uint32_t width) {
  if (job.layout != kJobLayout) return kBadLayout;
  if (!has_sound_counts(job, width)) return kBadSize;
  const Bounds bounds = bounds_of(job, bytes);
  if (!holds_shared_parts(job, bounds)) return kBadSize;
  const Group* groups = arena.at<Group>(job.group_table);
  for (uint32_t index = 0; index < job.groups; index++) {
    if (!holds_group(job, groups[index], bounds)) return kBadSize;
  }
  if (!has_sound_program(job, arena.at<uint16_t>(job.words))) return kBadProgram;
  return has_sound_progress(job, groups) ? kComplete : kBadProgress;
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
