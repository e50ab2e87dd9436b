// Ops that treat every entry alike, for scalars, vectors and matrices of all lanes: one flat loop. The semantics are those of
// native-worker/evaluator/{elementwise-ops,scalar-functions}.ts.
#pragma once

#include "angles.hpp"
#include "elementary-inverse.hpp"
#include "elementary.hpp"
#include "instruction.hpp"

namespace automl_zero {
namespace KERNEL_VARIANT {

/** Calls function(place) for vectors whose number the compiler knows. */
template <int W, int Vectors, class Function>
KERNEL_INLINE void for_known_places(Function function) {
#pragma GCC unroll 16
  for (size_t k = 0; k < Vectors; k++) function(k * W);
}

/**
 * Calls function(place) for each vector of an instruction's output; all its registers are of one kind. `Vectors` is their
 * number where the compiler is to know it, else 0.
 */
template <int W, int Vectors, class Function>
KERNEL_INLINE void for_each_place(const Instruction& instruction, const Lanes& lanes, Function function) {
  if constexpr (Vectors > 0) {
    for_known_places<W, Vectors>(function);
  } else {
    const size_t count = (size_t)instruction.size * lanes.lanes;
    size_t place = 0;
    for (; place + 4 * W <= count; place += 4 * W) {
      for_known_places<W, 4>([=](size_t k) { function(place + k); });
    }
    for (; place < count; place += W) function(place);
  }
}

/** out = function(in1). */
template <int W, int Vectors, class Function>
KERNEL_INLINE void for_each_entry(const Instruction& instruction, const Lanes& lanes, Function function) {
  const double* const in1 = instruction.in1;
  double* const out = instruction.out;
  for_each_place<W, Vectors>(instruction, lanes,
                             [=](size_t place) { store<W>(out + place, function(load<W>(in1 + place))); });
}

/** out = function(in1, in2). */
template <int W, int Vectors, class Function>
KERNEL_INLINE void for_each_pair(const Instruction& instruction, const Lanes& lanes, Function function) {
  const double* const in1 = instruction.in1;
  const double* const in2 = instruction.in2;
  double* const out = instruction.out;
  for_each_place<W, Vectors>(instruction, lanes, [=](size_t place) {
    store<W>(out + place, function(load<W>(in1 + place), load<W>(in2 + place)));
  });
}

/** in1 + in2. */
template <int W, int Vectors>
void add(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W, Vectors>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return a + b; });
}

/** in1 - in2. */
template <int W, int Vectors>
void subtract(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W, Vectors>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return a - b; });
}

/** in1 * in2. */
template <int W, int Vectors>
void multiply(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W, Vectors>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return a * b; });
}

/** in1 / in2. */
template <int W, int Vectors>
void divide(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W, Vectors>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return a / b; });
}

/** The lesser; in1 where they are equal or either is NaN (scalars and vectors). */
template <int W, int Vectors>
void minimum_else_first(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W, Vectors>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return select<W>(b < a, b, a); });
}

/** The greater; in1 where they are equal or either is NaN (scalars and vectors). */
template <int W, int Vectors>
void maximum_else_first(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W, Vectors>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return select<W>(a < b, b, a); });
}

/** The lesser; in2 where they are equal or either is NaN (matrices). */
template <int W, int Vectors>
void minimum_else_second(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W, Vectors>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return select<W>(a < b, a, b); });
}

/** The greater; in2 where they are equal or either is NaN (matrices). */
template <int W, int Vectors>
void maximum_else_second(const Instruction& instruction, const Lanes& lanes) {
  for_each_pair<W, Vectors>(instruction, lanes, [](Doubles<W> a, Doubles<W> b) { return select<W>(a > b, a, b); });
}

/** |in1|. */
template <int W, int Vectors>
void take_magnitude(const Instruction& instruction, const Lanes& lanes) {
  for_each_entry<W, Vectors>(instruction, lanes, [](Doubles<W> a) { return absolute<W>(a); });
}

/** 1 / in1. */
template <int W, int Vectors>
void invert(const Instruction& instruction, const Lanes& lanes) {
  for_each_entry<W, Vectors>(instruction, lanes, [](Doubles<W> a) { return 1.0 / a; });
}

/** 1 where in1 is at least 0 (-0 too), else 0; NaN gives 0 (scalars). */
template <int W, int Vectors>
void heaviside_from_zero(const Instruction& instruction, const Lanes& lanes) {
  for_each_entry<W, Vectors>(instruction, lanes, [](Doubles<W> a) { return one_where<W>(a >= 0.0); });
}

/** 1 where in1 is above 0, else 0; NaN gives 0 (vectors and matrices). */
template <int W, int Vectors>
void heaviside_above_zero(const Instruction& instruction, const Lanes& lanes) {
  for_each_entry<W, Vectors>(instruction, lanes, [](Doubles<W> a) { return one_where<W>(a > 0.0); });
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
