// Vectors of W doubles, one for each of W lanes: what the rest of the kernel is written in.
//
// Everything from here on is compiled once for each instruction set. KERNEL_VARIANT names the namespace that one
// compilation lives in, so that the linker never mixes the code of two.
#pragma once

#ifndef KERNEL_VARIANT
#error "KERNEL_VARIANT is not defined: compile with -DKERNEL_VARIANT=<name of the instruction set>"
#endif

#include <cstddef>
#include <cstdint>

#define KERNEL_INLINE inline __attribute__((always_inline))

namespace automl_zero {
namespace KERNEL_VARIANT {

template <int W>
struct VectorTypes {
  typedef double Doubles __attribute__((vector_size(W * 8)));
  typedef uint64_t Words __attribute__((vector_size(W * 8)));
  typedef float Singles __attribute__((vector_size(W * 4)));
  typedef uint32_t HalfWords __attribute__((vector_size(W * 4)));
};

template <int W>
using Doubles = typename VectorTypes<W>::Doubles;

/** The bits of doubles, or 64-bit integers. */
template <int W>
using Words = typename VectorTypes<W>::Words;

template <int W>
using Singles = typename VectorTypes<W>::Singles;

template <int W>
using HalfWords = typename VectorTypes<W>::HalfWords;

/** What a comparison gives: in each lane, all bits set or none. */
template <int W>
using Mask = decltype(Doubles<W>() < Doubles<W>());

constexpr double kInfinity = __builtin_inf();
constexpr uint64_t kSignBit = 0x8000000000000000;

template <int W>
KERNEL_INLINE Doubles<W> load(const double* from) {
  Doubles<W> value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

template <int W>
KERNEL_INLINE void store(double* to, Doubles<W> value) {
  __builtin_memcpy(to, &value, sizeof value);
}

/** The same number in each lane. Every bit stays, that of a zero's sign too. */
template <int W>
KERNEL_INLINE Doubles<W> broadcast(double value) {
  Doubles<W> all;
  for (int lane = 0; lane < W; lane++) all[lane] = value;
  return all;
}

/** `yes` where the mask is set, else `no`. */
template <int W>
KERNEL_INLINE Doubles<W> select(Mask<W> mask, Doubles<W> yes, Doubles<W> no) {
  return mask ? yes : no;
}

template <int W>
KERNEL_INLINE Words<W> bits_of(Doubles<W> value) {
  return (Words<W>)value;
}

template <int W>
KERNEL_INLINE Doubles<W> from_bits(Words<W> bits) {
  return (Doubles<W>)bits;
}

template <int W>
KERNEL_INLINE Doubles<W> absolute(Doubles<W> value) {
  return from_bits<W>(bits_of<W>(value) & ~kSignBit);
}

/** 1 where the mask is set, else 0. */
template <int W>
KERNEL_INLINE Doubles<W> one_where(Mask<W> mask) {
  return select<W>(mask, broadcast<W>(1), broadcast<W>(0));
}

/** Whether the mask is set in any lane. */
template <int W>
KERNEL_INLINE bool any(Mask<W> mask) {
  uint64_t found = 0;
  for (int lane = 0; lane < W; lane++) found |= (uint64_t)mask[lane];
  return found != 0;
}

#if defined(__x86_64__)
template <>
KERNEL_INLINE bool any<2>(Mask<2> mask) {
  return __builtin_ia32_movmskpd((Doubles<2>)mask) != 0;
}
#if defined(__AVX__)
template <>
KERNEL_INLINE bool any<4>(Mask<4> mask) {
  return __builtin_ia32_movmskpd256((Doubles<4>)mask) != 0;
}
#endif
#endif

/** Rounded to single precision and back, as `Math.fround`. */
template <int W>
KERNEL_INLINE Doubles<W> rounded_to_single(Doubles<W> value) {
  return __builtin_convertvector(__builtin_convertvector(value, Singles<W>), Doubles<W>);
}

/** An integer below 2^52 as a double, exactly: it is made the fraction of 2^52. */
template <int W>
KERNEL_INLINE Doubles<W> double_of_integer(Words<W> integer) {
  return from_bits<W>(integer | uint64_t{0x4330000000000000}) - 4503599627370496.0;
}

/** The square root of each lane, correctly rounded; NaN below 0. */
template <int W>
KERNEL_INLINE Doubles<W> square_root(Doubles<W> value) {
  Doubles<W> root;
  for (int lane = 0; lane < W; lane++) root[lane] = __builtin_sqrt(value[lane]);
  return root;
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
