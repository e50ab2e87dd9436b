// A program with its operands looked up in the registers of the group at hand.
#pragma once

#include <cstdint>

#include "arena.hpp"
#include "instruction.hpp"
#include "job.hpp"
#include "op-numbers.hpp"
#include "operations.hpp"
#include "pairs.hpp"
#include "registers.hpp"
#include "workspace.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** What a draw takes, in entries that are only computed: its 20 rounds, and for a Gaussian a logarithm and a cosine. */
constexpr uint32_t kWorkOfDraw = 16;
/** Products of a matrix product's sums that take as long as an entry that is loaded, computed and stored. */
constexpr uint32_t kProductsPerEntry = 4;

/** A component function ready to run. */
struct PreparedFunction {
  Instruction* instructions;
  uint32_t length;
  /** That of its instructions together. */
  double work;
};

/** Operands that are pointed at what they read instead of having it copied into their register. */
class OperandList {
 public:
  explicit OperandList(const double*** room) : operands_(room), count_(0) {}

  void add(const double** operand) { operands_[count_++] = operand; }

  void point_at(const double* content) const {
    for (uint32_t index = 0; index < count_; index++) *operands_[index] = content;
  }

 private:
  const double*** operands_;
  uint32_t count_;
};

/**
 * The instructions of a job, written into the workspace.
 *
 * Features and labels change with each example. Where neither Predict nor Learn writes their register, nothing is copied
 * into it: the instructions that read it are pointed at the example. Setup always works on the registers themselves.
 */
template <int W>
class PreparedProgram {
 public:
  PreparedFunction setup;
  PreparedFunction predict;
  PreparedFunction learn;
  /** Whether v0, and s0 where labels stand there, are pointed at what they show. */
  bool shares_features;
  bool shares_labels;
  /** Whether Predict writes v0, so that the example has to be shown again before Learn. */
  bool predict_writes_features;

  /** The job's program was checked; `zeros` is what s0 shows while Predict runs. */
  PreparedProgram(const Job& job, const Arena& arena, Instruction* room, const Registers& registers,
                  const double* zeros)
      : feature_operands_(operand_room(job, room)),
        label_operands_(operand_room(job, room) + 2 * instruction_count(job)),
        registers_(registers),
        words_(arena.at<uint16_t>(job.words)),
        constants_(arena.at<double>(job.constants)),
        zeros_(zeros) {
    const uint64_t learn_start = static_cast<uint64_t>(job.lengths[0]) + job.lengths[1];
    const uint64_t end = instruction_count(job);
    predict_writes_features = writes(kVector, job.lengths[0], learn_start);
    shares_features = !writes(kVector, job.lengths[0], end);
    shares_labels = job.rules != kClasses && !writes(kScalar, job.lengths[0], end);
    setup = prepare(room, 0, 0, job.lengths[0]);
    predict = prepare(room, 1, job.lengths[0], job.lengths[1]);
    learn = prepare(room, 2, learn_start, job.lengths[2]);
  }

  /** Points what reads shared features, or in Learn shared labels, at an example. */
  void point_at(const double* features, const double* labels) const {
    feature_operands_.point_at(features);
    label_operands_.point_at(labels);
  }

 private:
  static const double*** operand_room(const Job& job, Instruction* room) {
    static_assert(sizeof(Instruction) + 4 * sizeof(void*) <= kPreparedInstructionBytes, "room for both operand lists");
    return reinterpret_cast<const double***>(room + instruction_count(job));
  }

  /** Whether one of the instructions writes the first register of a kind. */
  bool writes(Kind kind, uint64_t first, uint64_t end) const {
    for (uint64_t index = first; index < end; index++) {
      const uint16_t* word = words_ + 4 * index;
      if (word[3] == 0 && kSignatures[word[0]].out == kind) return true;
    }
    return false;
  }

  PreparedFunction prepare(Instruction* room, uint8_t component, uint64_t first, uint32_t length) {
    PreparedFunction function = {room + first, length, 0};
    for (uint64_t index = first; index < first + length; index++) {
      prepare_instruction(room[index], index, component);
      function.work += room[index].work;
    }
    pair_up(function);
    return function;
  }

  /** Finds the instructions that can run together with the next one, from the first on. */
  void pair_up(const PreparedFunction& function) {
    for (uint32_t index = 0; index < function.length; index += function.instructions[index].together) {
      Instruction& instruction = function.instructions[index];
      const Operation<W> pair = index + 1 == function.length ? nullptr : pair_for<W>(instruction, features(), lanes());
      instruction.run_together = pair == nullptr ? instruction.run : pair;
      instruction.together = pair == nullptr ? 1 : 2;
    }
  }

  uint32_t features() const { return static_cast<uint32_t>(registers_.features); }
  uint32_t lanes() const { return static_cast<uint32_t>(registers_.lanes); }

  void prepare_instruction(Instruction& instruction, uint64_t index, uint8_t component) {
    const uint16_t* word = words_ + 4 * index;
    const double* constant = constants_ + 3 * index;
    const Signature& signature = kSignatures[word[0]];
    instruction.out = registers_.at(signature.out, word[3]);
    look_up(&instruction.in1, signature.in1, word[1], instruction.out, component);
    look_up(&instruction.in2, signature.in2, word[2], instruction.out, component);
    instruction.constant0 = constant[0];
    instruction.constant1 = constant[1];
    instruction.constant2 = constant[2];
    instruction.size = registers_.size_of(signature.out);
    instruction.work = work_of(word[0], signature);
    instruction.ordinal = word[0] >= kFirstRandomOp ? random_instructions_++ : 0;
    instruction.component = component;
    instruction.op = static_cast<uint8_t>(word[0]);
    instruction.run = operation_for<W>(word[0], features(), lanes());
  }

  void look_up(const double** operand, Kind kind, uint32_t slot, const double* without, uint8_t component) {
    *operand = kind == kNone ? without : registers_.at(kind, slot);
    if (component == 0 || slot != 0) return;
    if (kind == kVector && shares_features) {
      feature_operands_.add(operand);
    } else if (kind == kScalar && shares_labels) {
      if (component == 1) {
        *operand = zeros_;
      } else {
        label_operands_.add(operand);
      }
    }
  }

  /** Entries of its largest register over all lanes, several times where each takes longer. */
  uint32_t work_of(uint32_t op, const Signature& signature) const {
    const Kind wider = signature.in1 < signature.in2 ? signature.in2 : signature.in1;
    const Kind widest = wider < signature.out ? signature.out : wider;
    const double work = static_cast<double>(work_of_entry(op)) * registers_.size_of(widest) * registers_.lanes;
    return work < 4294967295.0 ? static_cast<uint32_t>(work) : 4294967295u;
  }

  uint64_t work_of_entry(uint32_t op) const {
    if (op == MATRIX_MATRIX_PRODUCT) return 1 + registers_.features / kProductsPerEntry;
    return op >= kFirstRandomOp ? kWorkOfDraw : 1;
  }

  OperandList feature_operands_;
  OperandList label_operands_;
  Registers registers_;
  const uint16_t* words_;
  const double* constants_;
  const double* zeros_;
  uint16_t random_instructions_ = 0;
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
