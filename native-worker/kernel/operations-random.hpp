// Draws, for registers of any kind: entries row by row, as native-worker/evaluator/random-ops.ts.
#pragma once

#include "noise.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Every entry is function(its block of random words). */
template <int W, class Function>
KERNEL_INLINE void draw_entries(const Instruction& instruction, const Lanes& lanes, Function function) {
  for (uint32_t entry = 0; entry < instruction.size; entry++) {
    for (size_t lane = 0; lane < lanes.lanes; lane += W) {
      const Block<W> block = block_at<W>(instruction, lanes, lane, entry);
      store<W>(instruction.out + (size_t)entry * lanes.lanes + lane, function(block));
    }
  }
}

/** Independent draws from the open interval (constant 0, constant 1); constant 0 itself where that is empty. */
template <int W>
void draw_uniform(const Instruction& instruction, const Lanes& lanes) {
  const double low = instruction.constant0;
  const double high = instruction.constant1;
  if (low >= high) {
    const size_t count = (size_t)instruction.size * lanes.lanes;
    for (size_t k = 0; k < count; k += W) store<W>(instruction.out + k, broadcast<W>(low));
    return;
  }
  draw_entries<W>(instruction, lanes,
                  [=](Block<W> block) { return uniform_between<W>(low, high, unit_uniform<W>(block)); });
}

/** Independent Gaussian draws with mean constant 0 and standard deviation constant 1. */
template <int W>
void draw_gaussian(const Instruction& instruction, const Lanes& lanes) {
  const double mean = instruction.constant0;
  const double deviation = instruction.constant1;
  draw_entries<W>(instruction, lanes,
                  [=](Block<W> block) { return mean + deviation * standard_gaussian<W>(block); });
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
