// Two instructions in one go, where the second reads what the first has just written. Both results are stored, so nothing
// shows but the time: a value that is stored and loaded again takes longer than the arithmetic.
#pragma once

#include "op-numbers.hpp"
#include "operations-entrywise.hpp"
#include "operations-product.hpp"
#include "shape.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Arithmetic of two operands, entry by entry. */
struct Sum {
  template <class Vector>
  static KERNEL_INLINE Vector of(Vector a, Vector b) {
    return a + b;
  }
};

struct Difference {
  template <class Vector>
  static KERNEL_INLINE Vector of(Vector a, Vector b) {
    return a - b;
  }
};

struct Product {
  template <class Vector>
  static KERNEL_INLINE Vector of(Vector a, Vector b) {
    return a * b;
  }
};

/** The difference with its operands in the other order. */
struct DifferenceFrom {
  template <class Vector>
  static KERNEL_INLINE Vector of(Vector a, Vector b) {
    return b - a;
  }
};

/** Stores what the first instruction emits, and what the second makes of it and of its other input. */
template <int W, class Second>
struct StoreBoth {
  double* first_out;
  const double* other;
  double* second_out;

  explicit KERNEL_INLINE StoreBoth(const Instruction& first) : first_out(first.out) {
    const Instruction& second = (&first)[1];
    other = second.in1 == first.out ? second.in2 : second.in1;
    second_out = second.out;
  }

  KERNEL_INLINE void operator()(size_t place, Doubles<W> value) const {
    store<W>(first_out + place, value);
    store<W>(second_out + place, Second::template of<Doubles<W>>(value, load<W>(other + place)));
  }
};

/** out = First(in1, in2), entry by entry. */
template <class First>
struct EntrywiseFirst {
  template <int W, int Vectors, class Second>
  static void run(const Instruction& first, const Lanes& lanes) {
    const StoreBoth<W, Second> emit(first);
    const double* const in1 = first.in1;
    const double* const in2 = first.in2;
    for_each_place<W, Vectors>(first, lanes, [=](size_t place) {
      emit(place, First::template of<Doubles<W>>(load<W>(in1 + place), load<W>(in2 + place)));
    });
  }
};

template <class S, class Second>
void scale_vector_and(const Instruction& first, const Lanes& lanes) {
  scale_vector_to<S>(first, lanes, StoreBoth<S::W, Second>(first));
}

template <class S, class Second>
void multiply_outer_and(const Instruction& first, const Lanes& lanes) {
  multiply_outer_to<S>(first, lanes, StoreBoth<S::W, Second>(first));
}

template <class S, class Second>
void multiply_inner_and(const Instruction& first, const Lanes& lanes) {
  multiply_inner_to<S>(first, lanes, StoreBoth<S::W, Second>(first));
}

template <class S, class Second>
void multiply_matrix_vector_and(const Instruction& first, const Lanes& lanes) {
  multiply_matrix_vector_to<S>(first, lanes, StoreBoth<S::W, Second>(first));
}

/** Whether a second instruction is one that updates a register by what the first computed: descent is made of these. */
template <class Second>
constexpr bool kUpdates = false;
template <>
constexpr bool kUpdates<Sum> = true;
template <>
constexpr bool kUpdates<DifferenceFrom> = true;

/** What runs a first instruction with a given op together with the arithmetic that follows it; null where nothing does. */
template <class S, class Second>
Operation<S::W> pair_beginning_with(uint32_t op) {
  constexpr int W = S::W;
  constexpr int kScalars = S::vectors_of(kScalar);
  constexpr int kVectors = S::vectors_of(kVector);
  switch (op) {
    case SCALAR_SUM:
      return EntrywiseFirst<Sum>::run<W, kScalars, Second>;
    case SCALAR_DIFF:
      return EntrywiseFirst<Difference>::run<W, kScalars, Second>;
    case SCALAR_PRODUCT:
      return EntrywiseFirst<Product>::run<W, kScalars, Second>;
    case VECTOR_SUM:
      return EntrywiseFirst<Sum>::run<W, kVectors, Second>;
    case VECTOR_DIFF:
      return EntrywiseFirst<Difference>::run<W, kVectors, Second>;
    case VECTOR_PRODUCT:
      return EntrywiseFirst<Product>::run<W, kVectors, Second>;
    case VECTOR_INNER_PRODUCT:
      return multiply_inner_and<S, Second>;
    default:
      break;
  }
  if constexpr (kUpdates<Second>) {
    if (op == SCALAR_VECTOR_PRODUCT) return scale_vector_and<S, Second>;
    if (op == VECTOR_OUTER_PRODUCT) return multiply_outer_and<S, Second>;
    if (op == MATRIX_VECTOR_PRODUCT) return multiply_matrix_vector_and<S, Second>;
  }
  return nullptr;
}

/**
 * What runs an instruction together with the one behind it; null where the second is no sum, difference or product of what
 * the first writes and of another register, or where there is no code for the two.
 */
template <class S>
Operation<S::W> pair_for_shape(const Instruction& first) {
  const Instruction& second = (&first)[1];
  const bool reads_in1 = second.in1 == first.out;
  if (reads_in1 == (second.in2 == first.out)) return nullptr;
  switch (second.op) {
    case SCALAR_SUM:
    case VECTOR_SUM:
    case MATRIX_SUM:
      return pair_beginning_with<S, Sum>(first.op);
    case SCALAR_DIFF:
    case VECTOR_DIFF:
    case MATRIX_DIFF:
      return reads_in1 ? pair_beginning_with<S, Difference>(first.op) : pair_beginning_with<S, DifferenceFrom>(first.op);
    case SCALAR_PRODUCT:
    case VECTOR_PRODUCT:
    case MATRIX_PRODUCT:
      return pair_beginning_with<S, Product>(first.op);
    default:
      return nullptr;
  }
}

/** As `pair_for_shape`, for the shapes that pairs are worth having for. */
template <int W>
Operation<W> pair_for(const Instruction& first, uint32_t features, uint32_t lanes) {
  const uint32_t vectors = lanes / W;
  if (features == 4 && vectors == 1) return pair_for_shape<Shape<W, 4, 1>>(first);
  if (features == 4 && vectors == kTenTasks<W>) return pair_for_shape<Shape<W, 4, kTenTasks<W>>>(first);
  if (features == 16 && vectors == 1) return pair_for_shape<Shape<W, 16, 1>>(first);
  return nullptr;
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
