// Norms, means and standard deviations, as native-worker/evaluator/statistic-ops.ts.
#pragma once

#include "deviation.hpp"
#include "instruction.hpp"
#include "shape.hpp"
#include "sums.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** out_i = function(first entry of row i, in W lanes), for each row of in1: its only one where in1 is a vector. */
template <class S, class Function>
KERNEL_INLINE void for_each_row(double* out, const double* in1, const Lanes& lanes, size_t rows, Function function) {
  const size_t stride = S::stride(lanes);
  for (size_t i = 0; i < rows; i++) {
    const double* row = in1 + i * S::features(lanes) * stride;
    for (size_t lane = 0; lane < stride; lane += S::W) store<S::W>(out + i * stride + lane, function(row + lane));
  }
}

template <class S>
KERNEL_INLINE void take_norms(const Instruction& instruction, const Lanes& lanes, size_t rows) {
  for_each_row<S>(instruction.out, instruction.in1, lanes, rows, [&](const double* row) {
    return square_root<S::W>(sum_of_squares<S::W, S::F>(row, S::features(lanes), S::stride(lanes)));
  });
}

template <class S>
KERNEL_INLINE void take_means(const Instruction& instruction, const Lanes& lanes, size_t rows) {
  for_each_row<S>(instruction.out, instruction.in1, lanes, rows, [&](const double* row) {
    return sum_of_entries<S::W, S::F>(row, S::features(lanes), S::stride(lanes)) / (double)S::features(lanes);
  });
}

template <class S>
KERNEL_INLINE void take_deviations(const Instruction& instruction, const Lanes& lanes, size_t rows) {
  for_each_row<S>(instruction.out, instruction.in1, lanes, rows, [&](const double* row) {
    return standard_deviation<S::W, S::F>(row, S::features(lanes), S::stride(lanes));
  });
}

/** Euclidean length of the vector in1. */
template <class S>
void vector_norm(const Instruction& instruction, const Lanes& lanes) {
  take_norms<S>(instruction, lanes, 1);
}

/** Mean of the vector in1. */
template <class S>
void vector_mean(const Instruction& instruction, const Lanes& lanes) {
  take_means<S>(instruction, lanes, 1);
}

/** Standard deviation of the vector in1. */
template <class S>
void vector_deviation(const Instruction& instruction, const Lanes& lanes) {
  take_deviations<S>(instruction, lanes, 1);
}

/** Euclidean length of each row of the matrix in1. */
template <class S>
void row_norms(const Instruction& instruction, const Lanes& lanes) {
  take_norms<S>(instruction, lanes, S::features(lanes));
}

/** Mean of each row of the matrix in1. */
template <class S>
void row_means(const Instruction& instruction, const Lanes& lanes) {
  take_means<S>(instruction, lanes, S::features(lanes));
}

/** Standard deviation of each row of the matrix in1. */
template <class S>
void row_deviations(const Instruction& instruction, const Lanes& lanes) {
  take_deviations<S>(instruction, lanes, S::features(lanes));
}

/** Euclidean length of each column of the matrix in1. */
template <class S>
void column_norms(const Instruction& instruction, const Lanes& lanes) {
  const size_t stride = S::stride(lanes);
  const size_t row = S::features(lanes) * stride;
  for (size_t place = 0; place < row; place += S::W) {
    const Doubles<S::W> squares = sum_of_squares<S::W, S::F>(instruction.in1 + place, S::features(lanes), row);
    store<S::W>(instruction.out + place, square_root<S::W>(squares));
  }
}

/** Sums of each row of a matrix; they take F x lanes doubles. */
template <class S>
KERNEL_INLINE void sum_rows(double* sums, const double* matrix, const Lanes& lanes) {
  for_each_row<S>(sums, matrix, lanes, S::features(lanes),
                     [&](const double* row) { return sum_of_entries<S::W, S::F>(row, S::features(lanes), S::stride(lanes)); });
}

/** Sums of the squares of each row of a matrix; they take F x lanes doubles. */
template <class S>
KERNEL_INLINE void sum_squares_of_rows(double* sums, const double* matrix, const Lanes& lanes) {
  for_each_row<S>(sums, matrix, lanes, S::features(lanes),
                     [&](const double* row) { return sum_of_squares<S::W, S::F>(row, S::features(lanes), S::stride(lanes)); });
}

/** Frobenius norm of the matrix in1. */
template <class S>
void matrix_norm(const Instruction& instruction, const Lanes& lanes) {
  sum_squares_of_rows<S>(lanes.scratch, instruction.in1, lanes);
  for_each_row<S>(instruction.out, lanes.scratch, lanes, 1, [&](const double* sums) {
    return square_root<S::W>(sum_of_entries<S::W, S::F>(sums, S::features(lanes), S::stride(lanes)));
  });
}

/** Mean over all entries of the matrix in1. */
template <class S>
void matrix_mean(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = S::features(lanes);
  sum_rows<S>(lanes.scratch, instruction.in1, lanes);
  for_each_row<S>(instruction.out, lanes.scratch, lanes, 1, [&](const double* sums) {
    return sum_of_entries<S::W, S::F>(sums, features, S::stride(lanes)) / (double)(features * features);
  });
}

/** Standard deviation over all entries of the matrix in1. */
template <class S>
void matrix_deviation(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = S::features(lanes);
  const size_t stride = S::stride(lanes);
  const size_t size = features * features;
  double* sums = lanes.scratch;
  // F may be 1: the squares go to the second register of the scratch.
  double* squares = lanes.scratch + size * stride;
  sum_rows<S>(sums, instruction.in1, lanes);
  sum_squares_of_rows<S>(squares, instruction.in1, lanes);
  for (size_t lane = 0; lane < stride; lane += S::W) {
    const double* entries = instruction.in1 + lane;
    const Doubles<S::W> first = load<S::W>(entries);
    const Mask<S::W> is_constant = all_equal<S::W, 0>(entries, size, stride, first);
    const Doubles<S::W> total = sum_of_entries<S::W, S::F>(sums + lane, features, stride);
    const Doubles<S::W> squared = sum_of_entries<S::W, S::F>(squares + lane, features, stride);
    store<S::W>(instruction.out + lane, deviation_from_sums<S::W>(total, squared, (double)size, is_constant, first));
  }
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
