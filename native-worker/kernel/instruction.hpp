// An instruction with its operands looked up, and what all instructions of an evaluation share.
#pragma once

#include <cstdint>

#include "vector.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

struct Instruction;
struct Lanes;

/**
 * What an op does: runs one instruction over all lanes, as if its inputs were read before anything is written. The
 * inputs and the output may be one register, but never overlap otherwise.
 */
template <int W>
using Operation = void (*)(const Instruction&, const Lanes&);

/** Entry e of a register in lane l stands at [e * lanes + l], a matrix row by row. */
struct Instruction {
  /** First and second input, and output. Where the op has none, any register. */
  const double* in1;
  const double* in2;
  double* out;
  /** The constants that the op carries, in the op table's order; else 0. */
  double constant0;
  double constant1;
  double constant2;
  /** Entries of the output in one lane: 1, F or F x F. */
  uint32_t size;
  /** About how many entries it goes through, over all lanes. */
  uint32_t work;
  /** For random ops: number of random instructions before this one in the program, and the component function. */
  uint16_t ordinal;
  uint8_t component;
  uint8_t op;
  void (*run)(const Instruction&, const Lanes&);
  /** Does what this and the following instructions do that it stands for, and how many these are with it (pairs.hpp). */
  void (*run_together)(const Instruction&, const Lanes&);
  uint32_t together;
};

struct Lanes {
  /** F. */
  uint32_t features;
  /** A multiple of W. */
  uint32_t lanes;
  /** Room for two registers of F x F entries, which an instruction may use while it runs. */
  double* scratch;
  /** First key word of each lane's random streams, and the second of all. */
  const uint32_t* task_seeds;
  uint32_t noise_seed;
  /** 0 in training, 1 in validation. */
  uint32_t phase;
  /** Running index of the example over all epochs of the phase. */
  uint32_t example;
};

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
