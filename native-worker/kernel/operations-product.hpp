// Products that mix registers of several kinds, as native-worker/evaluator/product-ops.ts.
#pragma once

#include "instruction.hpp"
#include "register-contents.hpp"
#include "shape.hpp"
#include "sums.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Calls emit(place, factor * row_j) for each entry of a row, W lanes at a time. */
template <class S, class Emit>
KERNEL_INLINE void scale_row(size_t start, const double* factor, const double* row, const Lanes& lanes, Emit emit) {
  const size_t features = S::features(lanes);
  const size_t stride = S::stride(lanes);
  for (size_t lane = 0; lane < stride; lane += S::W) {
    const Doubles<S::W> scale = load<S::W>(factor + lane);
    for (size_t j = 0; j < features; j++) {
      const size_t entry = j * stride + lane;
      emit(start + entry, scale * load<S::W>(row + entry));
    }
  }
}

/*
 * Products of which results are handed over one vector of lanes at a time: emit(place, value), where `place` is that in the
 * output. All that is read of an input at a place is read before that place is emitted.
 */

/** Scalar in1 times vector in2. */
template <class S, class Emit>
KERNEL_INLINE void scale_vector_to(const Instruction& instruction, const Lanes& lanes, Emit emit) {
  scale_row<S>(0, instruction.in1, instruction.in2, lanes, emit);
}

/** Scalar in1 times matrix in2. */
template <class S, class Emit>
KERNEL_INLINE void scale_matrix_to(const Instruction& instruction, const Lanes& lanes, Emit emit) {
  const size_t row = S::features(lanes) * S::stride(lanes);
  for (size_t i = 0; i < S::features(lanes); i++) {
    scale_row<S>(i * row, instruction.in1, instruction.in2 + i * row, lanes, emit);
  }
}

/** Outer product of vectors: entry (i, j) is in1_i * in2_j. */
template <class S, class Emit>
KERNEL_INLINE void multiply_outer_to(const Instruction& instruction, const Lanes& lanes, Emit emit) {
  const size_t stride = S::stride(lanes);
  for (size_t i = 0; i < S::features(lanes); i++) {
    scale_row<S>(i * S::features(lanes) * stride, instruction.in1 + i * stride, instruction.in2, lanes, emit);
  }
}

/** Inner product of vectors. */
template <class S, class Emit>
KERNEL_INLINE void multiply_inner_to(const Instruction& instruction, const Lanes& lanes, Emit emit) {
  const size_t stride = S::stride(lanes);
  for (size_t lane = 0; lane < stride; lane += S::W) {
    emit(lane, dot<S::W, S::F>(instruction.in1 + lane, stride, instruction.in2 + lane, stride, S::features(lanes)));
  }
}

/** The entries of a vector in W lanes, in registers as far as there are any. */
template <int W, int F>
struct LocalVector {
  Doubles<W> entries[F];

  KERNEL_INLINE LocalVector(const double* from, size_t stride, const Lanes&) {
    for (size_t k = 0; k < F; k++) entries[k] = load<W>(from + k * stride);
  }

  KERNEL_INLINE Doubles<W> operator[](size_t k) const { return entries[k]; }
};

/** As above, for any number of entries: next to each other in the scratch. */
template <int W>
struct LocalVector<W, 0> {
  const double* entries;

  KERNEL_INLINE LocalVector(const double* from, size_t stride, const Lanes& lanes) : entries(lanes.scratch) {
    for (size_t k = 0; k < lanes.features; k++) store<W>(lanes.scratch + k * W, load<W>(from + k * stride));
  }

  KERNEL_INLINE Doubles<W> operator[](size_t k) const { return load<W>(entries + k * W); }
};

/** Matrix in1 times vector in2. The vector is copied first, so that the output may be the same register. */
template <class S, class Emit>
KERNEL_INLINE void multiply_matrix_vector_to(const Instruction& instruction, const Lanes& lanes, Emit emit) {
  const size_t features = S::features(lanes);
  const size_t stride = S::stride(lanes);
  for (size_t lane = 0; lane < stride; lane += S::W) {
    const LocalVector<S::W, S::F> vector(instruction.in2 + lane, stride, lanes);
    const double* row = instruction.in1 + lane;
    for (size_t i = 0; i < features; i++, row += features * stride) {
      const auto product = [&](size_t k) { return load<S::W>(row + k * stride) * vector[k]; };
      emit(i * stride + lane, sum<S::W, S::F>(features, product));
    }
  }
}

/** Stores what is emitted where it belongs. */
template <int W>
struct StoreTo {
  double* out;

  KERNEL_INLINE void operator()(size_t place, Doubles<W> value) const { store<W>(out + place, value); }
};

template <class S>
void scale_vector(const Instruction& instruction, const Lanes& lanes) {
  scale_vector_to<S>(instruction, lanes, StoreTo<S::W>{instruction.out});
}

template <class S>
void scale_matrix(const Instruction& instruction, const Lanes& lanes) {
  scale_matrix_to<S>(instruction, lanes, StoreTo<S::W>{instruction.out});
}

template <class S>
void multiply_outer(const Instruction& instruction, const Lanes& lanes) {
  multiply_outer_to<S>(instruction, lanes, StoreTo<S::W>{instruction.out});
}

template <class S>
void multiply_inner(const Instruction& instruction, const Lanes& lanes) {
  multiply_inner_to<S>(instruction, lanes, StoreTo<S::W>{instruction.out});
}

template <class S>
void multiply_matrix_vector(const Instruction& instruction, const Lanes& lanes) {
  multiply_matrix_vector_to<S>(instruction, lanes, StoreTo<S::W>{instruction.out});
}

/** Matrix in1 times matrix in2. */
template <class S>
void multiply_matrices(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = S::features(lanes);
  const size_t stride = S::stride(lanes);
  const size_t row = features * stride;
  const bool in_place = instruction.out == instruction.in1 || instruction.out == instruction.in2;
  double* out = in_place ? lanes.scratch : instruction.out;
  for (size_t i = 0; i < features; i++) {
    for (size_t lane = 0; lane < stride; lane += S::W) {
      const double* left = instruction.in1 + i * row + lane;
      for (size_t j = 0; j < features; j++) {
        store<S::W>(out + i * row + j * stride + lane,
                 dot<S::W, S::F>(left, stride, instruction.in2 + j * stride + lane, row, features));
      }
    }
  }
  if (in_place) copy<S::W>(out, instruction.out, features * row);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
