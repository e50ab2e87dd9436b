// A group of lanes on its way through an evaluation.
#pragma once

#include <cstdint>

#include "arena.hpp"
#include "bounds.hpp"
#include "check-job.hpp"
#include "group-results.hpp"
#include "instruction.hpp"
#include "job.hpp"
#include "lanes-state.hpp"
#include "output-rules.hpp"
#include "prepared-program.hpp"
#include "register-contents.hpp"
#include "registers.hpp"
#include "shown-example.hpp"
#include "vector.hpp"
#include "workspace.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** How a piece of work ended. */
enum class Outcome { kThrough, kOutOfWork, kRefused };

/**
 * All that a call needs at hand: where the evaluation stands, the program, and the group whose turn it is. What lasts from
 * call to call is in the arena: the progress in the job's header, the registers, and the state of the lanes.
 */
template <int W>
struct GroupAtHand {
  Job job;
  Arena arena;
  Bounds bounds;
  WorkspaceLayout layout;
  /** Entries that may still be gone through in this call. */
  double work_left;
  Registers registers;
  GroupResults results;
  LanesState state;
  PreparedProgram<W> program;
  /** Registers of lanes that failed in the validation at hand. */
  double* saved;
  Lanes lanes;
  Outputs outputs;

  Group data;
  uint64_t total_steps;
  uint32_t validation_examples;
  Examples training_examples;
  Examples validated_examples;
  ShownExample shown;

  /** The job was checked; `enter` has to be called before anything else. */
  GroupAtHand(const Job& checked_job, const Arena& at, const Bounds& within, double work)
      : job(checked_job),
        arena(at),
        bounds(within),
        layout(workspace_layout(checked_job)),
        // Always enough for one instruction, so that every call gets on.
        work_left(work >= 1 ? work : 1),
        registers{at.at<double>(job.registers), job.features, job.lanes, job.scalars, job.vectors,
                  register_entries(job)},
        results(job, arena, 0, 0),
        state(in_workspace<double>(layout.state), job.lanes),
        program(job, arena, in_workspace<Instruction>(layout.instructions), registers,
                in_workspace<double>(layout.zeros)),
        saved(in_workspace<double>(layout.failed_registers)) {
    lanes = {job.features, job.lanes, in_workspace<double>(layout.scratch), nullptr, job.noise_seed, 0, 0};
    const Kind kind = job.rules == kClasses ? kVector : kScalar;
    const uint32_t label = job.rules == kClasses ? 1 : 0;
    outputs = {registers.at(kind, label), registers.at(kind, label + 1), job.features, job.classes, job.lanes};
    clear<W>(in_workspace<double>(layout.zeros), job.lanes);
    // Until an example is shown; it may be read without one where the progress is none that an evaluation can make.
    shown = {in_workspace<double>(layout.staged_features), in_workspace<double>(layout.staged_labels)};
  }

  template <typename Entry>
  Entry* in_workspace(uint64_t block) const {
    return reinterpret_cast<Entry*>(arena.start + (job.workspace + block) * kBlockBytes);
  }

  uint64_t register_doubles() const { return registers.entries * registers.lanes; }

  /**
   * Looks up the group that the progress names. Its entry is checked anew: results may have been written over it.
   *
   * @returns whether it may be worked on
   */
  bool enter() {
    data = arena.at<Group>(job.group_table)[job.group];
    if (!holds_group(job, data, bounds)) return false;
    total_steps = KERNEL_VARIANT::total_steps(job, data);
    validation_examples = KERNEL_VARIANT::validation_examples(job, data);
    training_examples = {arena.at<double>(data.train_features), arena.at<double>(data.train_labels), data.train_count,
                         job.features, job.lanes};
    validated_examples = {arena.at<double>(data.valid_features), arena.at<double>(data.valid_labels), data.valid_count,
                          job.features, job.lanes};
    results = GroupResults(job, arena, job.group, register_doubles());
    lanes.task_seeds = arena.at<uint32_t>(data.task_seeds);
    return true;
  }

  /** Training steps of the epochs before. */
  uint64_t epoch_start() const { return static_cast<uint64_t>(job.epoch) * data.train_count; }

  /** Where the first epoch is recorded, `trace`; else null. */
  double* traced(double* trace) const { return job.epoch == 0 ? trace : nullptr; }

  // What Predict and Learn find in the registers.

  void show(ShownExample example) {
    shown = example;
    program.point_at(example.features, example.labels);
  }

  void begin_predict() {
    if (!program.shares_features) show_features();
    if (job.rules == kClasses) {
      clear<W>(outputs.label, registers.features * registers.lanes);
    } else if (!program.shares_labels) {
      clear<W>(outputs.label, registers.lanes);
    }
  }

  void begin_learn() {
    if (program.predict_writes_features) show_features();
    if (job.rules == kClasses) {
      show_one_hot<W>(shown.labels, outputs.label, job.features, job.lanes);
    } else if (!program.shares_labels) {
      copy<W>(shown.labels, outputs.label, registers.lanes);
    }
  }

  void show_features() { copy<W>(shown.features, registers.at(kVector, 0), registers.features * registers.lanes); }

  // Running instructions.

  /** Runs all of a component function. */
  void run_whole(const PreparedFunction& function) {
    const Instruction* const end = function.instructions + function.length;
    for (const Instruction* instruction = function.instructions; instruction != end;
         instruction += instruction->together) {
      instruction->run_together(*instruction, lanes);
    }
  }

  /** Runs the rest of a component function. False where the work was used up before its end. */
  bool run_in_pieces(const PreparedFunction& function) {
    while (job.instruction < function.length) {
      const Instruction& instruction = function.instructions[job.instruction++];
      instruction.run(instruction, lanes);
      work_left -= instruction.work;
      // After the instruction, so that every call gets on.
      if (work_left <= 0 && job.instruction < function.length) return false;
    }
    job.instruction = 0;
    return true;
  }

  /** How many of so many steps the work that is left suffices for; they are paid for at once. */
  uint32_t whole_steps(uint32_t steps, double step_work) {
    const double affordable = work_left / step_work;
    const uint32_t whole = affordable < steps ? static_cast<uint32_t>(affordable) : steps;
    work_left -= whole * step_work;
    return whole;
  }

  // Registers of single lanes.

  void copy_lane(const double* from, double* to, uint32_t lane) const {
    for (uint64_t index = lane; index < register_doubles(); index += job.lanes) to[index] = from[index];
  }

  /** Copies the registers of a lane that failed after Predict, and what it was shown. */
  void put_aside(uint32_t lane, double* to) const {
    copy_lane(registers.start, to, lane);
    if (program.shares_features) {
      double* const features = to + (registers.at(kVector, 0) - registers.start);
      for (uint64_t index = lane; index < registers.features * registers.lanes; index += job.lanes) {
        features[index] = shown.features[index];
      }
    }
    if (program.shares_labels) to[lane] = 0;
  }
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
