// Norms, means and standard deviations, as native-worker/evaluator/statistic-ops.ts.
#pragma once

#include "deviation.hpp"
#include "instruction.hpp"
#include "operations-product.hpp"
#include "sums.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** out_i = function(first entry of row i, in W lanes), for each row of in1: its only one where in1 is a vector. */
template <int W, int F, class Function>
KERNEL_INLINE void for_each_row(double* out, const double* in1, const Lanes& lanes, size_t rows, Function function) {
  const size_t stride = lanes.lanes;
  for (size_t i = 0; i < rows; i++) {
    const double* row = in1 + i * features_of<F>(lanes) * stride;
    for (size_t lane = 0; lane < stride; lane += W) store<W>(out + i * stride + lane, function(row + lane));
  }
}

template <int W, int F>
KERNEL_INLINE void take_norms(const Instruction& instruction, const Lanes& lanes, size_t rows) {
  for_each_row<W, F>(instruction.out, instruction.in1, lanes, rows, [&](const double* row) {
    return square_root<W>(sum_of_squares<W, F>(row, lanes.features, lanes.lanes));
  });
}

template <int W, int F>
KERNEL_INLINE void take_means(const Instruction& instruction, const Lanes& lanes, size_t rows) {
  for_each_row<W, F>(instruction.out, instruction.in1, lanes, rows, [&](const double* row) {
    return sum_of_entries<W, F>(row, lanes.features, lanes.lanes) / (double)features_of<F>(lanes);
  });
}

template <int W, int F>
KERNEL_INLINE void take_deviations(const Instruction& instruction, const Lanes& lanes, size_t rows) {
  for_each_row<W, F>(instruction.out, instruction.in1, lanes, rows, [&](const double* row) {
    return standard_deviation<W, F>(row, features_of<F>(lanes), lanes.lanes);
  });
}

/** Euclidean length of the vector in1. */
template <int W, int F>
void vector_norm(const Instruction& instruction, const Lanes& lanes) {
  take_norms<W, F>(instruction, lanes, 1);
}

/** Mean of the vector in1. */
template <int W, int F>
void vector_mean(const Instruction& instruction, const Lanes& lanes) {
  take_means<W, F>(instruction, lanes, 1);
}

/** Standard deviation of the vector in1. */
template <int W, int F>
void vector_deviation(const Instruction& instruction, const Lanes& lanes) {
  take_deviations<W, F>(instruction, lanes, 1);
}

/** Euclidean length of each row of the matrix in1. */
template <int W, int F>
void row_norms(const Instruction& instruction, const Lanes& lanes) {
  take_norms<W, F>(instruction, lanes, features_of<F>(lanes));
}

/** Mean of each row of the matrix in1. */
template <int W, int F>
void row_means(const Instruction& instruction, const Lanes& lanes) {
  take_means<W, F>(instruction, lanes, features_of<F>(lanes));
}

/** Standard deviation of each row of the matrix in1. */
template <int W, int F>
void row_deviations(const Instruction& instruction, const Lanes& lanes) {
  take_deviations<W, F>(instruction, lanes, features_of<F>(lanes));
}

/** Euclidean length of each column of the matrix in1. */
template <int W, int F>
void column_norms(const Instruction& instruction, const Lanes& lanes) {
  const size_t stride = lanes.lanes;
  const size_t row = features_of<F>(lanes) * stride;
  for (size_t place = 0; place < row; place += W) {
    const Doubles<W> squares = sum_of_squares<W, F>(instruction.in1 + place, lanes.features, row);
    store<W>(instruction.out + place, square_root<W>(squares));
  }
}

/** Sums of each row of a matrix; they take F x lanes doubles. */
template <int W, int F>
KERNEL_INLINE void sum_rows(double* sums, const double* matrix, const Lanes& lanes) {
  for_each_row<W, F>(sums, matrix, lanes, features_of<F>(lanes),
                     [&](const double* row) { return sum_of_entries<W, F>(row, lanes.features, lanes.lanes); });
}

/** Sums of the squares of each row of a matrix; they take F x lanes doubles. */
template <int W, int F>
KERNEL_INLINE void sum_squares_of_rows(double* sums, const double* matrix, const Lanes& lanes) {
  for_each_row<W, F>(sums, matrix, lanes, features_of<F>(lanes),
                     [&](const double* row) { return sum_of_squares<W, F>(row, lanes.features, lanes.lanes); });
}

/** Frobenius norm of the matrix in1. */
template <int W, int F>
void matrix_norm(const Instruction& instruction, const Lanes& lanes) {
  sum_squares_of_rows<W, F>(lanes.scratch, instruction.in1, lanes);
  for_each_row<W, F>(instruction.out, lanes.scratch, lanes, 1, [&](const double* sums) {
    return square_root<W>(sum_of_entries<W, F>(sums, lanes.features, lanes.lanes));
  });
}

/** Mean over all entries of the matrix in1. */
template <int W, int F>
void matrix_mean(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = features_of<F>(lanes);
  sum_rows<W, F>(lanes.scratch, instruction.in1, lanes);
  for_each_row<W, F>(instruction.out, lanes.scratch, lanes, 1, [&](const double* sums) {
    return sum_of_entries<W, F>(sums, features, lanes.lanes) / (double)(features * features);
  });
}

/** Standard deviation over all entries of the matrix in1. */
template <int W, int F>
void matrix_deviation(const Instruction& instruction, const Lanes& lanes) {
  const size_t features = features_of<F>(lanes);
  const size_t stride = lanes.lanes;
  const size_t size = features * features;
  double* sums = lanes.scratch;
  // F may be 1: the squares go to the second register of the scratch.
  double* squares = lanes.scratch + size * stride;
  sum_rows<W, F>(sums, instruction.in1, lanes);
  sum_squares_of_rows<W, F>(squares, instruction.in1, lanes);
  for (size_t lane = 0; lane < stride; lane += W) {
    const double* entries = instruction.in1 + lane;
    const Doubles<W> first = load<W>(entries);
    const Mask<W> is_constant = all_equal<W, 0>(entries, size, stride, first);
    const Doubles<W> total = sum_of_entries<W, F>(sums + lane, features, stride);
    const Doubles<W> squared = sum_of_entries<W, F>(squares + lane, features, stride);
    store<W>(instruction.out + lane, deviation_from_sums<W>(total, squared, (double)size, is_constant, first));
  }
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
