// The random streams: the bits of native-worker/numerics/{threefry,random-draws,noise-stream}.ts. Every lane has a key of its own;
// the counter is the same in all lanes.
#pragma once

#include "angles.hpp"
#include "elementary.hpp"
#include "instruction.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** A block of two uint32 words in each lane. */
template <int W>
struct Block {
  HalfWords<W> word0;
  HalfWords<W> word1;
};

/** One round of Threefry-2x32. */
template <int W>
KERNEL_INLINE void one_round(Block<W>& block, uint32_t rotation) {
  block.word0 += block.word1;
  block.word1 = ((block.word1 << rotation) | (block.word1 >> (32 - rotation))) ^ block.word0;
}

template <int W>
KERNEL_INLINE void four_rounds(Block<W>& block, uint32_t r0, uint32_t r1, uint32_t r2, uint32_t r3) {
  one_round<W>(block, r0);
  one_round<W>(block, r1);
  one_round<W>(block, r2);
  one_round<W>(block, r3);
}

/** Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw, SC 2011). */
template <int W>
KERNEL_INLINE Block<W> threefry(HalfWords<W> key0, uint32_t key1, uint32_t counter0, uint32_t counter1) {
  const HalfWords<W> key2 = (0x1bd11bdau ^ key1) ^ key0;
  Block<W> block{key0 + counter0, HalfWords<W>{} + (counter1 + key1)};
  four_rounds<W>(block, 13, 15, 26, 6);
  block.word0 += key1;
  block.word1 += key2 + 1u;
  four_rounds<W>(block, 17, 29, 16, 24);
  block.word0 += key2;
  block.word1 += key0 + 2u;
  four_rounds<W>(block, 13, 15, 26, 6);
  block.word0 += key0;
  block.word1 += key1 + 3u;
  four_rounds<W>(block, 17, 29, 16, 24);
  block.word0 += key1;
  block.word1 += key2 + 4u;
  four_rounds<W>(block, 13, 15, 26, 6);
  block.word0 += key2;
  block.word1 += key0 + 5u;
  return block;
}

/** The block for an entry of a random instruction's output, in the lanes from `lane` on. */
template <int W>
KERNEL_INLINE Block<W> block_at(const Instruction& instruction, const Lanes& lanes, size_t lane, uint32_t entry) {
  HalfWords<W> task_seeds;
  __builtin_memcpy(&task_seeds, lanes.task_seeds + lane, sizeof task_seeds);
  const uint32_t place = lanes.phase << 30 | (uint32_t)instruction.component << 28 | (uint32_t)instruction.ordinal << 16;
  return threefry<W>(task_seeds, lanes.noise_seed, place | entry, lanes.example);
}

template <int W>
KERNEL_INLINE Words<W> widened(HalfWords<W> words) {
  return __builtin_convertvector(words, Words<W>);
}

/** A number in the open interval (0, 1): (k + 0.5) 2^-52, where k has 52 bits. */
template <int W>
KERNEL_INLINE Doubles<W> unit_uniform(Block<W> block) {
  const Words<W> k = (widened<W>(block.word0 >> 12) << 32) | widened<W>(block.word1);
  return (double_of_integer<W>(k) + 0.5) * 2.220446049250313e-16;
}

/** The least double above a finite number. */
inline double next_double_above(double x) {
  if (x == 0) return 5e-324;
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  // Bits count magnitudes: away from zero is up for positive numbers and down for negative ones.
  bits += x > 0 ? 1 : -1;
  __builtin_memcpy(&x, &bits, sizeof bits);
  return x;
}

/** A draw that rounded to a bound or beyond: the nearest double inside, `low` where there is none. */
inline double moved_inside(double value, double low, double high) {
  const double inside = value <= low ? next_double_above(low) : -next_double_above(-high);
  return inside > low && inside < high ? inside : low;
}

/** A uniform draw from the open interval (low, high), for low < high or NaN; see random-draws.ts. */
template <int W>
KERNEL_INLINE Doubles<W> uniform_between(double low, double high, Doubles<W> unit) {
  const double width = high - low;
  Doubles<W> value = low + unit * width;
  if (!(width < kInfinity)) return value;
  const Mask<W> is_outside = ~((value > low) & (value < high));
  if (__builtin_expect(any<W>(is_outside), 0)) {
    for (int lane = 0; lane < W; lane++) {
      if (is_outside[lane]) value[lane] = moved_inside(value[lane], low, high);
    }
  }
  return value;
}

/** A standard Gaussian draw, by the cosine branch of Box and Muller. */
template <int W>
KERNEL_INLINE Doubles<W> standard_gaussian(Block<W> block) {
  constexpr double kTwoToMinus32 = 2.3283064365386963e-10;
  const Doubles<W> word0 = double_of_integer<W>(widened<W>(block.word0));
  const Doubles<W> word1 = double_of_integer<W>(widened<W>(block.word1));
  const Doubles<W> radius = square_root<W>(-2.0 * logarithm<W>((word0 + 1.0) * kTwoToMinus32));
  return radius * cosine<W>(6.283185307179586 * (word1 * kTwoToMinus32));
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
