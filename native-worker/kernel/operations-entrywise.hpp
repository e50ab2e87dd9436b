// Ops that treat every entry alike, for scalars, vectors and matrices of all lanes: one flat loop. The semantics are those of
// native-worker/evaluator/{elementwise-ops,scalar-functions}.ts.
#pragma once

#include "angles.hpp"
#include "elementary-inverse.hpp"
#include "elementary.hpp"
#include "instruction.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** out = function(in1), four vectors at a time. */
template <int W, class Function>
KERNEL_INLINE void for_each_entry(const Instruction& instruction, const Lanes& lanes, Function function) {
  const double* in1 = instruction.in1;
  double* out = instruction.out;
  const double* end = in1 + (size_t)instruction.size * lanes.lanes;
  for (; in1 + 4 * W <= end; in1 += 4 * W, out += 4 * W) {
    const Doubles<W> result0 = function(load<W>(in1));
    const Doubles<W> result1 = function(load<W>(in1 + W));
    const Doubles<W> result2 = function(load<W>(in1 + 2 * W));
    const Doubles<W> result3 = function(load<W>(in1 + 3 * W));
    store<W>(out, result0);
    store<W>(out + W, result1);
    store<W>(out + 2 * W, result2);
    store<W>(out + 3 * W, result3);
  }
  for (; in1 < end; in1 += W, out += W) store<W>(out, function(load<W>(in1)));
}

/** out = function(in1, in2), four vectors at a time. */
template <int W, class Function>
KERNEL_INLINE void for_each_pair(const Instruction& instruction, const Lanes& lanes, Function function) {
  const double* in1 = instruction.in1;
  const double* in2 = instruction.in2;
  double* out = instruction.out;
  const double* end = in1 + (size_t)instruction.size * lanes.lanes;
  for (; in1 + 4 * W <= end; in1 += 4 * W, in2 += 4 * W, out += 4 * W) {
    const Doubles<W> result0 = function(load<W>(in1), load<W>(in2));
    const Doubles<W> result1 = function(load<W>(in1 + W), load<W>(in2 + W));
    const Doubles<W> result2 = function(load<W>(in1 + 2 * W), load<W>(in2 + 2 * W));
    const Doubles<W> result3 = function(load<W>(in1 + 3 * W), load<W>(in2 + 3 * W));
    store<W>(out, result0);
    store<W>(out + W, result1);
    store<W>(out + 2 * W, result2);
    store<W>(out + 3 * W, result3);
  }
  for (; in1 < end; in1 += W, in2 += W, out += W) store<W>(out, function(load<W>(in1), load<W>(in2)));
}

/** in1 + in2. */
template <int W>
void add(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return a + b; });
}

/** in1 - in2. */
template <int W>
void subtract(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return a - b; });
}

/** in1 * in2. */
template <int W>
void multiply(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return a * b; });
}

/** in1 / in2. */
template <int W>
void divide(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return a / b; });
}

/** The lesser; in1 where they are equal or either is NaN (scalars and vectors). */
template <int W>
void minimum_else_first(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return select<W>(b < a, b, a); });
}

/** The greater; in1 where they are equal or either is NaN (scalars and vectors). */
template <int W>
void maximum_else_first(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return select<W>(a < b, b, a); });
}

/** The lesser; in2 where they are equal or either is NaN (matrices). */
template <int W>
void minimum_else_second(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return select<W>(a < b, a, b); });
}

/** The greater; in2 where they are equal or either is NaN (matrices). */
template <int W>
void maximum_else_second(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return select<W>(a > b, a, b); });
}

/** |in1|. */
template <int W>
void take_magnitude(const Instruction& instruction, const Lanes& lanes) {
  for_each_entry<W>(instruction, lanes, [](Doubles<W> a) { return absolute<W>(a); });
}

/** 1 / in1. */
template <int W>
void invert(const Instruction& instruction, const Lanes& lanes) {
  for_each_entry<W>(instruction, lanes, [](Doubles<W> a) { return 1.0 / a; });
}

/** 1 where in1 is at least 0 (-0 too), else 0; NaN gives 0 (scalars). */
template <int W>
void heaviside_from_zero(const Instruction& instruction, const Lanes& lanes) {
  for_each_entry<W>(instruction, lanes, [](Doubles<W> a) { return one_where<W>(a >= 0.0); });
}

/** 1 where in1 is above 0, else 0; NaN gives 0 (vectors and matrices). */
template <int W>
void heaviside_above_zero(const Instruction& instruction, const Lanes& lanes) {
  for_each_entry<W>(instruction, lanes, [](Doubles<W> a) { return one_where<W>(a > 0.0); });
}

/** out = Function(in1), for scalars: the elementary functions. */
template <int W, Doubles<W> (*Function)(Doubles<W>)>
void apply(const Instruction& instruction, const Lanes& lanes) {
  for (size_t lane = 0; lane < lanes.lanes; lane += W) {
    store<W>(instruction.out + lane, Function(load<W>(instruction.in1 + lane)));
  }
}

}  // namespace KERNEL_VARIANT
}  // namespace automl_zero
