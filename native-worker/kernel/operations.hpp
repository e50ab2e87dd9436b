// From op numbers to code: the kernel's only dispatch over them.
#pragma once

#include "op-numbers.hpp"
#include "operations-entrywise.hpp"
#include "operations-product.hpp"
#include "operations-random.hpp"
#include "operations-shape.hpp"
#include "operations-statistic.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** What an op does, with code for a shape; null for NO_OP and for a number that is no op. */
template <class S>
Operation<S::W> operation_for_shape(uint32_t op) {
  constexpr int W = S::W;
  switch (op) {
    case NO_OP:
      // Programs come without them, and a job that holds one is refused (check-job.hpp).
      return nullptr;
    case SCALAR_SUM:
      return add<W, S::vectors_of(kScalar)>;
    case VECTOR_SUM:
      return add<W, S::vectors_of(kVector)>;
    case MATRIX_SUM:
      return add<W, S::vectors_of(kMatrix)>;
    case SCALAR_DIFF:
      return subtract<W, S::vectors_of(kScalar)>;
    case VECTOR_DIFF:
      return subtract<W, S::vectors_of(kVector)>;
    case MATRIX_DIFF:
      return subtract<W, S::vectors_of(kMatrix)>;
    case SCALAR_PRODUCT:
      return multiply<W, S::vectors_of(kScalar)>;
    case VECTOR_PRODUCT:
      return multiply<W, S::vectors_of(kVector)>;
    case MATRIX_PRODUCT:
      return multiply<W, S::vectors_of(kMatrix)>;
    case SCALAR_DIVISION:
      return divide<W, S::vectors_of(kScalar)>;
    case VECTOR_DIVISION:
      return divide<W, S::vectors_of(kVector)>;
    case MATRIX_DIVISION:
      return divide<W, S::vectors_of(kMatrix)>;
    case SCALAR_ABS:
      return take_magnitude<W, S::vectors_of(kScalar)>;
    case VECTOR_ABS:
      return take_magnitude<W, S::vectors_of(kVector)>;
    case MATRIX_ABS:
      return take_magnitude<W, S::vectors_of(kMatrix)>;
    case SCALAR_RECIPROCAL:
      return invert<W, S::vectors_of(kScalar)>;
    case VECTOR_RECIPROCAL:
      return invert<W, S::vectors_of(kVector)>;
    case MATRIX_RECIPROCAL:
      return invert<W, S::vectors_of(kMatrix)>;
    case SCALAR_SIN:
      return apply<W, sine<W>>;
    case SCALAR_COS:
      return apply<W, cosine<W>>;
    case SCALAR_TAN:
      return apply<W, tangent<W>>;
    case SCALAR_ARCSIN:
      return apply<W, arcsine<W>>;
    case SCALAR_ARCCOS:
      return apply<W, arccosine<W>>;
    case SCALAR_ARCTAN:
      return apply<W, arctangent<W>>;
    case SCALAR_EXP:
      return apply<W, exponential<W>>;
    case SCALAR_LOG:
      return apply<W, logarithm<W>>;
    case SCALAR_HEAVYSIDE:
      return heaviside_from_zero<W, S::vectors_of(kScalar)>;
    case VECTOR_HEAVYSIDE:
      return heaviside_above_zero<W, S::vectors_of(kVector)>;
    case MATRIX_HEAVYSIDE:
      return heaviside_above_zero<W, S::vectors_of(kMatrix)>;
    case SCALAR_MIN:
      return minimum_else_first<W, S::vectors_of(kScalar)>;
    case VECTOR_MIN:
      return minimum_else_first<W, S::vectors_of(kVector)>;
    case MATRIX_MIN:
      return minimum_else_second<W, S::vectors_of(kMatrix)>;
    case SCALAR_MAX:
      return maximum_else_first<W, S::vectors_of(kScalar)>;
    case VECTOR_MAX:
      return maximum_else_first<W, S::vectors_of(kVector)>;
    case MATRIX_MAX:
      return maximum_else_second<W, S::vectors_of(kMatrix)>;

    case SCALAR_VECTOR_PRODUCT:
      return scale_vector<S>;
    case SCALAR_MATRIX_PRODUCT:
      return scale_matrix<S>;
    case VECTOR_INNER_PRODUCT:
      return multiply_inner<S>;
    case VECTOR_OUTER_PRODUCT:
      return multiply_outer<S>;
    case MATRIX_VECTOR_PRODUCT:
      return multiply_matrix_vector<S>;
    case MATRIX_MATRIX_PRODUCT:
      return multiply_matrices<S>;

    case SCALAR_BROADCAST:
      return broadcast_scalar<S>;
    case VECTOR_COLUMN_BROADCAST:
      return broadcast_column<S>;
    case VECTOR_ROW_BROADCAST:
      return broadcast_row<S>;
    case MATRIX_TRANSPOSE:
      return transpose<S>;
    case SCALAR_CONST_SET:
      return set_scalar<W>;
    case VECTOR_CONST_SET:
      return set_vector_entry<W>;
    case MATRIX_CONST_SET:
      return set_matrix_entry<W>;

    case VECTOR_NORM:
      return vector_norm<S>;
    case MATRIX_NORM:
      return matrix_norm<S>;
    case MATRIX_COLUMN_NORM:
      return column_norms<S>;
    case MATRIX_ROW_NORM:
      return row_norms<S>;
    case VECTOR_MEAN:
      return vector_mean<S>;
    case MATRIX_MEAN:
      return matrix_mean<S>;
    case MATRIX_ROW_MEAN:
      return row_means<S>;
    case MATRIX_ROW_ST_DEV:
      return row_deviations<S>;
    case VECTOR_ST_DEV:
      return vector_deviation<S>;
    case MATRIX_ST_DEV:
      return matrix_deviation<S>;

    case SCALAR_UNIFORM_SET:
    case VECTOR_UNIFORM_SET:
    case MATRIX_UNIFORM_SET:
      return draw_uniform<W>;
    case SCALAR_GAUSSIAN_SET:
    case VECTOR_GAUSSIAN_SET:
    case MATRIX_GAUSSIAN_SET:
      return draw_gaussian<W>;
    default:
      return nullptr;
  }
}

/**
 * What an op does for F = `features`, 1 to 256, and a multiple of W lanes; null for NO_OP and for a number that is no op.
 *
 * Code for a shape is worth having where searches spend their time: with the usual numbers of features, the lanes that ten
 * tasks take, and a single vector of lanes, which large registers are run with so that they stay in the cache.
 */
template <int W>
Operation<W> operation_for(uint32_t op, uint32_t features, uint32_t lanes) {
  const uint32_t vectors = lanes / W;
  if (features == 4 && vectors == 1) return operation_for_shape<Shape<W, 4, 1>>(op);
  if (features == 4 && vectors == kTenTasks<W>) return operation_for_shape<Shape<W, 4, kTenTasks<W>>>(op);
  if (features == 4) return operation_for_shape<Shape<W, 4, 0>>(op);
  if (features == 8 && vectors == 1) return operation_for_shape<Shape<W, 8, 1>>(op);
  if (features == 8 && vectors == kTenTasks<W>) return operation_for_shape<Shape<W, 8, kTenTasks<W>>>(op);
  if (features == 16 && vectors == 1) return operation_for_shape<Shape<W, 16, 1>>(op);
  if (vectors == 1) return operation_for_shape<Shape<W, 0, 1>>(op);
  return operation_for_shape<Shape<W, 0, 0>>(op);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
