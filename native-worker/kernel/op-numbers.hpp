// The instruction set, as far as the kernel has to know it: names and numbers, and the kinds of the operands.
// native-worker/algorithm/op-table.ts is the source; a test holds this file against it.
#pragma once

#include <cstdint>

namespace automl_zero {

enum Kind : uint8_t { kNone = 0, kScalar = 1, kVector = 2, kMatrix = 3 };

/** Kinds of an op's inputs and output; `kNone` where it has none. */
struct Signature {
  Kind in1;
  Kind in2;
  Kind out;
};

// Every op: number, name, kinds of the inputs and of the output.
#define AUTOML_ZERO_OPS(OP)                                      \
  OP(0, NO_OP, kNone, kNone, kNone)                              \
  OP(1, SCALAR_SUM, kScalar, kScalar, kScalar)                   \
  OP(2, SCALAR_DIFF, kScalar, kScalar, kScalar)                  \
  OP(3, SCALAR_PRODUCT, kScalar, kScalar, kScalar)               \
  OP(4, SCALAR_DIVISION, kScalar, kScalar, kScalar)              \
  OP(5, SCALAR_ABS, kScalar, kNone, kScalar)                     \
  OP(6, SCALAR_RECIPROCAL, kScalar, kNone, kScalar)              \
  OP(7, SCALAR_SIN, kScalar, kNone, kScalar)                     \
  OP(8, SCALAR_COS, kScalar, kNone, kScalar)                     \
  OP(9, SCALAR_TAN, kScalar, kNone, kScalar)                     \
  OP(10, SCALAR_ARCSIN, kScalar, kNone, kScalar)                 \
  OP(11, SCALAR_ARCCOS, kScalar, kNone, kScalar)                 \
  OP(12, SCALAR_ARCTAN, kScalar, kNone, kScalar)                 \
  OP(13, SCALAR_EXP, kScalar, kNone, kScalar)                    \
  OP(14, SCALAR_LOG, kScalar, kNone, kScalar)                    \
  OP(15, SCALAR_HEAVYSIDE, kScalar, kNone, kScalar)              \
  OP(16, VECTOR_HEAVYSIDE, kVector, kNone, kVector)              \
  OP(17, MATRIX_HEAVYSIDE, kMatrix, kNone, kMatrix)              \
  OP(18, SCALAR_VECTOR_PRODUCT, kScalar, kVector, kVector)       \
  OP(19, SCALAR_BROADCAST, kScalar, kNone, kVector)              \
  OP(20, VECTOR_RECIPROCAL, kVector, kNone, kVector)             \
  OP(21, VECTOR_NORM, kVector, kNone, kScalar)                   \
  OP(22, VECTOR_ABS, kVector, kNone, kVector)                    \
  OP(23, VECTOR_SUM, kVector, kVector, kVector)                  \
  OP(24, VECTOR_DIFF, kVector, kVector, kVector)                 \
  OP(25, VECTOR_PRODUCT, kVector, kVector, kVector)              \
  OP(26, VECTOR_DIVISION, kVector, kVector, kVector)             \
  OP(27, VECTOR_INNER_PRODUCT, kVector, kVector, kScalar)        \
  OP(28, VECTOR_OUTER_PRODUCT, kVector, kVector, kMatrix)        \
  OP(29, SCALAR_MATRIX_PRODUCT, kScalar, kMatrix, kMatrix)       \
  OP(30, MATRIX_RECIPROCAL, kMatrix, kNone, kMatrix)             \
  OP(31, MATRIX_VECTOR_PRODUCT, kMatrix, kVector, kVector)       \
  OP(32, VECTOR_COLUMN_BROADCAST, kVector, kNone, kMatrix)       \
  OP(33, VECTOR_ROW_BROADCAST, kVector, kNone, kMatrix)          \
  OP(34, MATRIX_NORM, kMatrix, kNone, kScalar)                   \
  OP(35, MATRIX_COLUMN_NORM, kMatrix, kNone, kVector)            \
  OP(36, MATRIX_ROW_NORM, kMatrix, kNone, kVector)               \
  OP(37, MATRIX_TRANSPOSE, kMatrix, kNone, kMatrix)              \
  OP(38, MATRIX_ABS, kMatrix, kNone, kMatrix)                    \
  OP(39, MATRIX_SUM, kMatrix, kMatrix, kMatrix)                  \
  OP(40, MATRIX_DIFF, kMatrix, kMatrix, kMatrix)                 \
  OP(41, MATRIX_PRODUCT, kMatrix, kMatrix, kMatrix)              \
  OP(42, MATRIX_DIVISION, kMatrix, kMatrix, kMatrix)             \
  OP(43, MATRIX_MATRIX_PRODUCT, kMatrix, kMatrix, kMatrix)       \
  OP(44, SCALAR_MIN, kScalar, kScalar, kScalar)                  \
  OP(45, VECTOR_MIN, kVector, kVector, kVector)                  \
  OP(46, MATRIX_MIN, kMatrix, kMatrix, kMatrix)                  \
  OP(47, SCALAR_MAX, kScalar, kScalar, kScalar)                  \
  OP(48, VECTOR_MAX, kVector, kVector, kVector)                  \
  OP(49, MATRIX_MAX, kMatrix, kMatrix, kMatrix)                  \
  OP(50, VECTOR_MEAN, kVector, kNone, kScalar)                   \
  OP(51, MATRIX_MEAN, kMatrix, kNone, kScalar)                   \
  OP(52, MATRIX_ROW_MEAN, kMatrix, kNone, kVector)               \
  OP(53, MATRIX_ROW_ST_DEV, kMatrix, kNone, kVector)             \
  OP(54, VECTOR_ST_DEV, kVector, kNone, kScalar)                 \
  OP(55, MATRIX_ST_DEV, kMatrix, kNone, kScalar)                 \
  OP(56, SCALAR_CONST_SET, kNone, kNone, kScalar)                \
  OP(57, VECTOR_CONST_SET, kNone, kNone, kVector)                \
  OP(58, MATRIX_CONST_SET, kNone, kNone, kMatrix)                \
  OP(59, SCALAR_UNIFORM_SET, kNone, kNone, kScalar)              \
  OP(60, VECTOR_UNIFORM_SET, kNone, kNone, kVector)              \
  OP(61, MATRIX_UNIFORM_SET, kNone, kNone, kMatrix)              \
  OP(62, SCALAR_GAUSSIAN_SET, kNone, kNone, kScalar)             \
  OP(63, VECTOR_GAUSSIAN_SET, kNone, kNone, kVector)             \
  OP(64, MATRIX_GAUSSIAN_SET, kNone, kNone, kMatrix)

#define AUTOML_ZERO_NUMBER(number, name, in1, in2, out) name = number,
/** Op numbers, by the reference's names. */
enum Op : uint32_t { AUTOML_ZERO_OPS(AUTOML_ZERO_NUMBER) };
#undef AUTOML_ZERO_NUMBER

/** Ops are numbered from 0 to one less. */
constexpr uint32_t kOps = 65;
/** From this op on, ops draw random numbers. */
constexpr uint32_t kFirstRandomOp = SCALAR_UNIFORM_SET;

#define AUTOML_ZERO_SIGNATURE(number, name, in1, in2, out) {in1, in2, out},
/** Kinds of the operands of each op, by its number. */
constexpr Signature kSignatures[kOps] = {AUTOML_ZERO_OPS(AUTOML_ZERO_SIGNATURE)};
#undef AUTOML_ZERO_SIGNATURE

}  // namespace automl_zero
