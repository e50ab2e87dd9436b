// Sums in the one order that every long sum follows: recursive halves, split at floor(count / 2); the bits of
// native-worker/numerics/pairwise-sum.ts and its kin. What is added is a function of the place, so that sums of entries, of
// products and of squares are one thing.
#pragma once

#include "vector.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

#if defined(KERNEL_LEFT_TO_RIGHT_SUMS)
// A wrong order, in builds that check that the comparison with the interpreter notices.
constexpr size_t first_part(size_t count) { return count - 1; }
#else
constexpr size_t first_part(size_t count) { return count / 2; }
#endif

/** Sums of as many terms as the compiler knows: written out. */
template <int W, size_t Count>
struct SumOf {
  template <class Term>
  static KERNEL_INLINE Doubles<W> from(size_t first, const Term& term) {
    constexpr size_t kFirst = first_part(Count);
    const Doubles<W> left = SumOf<W, kFirst>::from(first, term);
    const Doubles<W> right = SumOf<W, Count - kFirst>::from(first + kFirst, term);
    return left + right;
  }
};

template <int W>
struct SumOf<W, 1> {
  template <class Term>
  static KERNEL_INLINE Doubles<W> from(size_t first, const Term& term) {
    return term(first);
  }
};

/** Sums of any number of terms, at least one. */
template <int W, class Term>
Doubles<W> sum_from(size_t first, size_t count, const Term& term) {
  switch (count) {
    case 1:
      return SumOf<W, 1>::from(first, term);
    case 2:
      return SumOf<W, 2>::from(first, term);
    case 3:
      return SumOf<W, 3>::from(first, term);
    case 4:
      return SumOf<W, 4>::from(first, term);
    case 5:
      return SumOf<W, 5>::from(first, term);
    case 6:
      return SumOf<W, 6>::from(first, term);
    case 7:
      return SumOf<W, 7>::from(first, term);
    case 8:
      return SumOf<W, 8>::from(first, term);
    default: {
      const size_t part = first_part(count);
      const Doubles<W> left = sum_from<W>(first, part, term);
      const Doubles<W> right = sum_from<W>(first + part, count - part, term);
      return left + right;
    }
  }
}

/** Sum of term(0) to term(count - 1). F is `count` where the compiler is to know it, else 0. */
template <int W, int F, class Term>
KERNEL_INLINE Doubles<W> sum(size_t count, const Term& term) {
  if constexpr (F > 0) return SumOf<W, F>::from(0, term);
  return sum_from<W>(0, count, term);
}

/** Sum of entries that stand `stride` doubles apart. */
template <int W, int F>
KERNEL_INLINE Doubles<W> sum_of_entries(const double* entries, size_t count, size_t stride) {
  return sum<W, F>(count, [=](size_t k) { return load<W>(entries + k * stride); });
}

/** Sum of squares of entries that stand `stride` doubles apart. */
template <int W, int F>
KERNEL_INLINE Doubles<W> sum_of_squares(const double* entries, size_t count, size_t stride) {
  return sum<W, F>(count, [=](size_t k) {
    const Doubles<W> entry = load<W>(entries + k * stride);
    return entry * entry;
  });
}

/** Dot product: each product rounded, then summed. */
template <int W, int F>
KERNEL_INLINE Doubles<W> dot(const double* a, size_t a_stride, const double* b, size_t b_stride, size_t count) {
  return sum<W, F>(count, [=](size_t k) { return load<W>(a + k * a_stride) * load<W>(b + k * b_stride); });
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
