// Ops that put entries elsewhere, or set them, as native-worker/evaluator/shape-ops.ts.
#pragma once

#include "instruction.hpp"
#include "register-contents.hpp"
#include "shape.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** The lanes of one entry, `count` times over. */
template <int W>
KERNEL_INLINE void repeat(double* out, const double* entry, size_t stride, size_t count) {
  for (size_t lane = 0; lane < stride; lane += W) {
    const Doubles<W> value = load<W>(entry + lane);
    for (size_t k = 0; k < count; k++) store<W>(out + k * stride + lane, value);
  }
}

/** Every entry of the vector is the scalar in1. */
template <class S>
void broadcast_scalar(const Instruction& instruction, const Lanes& lanes) {
  repeat<S::W>(instruction.out, instruction.in1, S::stride(lanes), S::features(lanes));
}

/** Every column of the matrix is the vector in1: entry (i, j) is in1_i. */
template <class S>
void broadcast_column(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = S::features(lanes);
  const size_t stride = S::stride(lanes);
  for (size_t i = 0; i < features; i++) {
    repeat<S::W>(instruction.out + i * features * stride, instruction.in1 + i * stride, stride, features);
  }
}

/** Every row of the matrix is the vector in1: entry (i, j) is in1_j. */
template <class S>
void broadcast_row(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = S::features(lanes);
  const size_t row = features * S::stride(lanes);
  for (size_t i = 0; i < features; i++) copy<S::W>(instruction.in1, instruction.out + i * row, row);
}

/** Rows become columns. Both entries of a pair are read before either is written, so it works in place. */
template <class S>
void transpose(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = S::features(lanes);
  const size_t stride = S::stride(lanes);
  for (size_t i = 0; i < features; i++) {
    for (size_t j = i; j < features; j++) {
      for (size_t lane = 0; lane < stride; lane += S::W) {
        const size_t above = (i * features + j) * stride + lane;
        const size_t below = (j * features + i) * stride + lane;
        const Doubles<S::W> value = load<S::W>(instruction.in1 + above);
        store<S::W>(instruction.out + above, load<S::W>(instruction.in1 + below));
        store<S::W>(instruction.out + below, value);
      }
    }
  }
}

/** One entry in all lanes. */
template <int W>
KERNEL_INLINE void fill(double* entry, size_t stride, double value) {
  for (size_t lane = 0; lane < stride; lane += W) store<W>(entry + lane, broadcast<W>(value));
}

/**
 * The index that a fraction in [0, 1) stands for, in single precision (native-worker/numerics/entry-index.ts). For anything
 * else `features`, which is no index.
 */
inline size_t entry_index(double fraction, size_t features) {
  // Before it is rounded: what becomes of a double that is beyond all floats is not defined. One just below 0 may round to it.
  if (!(fraction > -1 && fraction < 1)) return features;
  const float place = (float)features * (float)fraction;
  return place >= 0 && place < (float)features ? (size_t)(uint32_t)place : features;
}

/** Sets the scalar to the constant. */
template <int W>
void set_scalar(const Instruction& instruction, const Lanes& lanes) {
  fill<W>(instruction.out, lanes.lanes, instruction.constant0);
}

/** Sets the entry at index constant 0 to constant 1 and keeps the others. */
template <int W>
void set_vector_entry(const Instruction& instruction, const Lanes& lanes) {
  const size_t index = entry_index(instruction.constant0, lanes.features);
  if (index == lanes.features) return;
  fill<W>(instruction.out + index * lanes.lanes, lanes.lanes, instruction.constant1);
}

/** Sets the entry at row constant 0, column constant 1 to constant 2 and keeps the others. */
template <int W>
void set_matrix_entry(const Instruction& instruction, const Lanes& lanes) {
  const size_t row = entry_index(instruction.constant0, lanes.features);
  const size_t column = entry_index(instruction.constant1, lanes.features);
  if (row == lanes.features || column == lanes.features) return;
  fill<W>(instruction.out + (row * lanes.features + column) * lanes.lanes, lanes.lanes, instruction.constant2);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
