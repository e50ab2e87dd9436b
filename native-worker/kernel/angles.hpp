// Sine, cosine and tangent of each lane: the bits of native-worker/numerics/{reduce-angle,sine-cosine-series,sin,cos,tan}.ts.
#pragma once

#include "elementary-parts.hpp"
#include "huge-angles.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Angles less the nearest multiple of pi / 2, as unevaluated sums; the last two bits of `quadrants` are the multiples'. */
template <int W>
struct ReducedAngles {
  Doubles<W> high;
  Doubles<W> low;
  Words<W> quadrants;
};

/** From here on the multiple of pi / 2 may have more than 20 bits. */
constexpr double kHugeAngle = 1647099;

template <int W>
__attribute__((noinline)) void reduce_huge_angles(Doubles<W> x, Mask<W> huge, ReducedAngles<W>& reduced) {
  for (int lane = 0; lane < W; lane++) {
    if (!huge[lane]) continue;
    const ReducedAngle one = reduce_huge_angle(x[lane]);
    reduced.high[lane] = one.high;
    reduced.low[lane] = one.low;
    reduced.quadrants[lane] = one.quadrant;
  }
}

/**
 * Reduces angles by the nearest multiple of pi / 2; infinities and NaN give NaN. An angle up to pi / 4 comes back as it
 * is with a rest of 0, but -0 as 0.
 */
template <int W>
KERNEL_INLINE ReducedAngles<W> reduced_angles(Doubles<W> x) {
  const Doubles<W> rounded = x * 0.6366197723675814 + kRounding;
  const Doubles<W> n = rounded - kRounding;
  const Doubles<W> first = x - n * 1.5707963267341256;

  const Doubles<W> part2 = n * 6.07710049817245e-11;
  const Doubles<W> second = first - part2;
  const Doubles<W> back2 = second - first;
  const Doubles<W> error2 = first - (second - back2) - (part2 + back2);

  const Doubles<W> part3 = n * 8.333742917250222e-20;
  const Doubles<W> third = second - part3;
  const Doubles<W> back3 = third - second;
  const Doubles<W> error3 = second - (third - back3) - (part3 + back3);

  const Doubles<W> low = error2 + error3 - n * 1.2706558760139879e-29;
  const Doubles<W> high = third + low;
  ReducedAngles<W> reduced{high, third - high + low, bits_of<W>(rounded)};

  const Doubles<W> magnitude = absolute<W>(x);
  const Mask<W> huge = (magnitude >= kHugeAngle) & (magnitude < kInfinity);
  if (__builtin_expect(any<W>(huge), 0)) reduce_huge_angles<W>(x, huge, reduced);
  return reduced;
}

/** What `r` misses of sin(r + low), for |r| up to pi / 4. */
template <int W>
KERNEL_INLINE Doubles<W> sine_tail(Doubles<W> r, Doubles<W> low) {
  const Doubles<W> z = r * r;
  const Doubles<W> z2 = z * z;
  const Doubles<W> p01 = -0.16666666666666632 + 0.008333333333322413 * z;
  const Doubles<W> p23 = -0.00019841269829807686 + 2.7557313691882737e-6 * z;
  const Doubles<W> p45 = -2.5050758110583946e-8 + 1.5896795418507734e-10 * z;
  return r * z * (p01 + z2 * p23 + z2 * z2 * p45) + (low - 0.5 * z * low);
}

/** cos(r + low) as a head, 1 - r^2 / 2 nearly, and what it misses; for |r| up to pi / 4. */
template <int W>
struct CosineParts {
  Doubles<W> head;
  Doubles<W> tail;
};

template <int W>
KERNEL_INLINE CosineParts<W> cosine_parts(Doubles<W> r, Doubles<W> low) {
  const Doubles<W> rounded = rounded_to_single<W>(r);
  const Doubles<W> half_square = 0.5 * rounded * rounded;
  const Doubles<W> half_square_rest = 0.5 * (r - rounded) * (r + rounded);
  const Doubles<W> head = 1.0 - half_square;
  const Doubles<W> z = r * r;
  const Doubles<W> z2 = z * z;
  const Doubles<W> p01 = 0.0416666666666666 - 0.0013888888888874125 * z;
  const Doubles<W> p23 = 2.4801587289482215e-5 - 2.755731435234168e-7 * z;
  const Doubles<W> p45 = 2.0875723274427495e-9 - 1.1359647864337997e-11 * z;
  const Doubles<W> series = z2 * (p01 + z2 * p23 + z2 * z2 * p45);
  return {head, 1.0 - head - half_square + (series - half_square_rest - r * low)};
}

/** The sine where the last bit of `quadrants` is 0, else the cosine; negated where the second last is 1. */
template <int W>
KERNEL_INLINE Doubles<W> sine_at_quadrants(const ReducedAngles<W>& angles, Words<W> quadrants) {
  const Doubles<W> sine = angles.high + sine_tail<W>(angles.high, angles.low);
  const CosineParts<W> cosine = cosine_parts<W>(angles.high, angles.low);
  const Mask<W> is_sine = (quadrants & uint64_t{1}) == uint64_t{0};
  const Doubles<W> value = select<W>(is_sine, sine, cosine.head + cosine.tail);
  return from_bits<W>(bits_of<W>(value) ^ ((quadrants & uint64_t{2}) << 62));
}

/** Sine of an angle in radians. */
template <int W>
inline Doubles<W> sine(Doubles<W> x) {
  const ReducedAngles<W> angles = reduced_angles<W>(x);
  return select<W>(absolute<W>(x) < kIsArgument, x, sine_at_quadrants<W>(angles, angles.quadrants));
}

/** Cosine of an angle in radians: the sine, one quadrant on. */
template <int W>
inline Doubles<W> cosine(Doubles<W> x) {
  const ReducedAngles<W> angles = reduced_angles<W>(x);
  return sine_at_quadrants<W>(angles, angles.quadrants + uint64_t{1});
}

/** Tangent of an angle in radians. */
template <int W>
inline Doubles<W> tangent(Doubles<W> x) {
  const ReducedAngles<W> angles = reduced_angles<W>(x);
  const Doubles<W> sine_rest = sine_tail<W>(angles.high, angles.low);
  const Doubles<W> sine = angles.high + sine_rest;
  const Doubles<W> sine_low = angles.high - sine + sine_rest;
  const CosineParts<W> parts = cosine_parts<W>(angles.high, angles.low);
  const Doubles<W> cosine = parts.head + parts.tail;
  const Doubles<W> cosine_low = parts.head - cosine + parts.tail;

  const Mask<W> is_upright = (angles.quadrants & uint64_t{1}) == uint64_t{0};
  const Doubles<W> top = select<W>(is_upright, sine, -cosine);
  const Doubles<W> top_low = select<W>(is_upright, sine_low, -cosine_low);
  const Doubles<W> bottom = select<W>(is_upright, cosine, sine);
  const Doubles<W> bottom_low = select<W>(is_upright, cosine_low, sine_low);

  const Doubles<W> reciprocal = 1.0 / bottom;
  const Doubles<W> quotient = top * reciprocal;
  const Doubles<W> product = quotient * bottom;
  const Doubles<W> remainder =
      top - product - product_error<W>(quotient, bottom, product) + (top_low - quotient * bottom_low);
  return select<W>(absolute<W>(x) < kIsArgument, x, quotient + remainder * reciprocal);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
