// Products that mix registers of several kinds, as native-worker/evaluator/product-ops.ts. F is the number of features where
// the compiler is to know it, else 0.
#pragma once

#include "instruction.hpp"
#include "sums.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

template <int F>
KERNEL_INLINE size_t features_of(const Lanes& lanes) {
  return F > 0 ? F : lanes.features;
}

/** Copies entries of registers that do not overlap. */
template <int W>
KERNEL_INLINE void copy(double* to, const double* from, size_t count) {
  for (size_t k = 0; k < count; k += W) store<W>(to + k, load<W>(from + k));
}

/** Row by row, W lanes at a time: out_ij = factor_i * row_j. One row for a vector. */
template <int W, int F>
KERNEL_INLINE void scale_row(double* out, const double* factor, const double* row, size_t stride, size_t features) {
  for (size_t lane = 0; lane < stride; lane += W) {
    const Doubles<W> scale = load<W>(factor + lane);
    for (size_t j = 0; j < features; j++) {
      const size_t entry = j * stride + lane;
      store<W>(out + entry, scale * load<W>(row + entry));
    }
  }
}

/** Scalar in1 times vector in2. */
template <int W, int F>
void scale_vector(const Instruction& instruction, const Lanes& lanes) {
  scale_row<W, F>(instruction.out, instruction.in1, instruction.in2, lanes.lanes, features_of<F>(lanes));
}

/** Scalar in1 times matrix in2. */
template <int W, int F>
void scale_matrix(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = features_of<F>(lanes);
  const size_t row = features * lanes.lanes;
  for (size_t i = 0; i < features; i++) {
    scale_row<W, F>(instruction.out + i * row, instruction.in1, instruction.in2 + i * row, lanes.lanes, features);
  }
}

/** Outer product of vectors: entry (i, j) is in1_i * in2_j. */
template <int W, int F>
void multiply_outer(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = features_of<F>(lanes);
  const size_t stride = lanes.lanes;
  for (size_t i = 0; i < features; i++) {
    scale_row<W, F>(instruction.out + i * features * stride, instruction.in1 + i * stride, instruction.in2, stride,
                    features);
  }
}

/** Inner product of vectors. */
template <int W, int F>
void multiply_inner(const Instruction& instruction, const Lanes& lanes) {
  const size_t stride = lanes.lanes;
  for (size_t lane = 0; lane < stride; lane += W) {
    store<W>(instruction.out + lane, dot<W, F>(instruction.in1 + lane, stride, instruction.in2 + lane, stride,
                                               features_of<F>(lanes)));
  }
}

/** Matrix in1 times vector in2. */
template <int W, int F>
void multiply_matrix_vector(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = features_of<F>(lanes);
  const size_t stride = lanes.lanes;
  const bool in_place = instruction.out == instruction.in2;
  double* out = in_place ? lanes.scratch : instruction.out;
  for (size_t i = 0; i < features; i++) {
    const double* row = instruction.in1 + i * features * stride;
    for (size_t lane = 0; lane < stride; lane += W) {
      store<W>(out + i * stride + lane, dot<W, F>(row + lane, stride, instruction.in2 + lane, stride, features));
    }
  }
  if (in_place) copy<W>(instruction.out, out, features * stride);
}

/** Matrix in1 times matrix in2. */
template <int W, int F>
void multiply_matrices(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = features_of<F>(lanes);
  const size_t stride = lanes.lanes;
  const size_t row = features * stride;
  const bool in_place = instruction.out == instruction.in1 || instruction.out == instruction.in2;
  double* out = in_place ? lanes.scratch : instruction.out;
  for (size_t i = 0; i < features; i++) {
    for (size_t lane = 0; lane < stride; lane += W) {
      const double* left = instruction.in1 + i * row + lane;
      for (size_t j = 0; j < features; j++) {
        store<W>(out + i * row + j * stride + lane,
                 dot<W, F>(left, stride, instruction.in2 + j * stride + lane, row, features));
      }
    }
  }
  if (in_place) copy<W>(instruction.out, out, features * row);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
