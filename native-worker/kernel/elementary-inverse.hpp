// Arcsine, arccosine and arctangent of each lane: the bits of native-worker/numerics/{arcsine-series,arcsine,arccosine,
// arctangent}.ts, where the methods and the errors of the polynomials are described.
#pragma once

#include "elementary-parts.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** asin(s) - s for |s| up to 1/2, with z = s^2. */
template <int W>
KERNEL_INLINE Doubles<W> arcsine_tail(Doubles<W> s, Doubles<W> z) {
  const Doubles<W> z2 = z * z;
  const Doubles<W> z4 = z2 * z2;
  const Doubles<W> z8 = z4 * z4;
  const Doubles<W> p01 = 0.16666666666666763 + 0.07499999999970258 * z;
  const Doubles<W> p23 = 0.04464285717512397 + 0.030381942683473898 * z;
  const Doubles<W> p45 = 0.02237221566397856 + 0.017351600032364342 * z;
  const Doubles<W> p67 = 0.013980962093403663 + 0.011397771234395662 * z;
  const Doubles<W> p89 = 0.01078655334673167 + 0.0036829575772145927 * z;
  const Doubles<W> pab = 0.02176368968985311 - 0.021077544473514318 * z;
  const Doubles<W> series = p01 + z2 * p23 + z4 * (p45 + z2 * p67) + z8 * (p89 + z2 * pab + z4 * 0.032677038459377236);
  return s * z * series;
}

/** What arcsine and arccosine share: x itself, or above 1/2 in magnitude the root of (1 - |x|) / 2, and its arcsine. */
template <int W>
struct ArcsineParts {
  Mask<W> is_direct;
  /** x or the root. NaN outside [-1, 1]. */
  Doubles<W> argument;
  /** What `argument` misses of its arcsine, the rounding error of the root included. */
  Doubles<W> tail;
};

template <int W>
KERNEL_INLINE ArcsineParts<W> arcsine_parts(Doubles<W> x) {
  const Doubles<W> magnitude = absolute<W>(x);
  const Mask<W> is_direct = magnitude <= 0.5;
  const Doubles<W> square = 0.5 * (1.0 - magnitude);
  const Doubles<W> root = square_root<W>(square);
  const Doubles<W> argument = select<W>(is_direct, x, root);
  const Doubles<W> tail = arcsine_tail<W>(argument, select<W>(is_direct, x * x, square));

  const Doubles<W> back = root * root;
  const Doubles<W> root_error = (square - back - product_error<W>(root, root, back)) / (2.0 * root);
  const Doubles<W> corrected = tail + select<W>(root > 0.0, root_error, broadcast<W>(0));
  return {is_direct, argument, select<W>(is_direct, tail, corrected)};
}

/** Arcsine, in radians. */
template <int W>
inline Doubles<W> arcsine(Doubles<W> x) {
  const ArcsineParts<W> parts = arcsine_parts<W>(x);
  const Doubles<W> direct = x + parts.tail;
  const Doubles<W> twice = 2.0 * parts.argument;
  const Doubles<W> head = kHalfPiHigh - twice;
  const Doubles<W> head_error = kHalfPiHigh - head - twice;
  const Doubles<W> steep = head + (head_error + (kHalfPiLow - 2.0 * parts.tail));
  const Doubles<W> value = select<W>(parts.is_direct, direct, negative_where_below_zero<W>(x, steep));
  return select<W>(absolute<W>(x) < kIsArgument, x, value);
}

/** Arccosine, in radians. */
template <int W>
inline Doubles<W> arccosine(Doubles<W> x) {
  const ArcsineParts<W> parts = arcsine_parts<W>(x);
  const Mask<W> is_right = x > 0.0;
  const Doubles<W> right = 2.0 * (parts.argument + parts.tail);
  // pi / 2 less x, or pi less twice the root.
  const Doubles<W> whole = select<W>(parts.is_direct, broadcast<W>(kHalfPiHigh), broadcast<W>(2 * kHalfPiHigh));
  const Doubles<W> part = select<W>(parts.is_direct, x, 2.0 * parts.argument);
  const Doubles<W> rest = kHalfPiLow - parts.tail;
  const Doubles<W> head = whole - part;
  const Doubles<W> head_error = whole - head - part;
  const Doubles<W> left = head + (head_error + select<W>(parts.is_direct, rest, 2.0 * rest));
  return select<W>(is_right & ~parts.is_direct, right, left);
}

/** (atan(t) - t) / t^3 as a function of z = t^2, for |t| up to tan(pi / 8). */
template <int W>
KERNEL_INLINE Doubles<W> arctangent_series(Doubles<W> z) {
  const Doubles<W> z2 = z * z;
  const Doubles<W> z4 = z2 * z2;
  const Doubles<W> p01 = -0.333333333333332 + 0.19999999999954038 * z;
  const Doubles<W> p23 = -0.14285714280243897 + 0.11111110785897792 * z;
  const Doubles<W> p45 = -0.09090897829305197 + 0.07692061506126367 * z;
  const Doubles<W> p67 = -0.06663118853828301 + 0.058479975049138065 * z;
  const Doubles<W> p89 = -0.050397929207546543 + 0.0380769567544165 * z;
  return p01 + z2 * p23 + z4 * (p45 + z2 * p67 + z4 * (p89 - 0.017920756331529012 * z2));
}

/** Arctangent, in radians. */
template <int W>
inline Doubles<W> arctangent(Doubles<W> argument) {
  constexpr double kLimit = 1152921504606846976;
  const Doubles<W> magnitude = absolute<W>(argument);
  const Doubles<W> x = select<W>(magnitude > kLimit, broadcast<W>(kLimit), magnitude);
  const Mask<W> is_small = x <= 0.41421356237309503;
  const Mask<W> is_large = x > 2.414213562373095;

  const Doubles<W> top = select<W>(is_large, broadcast<W>(-1), x - 1.0);
  const Doubles<W> bottom = select<W>(is_large, x, x + 1.0);
  const Doubles<W> zero = broadcast<W>(0);
  const Doubles<W> top_low = select<W>(is_large, zero, x - (top + 1.0));
  const Doubles<W> sum_low = select<W>(x < 1.0, x - (bottom - 1.0), 1.0 - (bottom - x));
  const Doubles<W> bottom_low = select<W>(is_large, zero, sum_low);
  const Doubles<W> base = select<W>(is_large, broadcast<W>(kHalfPiHigh), broadcast<W>(0.5 * kHalfPiHigh));
  const Doubles<W> base_low = select<W>(is_large, broadcast<W>(kHalfPiLow), broadcast<W>(0.5 * kHalfPiLow));

  const Doubles<W> reciprocal = 1.0 / bottom;
  const Doubles<W> quotient = top * reciprocal;
  const Doubles<W> product = quotient * bottom;
  const Doubles<W> low =
      (top - product - product_error<W>(quotient, bottom, product) + (top_low - quotient * bottom_low)) * reciprocal;
  const Doubles<W> t = select<W>(is_small, x, quotient);
  const Doubles<W> z = t * t;
  const Doubles<W> cubic = t * z * arctangent_series<W>(z);
  const Doubles<W> head = base + t;
  const Doubles<W> head_error = base - head + t;
  const Doubles<W> far = head + (head_error + (cubic + (base_low + (low - low * z))));
  const Doubles<W> value = negative_where_below_zero<W>(argument, select<W>(is_small, x + cubic, far));
  return select<W>(magnitude < kIsArgument, argument, value);
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
