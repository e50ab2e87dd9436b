// The evaluation protocol (native-worker/evaluator/protocol.ts; reference: executor.h), group after group, in slices.
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

/**
 * An evaluation on its way, for one call. All that lasts from call to call is the progress in the job, the registers, and
 * the state of the lanes; an evaluation can go on after any instruction.
 *
 * A lane fails alone: one comparison a step tells whether any did, and what then has to be done is kept apart. A failed
 * lane runs on with the others, so what it held is put aside at once.
 */
template <int W>
class Evaluation {
 public:
  /** The job was checked. */
  Evaluation(const Job& job, const Arena& arena, const Bounds& bounds, double work)
      : job_(job),
        arena_(arena),
        bounds_(bounds),
        layout_(workspace_layout(job)),
        // Always enough for one instruction, so that every call gets on.
        work_left_(work >= 1 ? work : 1),
        registers_{arena.at<double>(job.registers), job.features, job.lanes, job.scalars, job.vectors,
                   register_entries(job)},
        results_(job, arena, 0, 0),
        state_(in_workspace<double>(layout_.state), job.lanes),
        program_(job, arena, in_workspace<Instruction>(layout_.instructions), registers_,
                 in_workspace<double>(layout_.zeros)),
        saved_(in_workspace<double>(layout_.failed_registers)) {
    lanes_ = {job.features, job.lanes, in_workspace<double>(layout_.scratch), nullptr, job.noise_seed, 0, 0};
    const Kind outputs = job.rules == kClasses ? kVector : kScalar;
    const uint32_t label = job.rules == kClasses ? 1 : 0;
    outputs_ = {registers_.at(outputs, label), registers_.at(outputs, label + 1), job.features, job.classes, job.lanes};
    clear<W>(in_workspace<double>(layout_.zeros), job.lanes);
    // Until an example is shown; it may be read without one where the progress is none that an evaluation can make.
    shown_ = {in_workspace<double>(layout_.staged_features), in_workspace<double>(layout_.staged_labels)};
  }

  /** Works on until all is done or the work is used up. */
  Status advance() {
    if (job_.phase != kBegin && job_.phase != kDone && !enter_group()) return kBadSize;
    for (;;) {
      const Outcome outcome = work_on();
      if (outcome == kOutOfWork) return kMore;
      if (outcome == kRefused) return kBadSize;
      if (job_.phase == kDone) return kComplete;
    }
  }

  /** Where the evaluation stands. */
  const Job& progress() const { return job_; }

 private:
  enum Outcome { kThrough, kOutOfWork, kRefused };

  template <typename Entry>
  Entry* in_workspace(uint64_t block) const {
    return reinterpret_cast<Entry*>(arena_.start + (job_.workspace + block) * kBlockBytes);
  }

  uint64_t register_doubles() const { return registers_.entries * registers_.lanes; }

  /** Works on in the phase at hand and turns to the next. */
  Outcome work_on() {
    switch (job_.phase) {
      case kBegin: return begin_group();
      case kSetup: return set_up();
      case kTrainPredict:
      case kTrainLearn: return train();
      case kValidate: return validate();
      default: return kThrough;
    }
  }

  // --- groups

  /** Looks up the group that the progress names. Its entry is checked anew: results may have been written over it. */
  bool enter_group() {
    group_ = arena_.at<Group>(job_.group_table)[job_.group];
    if (!holds_group(job_, group_, bounds_)) return false;
    total_steps_ = total_steps(job_, group_);
    validation_examples_ = validation_examples(job_, group_);
    training_examples_ = {arena_.at<double>(group_.train_features), arena_.at<double>(group_.train_labels),
                          group_.train_count, job_.features, job_.lanes};
    validated_examples_ = {arena_.at<double>(group_.valid_features), arena_.at<double>(group_.valid_labels),
                           group_.valid_count, job_.features, job_.lanes};
    results_ = GroupResults(job_, arena_, job_.group, register_doubles());
    lanes_.task_seeds = arena_.at<uint32_t>(group_.task_seeds);
    return true;
  }

  /** Begins the group at hand, or passes over it where none of its tasks is asked for. */
  Outcome begin_group() {
    if (job_.group >= job_.groups) {
      job_.phase = kDone;
      return kThrough;
    }
    if (work_left_ <= 0) return kOutOfWork;
    if (!enter_group()) return kRefused;
    for (uint32_t lane = 0; lane < job_.lanes; lane++) {
      state_.training.remove(lane);
      if (lane >= group_.tasks || results_.requested[lane] == 0) continue;
      state_.training.put(lane);
      results_.begin(lane);
    }
    if (state_.training.is_empty()) return next_group();
    clear<W>(registers_.start, register_doubles());
    work_left_ -= static_cast<double>(register_doubles());
    job_.epoch = 0;
    job_.step = 0;
    job_.phase = kSetup;
    return kThrough;
  }

  Outcome next_group() {
    job_.group++;
    job_.phase = kBegin;
    return kThrough;
  }

  Outcome finish_group() {
    for (uint32_t lane = 0; results_.memory != nullptr && lane < job_.lanes; lane++) {
      if (state_.training.has(lane)) copy_lane(registers_.start, results_.memory, lane);
    }
    return next_group();
  }

  Outcome set_up() {
    lanes_.phase = 0;
    lanes_.example = 0;
    if (!run_in_pieces(program_.setup)) return kOutOfWork;
    return begin_epoch();
  }

  Outcome begin_epoch() {
    if (epoch_start() >= total_steps_ || state_.training.is_empty()) return finish_group();
    job_.step = 0;
    job_.phase = kTrainPredict;
    return kThrough;
  }

  /** Training steps of the epochs before. */
  uint64_t epoch_start() const { return static_cast<uint64_t>(job_.epoch) * group_.train_count; }

  // --- training

  Outcome train() {
    switch (job_.rules) {
      case kRegression: return train_by<RegressionRules<W>>();
      case kBinaryLocal: return train_by<BinaryRules<W, false>>();
      case kBinaryInMemory: return train_by<BinaryRules<W, true>>();
      default: return train_by<ClassRules<W>>();
    }
  }

  template <typename Rules>
  Outcome train_by() {
    const uint32_t steps = epoch_steps(job_, group_, job_.epoch);
    const double step_work = program_.predict.work + program_.learn.work + job_.lanes;
    lanes_.phase = 0;
    while (job_.step < steps) {
      if (work_left_ <= 0) return kOutOfWork;
      const bool is_between_steps = job_.phase == kTrainPredict && job_.instruction == 0;
      const uint32_t whole = is_between_steps ? whole_steps(steps - job_.step, step_work) : 0;
      const Outcome outcome = whole > 0 ? train_whole<Rules>(whole) : train_in_pieces<Rules>();
      if (outcome != kThrough) return outcome;
      if (state_.training.is_empty()) return finish_group();
    }
    for (uint32_t lane = 0; lane < job_.lanes; lane++) {
      if (state_.training.has(lane)) count_training(lane, steps, steps);
    }
    return begin_validation();
  }

  /** How many of so many steps the work that is left suffices for; at least the one at hand is paid for at once. */
  uint32_t whole_steps(uint32_t steps, double step_work) {
    const double affordable = work_left_ / step_work;
    const uint32_t whole = affordable < steps ? static_cast<uint32_t>(affordable) : steps;
    work_left_ -= whole * step_work;
    return whole;
  }

  /** Trains on so many examples, until no lane is left. */
  template <typename Rules>
  Outcome train_whole(uint32_t steps) {
    for (const uint32_t end = job_.step + steps; job_.step < end; job_.step++) {
      if (!turn_to_training_example()) return kRefused;
      begin_predict();
      run_whole(program_.predict);
      if (score<Rules, false>(state_.training, traced(results_.train_trace))) {
        fail_in_training();
        if (state_.training.is_empty()) break;
      }
      begin_learn();
      run_whole(program_.learn);
    }
    return kThrough;
  }

  /** Works on at the example at hand, instruction by instruction. */
  template <typename Rules>
  __attribute__((noinline)) Outcome train_in_pieces() {
    if (!turn_to_training_example()) return kRefused;
    if (job_.phase == kTrainPredict) {
      if (job_.instruction == 0) begin_predict();
      if (!run_in_pieces(program_.predict)) return kOutOfWork;
      if (score<Rules, false>(state_.training, traced(results_.train_trace))) {
        fail_in_training();
        if (state_.training.is_empty()) return kThrough;
      }
      job_.phase = kTrainLearn;
    }
    if (job_.instruction == 0) begin_learn();
    if (!run_in_pieces(program_.learn)) return kOutOfWork;
    work_left_ -= job_.lanes;
    job_.phase = kTrainPredict;
    job_.step++;
    return kThrough;
  }

  bool turn_to_training_example() {
    lanes_.example = static_cast<uint32_t>(epoch_start() + job_.step);
    if (job_.epoch < group_.first_ordered_epoch) {
      show(training_examples_.at(job_.step));
      return true;
    }
    const uint64_t row = epoch_start() - static_cast<uint64_t>(group_.first_ordered_epoch) * group_.train_count;
    const uint32_t* order = arena_.at<uint32_t>(group_.orders) + (row + job_.step) * job_.lanes;
    double* const features = in_workspace<double>(layout_.staged_features);
    double* const labels = in_workspace<double>(layout_.staged_labels);
    if (!training_examples_.stage(order, features, labels)) return false;
    show({features, labels});
    return true;
  }

  /** Puts aside what the lanes that just failed hold: they are through. */
  __attribute__((noinline, cold)) void fail_in_training() {
    for (uint32_t lane = 0; lane < job_.lanes; lane++) {
      if (!state_.training.has(lane) || state_.passing.has(lane)) continue;
      state_.training.remove(lane);
      count_training(lane, job_.step + 1, job_.step);
      if (results_.memory != nullptr) put_aside(lane, results_.memory);
    }
  }

  /** Counts a lane's steps, and those that it passed, in the epoch at hand. */
  void count_training(uint32_t lane, uint32_t steps, uint32_t passed) {
    results_.train_steps[lane] = static_cast<uint32_t>(epoch_start() + steps);
    if (traced(results_.train_trace) != nullptr) results_.train_trace_lengths[lane] = passed;
  }

  // --- validation

  Outcome begin_validation() {
    state_.validating.assign(state_.training);
    clear<W>(state_.lost, job_.lanes);
    job_.step = 0;
    job_.phase = kValidate;
    return validation_examples_ == 0 ? finish_validation() : kThrough;
  }

  Outcome validate() {
    switch (job_.rules) {
      case kRegression: return validate_by<RegressionRules<W>>();
      case kBinaryLocal: return validate_by<BinaryRules<W, false>>();
      case kBinaryInMemory: return validate_by<BinaryRules<W, true>>();
      default: return validate_by<ClassRules<W>>();
    }
  }

  template <typename Rules>
  Outcome validate_by() {
    const double step_work = program_.predict.work + job_.lanes;
    lanes_.phase = 1;
    while (job_.step < validation_examples_ && !state_.validating.is_empty()) {
      if (work_left_ <= 0) return kOutOfWork;
      const uint32_t whole = job_.instruction == 0 ? whole_steps(validation_examples_ - job_.step, step_work) : 0;
      if (whole > 0) {
        validate_whole<Rules>(whole);
      } else if (!validate_in_pieces<Rules>()) {
        return kOutOfWork;
      }
    }
    return finish_validation();
  }

  /** Validates on so many examples, until no lane is left. */
  template <typename Rules>
  void validate_whole(uint32_t steps) {
    for (const uint32_t end = job_.step + steps; job_.step < end; job_.step++) {
      turn_to_validation_example();
      begin_predict();
      run_whole(program_.predict);
      if (score<Rules, true>(state_.validating, traced(results_.valid_trace))) {
        fail_in_validation();
        if (state_.validating.is_empty()) break;
      }
    }
  }

  /** Works on at the example at hand, instruction by instruction. False where the work was used up. */
  template <typename Rules>
  __attribute__((noinline)) bool validate_in_pieces() {
    turn_to_validation_example();
    if (job_.instruction == 0) begin_predict();
    if (!run_in_pieces(program_.predict)) return false;
    if (score<Rules, true>(state_.validating, traced(results_.valid_trace))) fail_in_validation();
    work_left_ -= job_.lanes;
    job_.step++;
    return true;
  }

  void turn_to_validation_example() {
    lanes_.example = job_.epoch * validation_examples_ + job_.step;
    show(validated_examples_.at(job_.step));
  }

  /** Puts aside what the lanes that just failed hold: they get it back when the validation is over. */
  __attribute__((noinline, cold)) void fail_in_validation() {
    for (uint32_t lane = 0; lane < job_.lanes; lane++) {
      if (!state_.validating.has(lane) || state_.passing.has(lane)) continue;
      state_.validating.remove(lane);
      if (traced(results_.valid_trace) != nullptr) results_.valid_trace_lengths[lane] = job_.step;
      if (outlasts_validation()) put_aside(lane, saved_);
    }
  }

  Outcome finish_validation() {
    const double stored = group_.valid_count;
    if (outlasts_validation()) keep_shown();
    for (uint32_t lane = 0; lane < job_.lanes; lane++) {
      if (!state_.training.has(lane)) continue;
      if (!state_.validating.has(lane)) {
        if (outlasts_validation()) copy_lane(saved_, registers_.start, lane);
        continue;
      }
      const double loss = state_.lost[lane] / stored;
      // False for NaN, so that a loss that is not a number leaves Infinity.
      if (loss < results_.losses[lane]) results_.losses[lane] = loss;
      if (traced(results_.valid_trace) != nullptr) results_.valid_trace_lengths[lane] = validation_examples_;
    }
    job_.epoch++;
    return begin_epoch();
  }

  /** Whether anything reads the registers after the validation at hand. */
  bool outlasts_validation() const {
    return results_.memory != nullptr || epoch_start() + group_.train_count < total_steps_;
  }

  // --- examples

  void show(ShownExample example) {
    shown_ = example;
    program_.point_at(example.features, example.labels);
  }

  void begin_predict() {
    if (!program_.shares_features) show_features();
    if (job_.rules == kClasses) {
      clear<W>(outputs_.label, static_cast<uint64_t>(job_.features) * job_.lanes);
    } else if (!program_.shares_labels) {
      clear<W>(outputs_.label, job_.lanes);
    }
  }

  void begin_learn() {
    if (program_.predict_writes_features) show_features();
    if (job_.rules == kClasses) {
      show_one_hot<W>(shown_.labels, outputs_.label, job_.features, job_.lanes);
    } else if (!program_.shares_labels) {
      copy<W>(shown_.labels, outputs_.label, job_.lanes);
    }
  }

  void show_features() {
    copy<W>(shown_.features, registers_.at(kVector, 0), static_cast<uint64_t>(job_.features) * job_.lanes);
  }

  /** Copies what the lanes were shown last into registers that were pointed past. */
  void keep_shown() {
    if (program_.shares_features) show_features();
    if (!program_.shares_labels) return;
    if (validation_examples_ == 0) {
      copy<W>(shown_.labels, outputs_.label, job_.lanes);
    } else {
      clear<W>(outputs_.label, job_.lanes);
    }
  }

  // --- lanes

  void copy_lane(const double* from, double* to, uint32_t lane) const {
    for (uint64_t index = lane; index < register_doubles(); index += job_.lanes) to[index] = from[index];
  }

  /** Copies the registers of a lane that failed after Predict, and what it was shown. */
  void put_aside(uint32_t lane, double* to) const {
    copy_lane(registers_.start, to, lane);
    if (program_.shares_features) {
      double* const features = to + (registers_.at(kVector, 0) - registers_.start);
      for (uint64_t index = lane; index < registers_.features * registers_.lanes; index += job_.lanes) {
        features[index] = shown_.features[index];
      }
    }
    if (program_.shares_labels) to[lane] = 0;
  }

  void run_whole(const PreparedFunction& function) {
    const Instruction* const end = function.instructions + function.length;
    for (const Instruction* instruction = function.instructions; instruction != end; instruction++) {
      instruction->run(*instruction, lanes_);
    }
  }

  /** Runs the rest of a component function. False where the work was used up before its end. */
  bool run_in_pieces(const PreparedFunction& function) {
    while (job_.instruction < function.length) {
      const Instruction& instruction = function.instructions[job_.instruction++];
      instruction.run(instruction, lanes_);
      work_left_ -= instruction.work;
      // After the instruction, so that every call gets on.
      if (work_left_ <= 0 && job_.instruction < function.length) return false;
    }
    job_.instruction = 0;
    return true;
  }

  // --- scores

  /** Where the first epoch is recorded, `trace`; else null. */
  double* traced(double* trace) const { return job_.epoch == 0 ? trace : nullptr; }

  /** Scores the example at hand, and tells whether any of the running lanes failed. */
  template <typename Rules, bool kInValidation>
  KERNEL_INLINE bool score(const LaneSet& running, double* trace) {
    // Copies, so that the compiler need not fear that a store changes them.
    const Outputs outputs = outputs_;
    const double* const labels = shown_.labels;
    double* const lost = state_.lost;
    const LaneSet runs = running;
    LaneSet passes = state_.passing;
    const Doubles<W> limit = broadcast<W>(job_.max_abs_error);
    Mask<W> failed = {};
    for (uint32_t lane = 0; lane < outputs.lanes; lane += W) {
      const Scores<W> scores = kInValidation ? Rules::score_validation(outputs, labels, lane)
                                             : Rules::score_training(outputs, labels, lane);
      const Mask<W> is_running = runs.mask<W>(lane);
      const Mask<W> is_passing = is_running & (scores.errors <= limit);
      passes.set_mask<W>(lane, is_passing);
      failed |= is_running ^ is_passing;
      if (kInValidation) store<W>(lost + lane, load<W>(lost + lane) + Rules::loss(scores.errors));
      if (trace != nullptr) record(trace, lane, is_passing, scores);
    }
    return any<W>(failed);
  }

  __attribute__((noinline)) void record(double* trace, uint32_t lane, Mask<W> is_passing, const Scores<W>& scores) const {
    double* const entry = trace + static_cast<uint64_t>(job_.step) * job_.lanes + lane;
    const Doubles<W> value = job_.record == kRecordErrors ? scores.errors : scores.predictions;
    store<W>(entry, select<W>(is_passing, value, load<W>(entry)));
  }

  Job job_;
  Arena arena_;
  Bounds bounds_;
  WorkspaceLayout layout_;
  double work_left_;
  Registers registers_;
  GroupResults results_;
  LanesState state_;
  PreparedProgram<W> program_;
  /** Registers of lanes that failed in the validation at hand. */
  double* saved_;
  Lanes lanes_;
  Outputs outputs_;

  Group group_;
  uint64_t total_steps_;
  uint32_t validation_examples_;
  Examples training_examples_;
  Examples validated_examples_;
  ShownExample shown_;
};

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
  const Status checked = check_job(job, arena, bytes, W);
  if (checked != kComplete) return checked;
  Evaluation<W> evaluation(job, arena, bounds_of(job, bytes), work);
  const Status status = evaluation.advance();
  const Job& progress = evaluation.progress();
  Job* const header = arena.at<Job>(0);
  header->phase = progress.phase;
  header->group = progress.group;
  header->epoch = progress.epoch;
  header->step = progress.step;
  header->instruction = progress.instruction;
  return status;
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
