import type { Lanes, Operands } from './operation.ts';

/*
 * Ops that treat every entry alike, for scalars, vectors and matrices of all lanes: one flat loop.
 * The arithmetic is IEEE: x / 0 is infinite, 0 / 0 is NaN (reference: executor.h). Comparisons become numbers without a
 * branch, which the processor would guess wrong half of the time.
 */

/** in1 + in2. */
export function sum({ in1, in2, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = in1[k]! + in2[k]!;
}

/** in1 - in2. */
export function difference({ in1, in2, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = in1[k]! - in2[k]!;
}

/** in1 * in2. */
export function product({ in1, in2, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = in1[k]! * in2[k]!;
}

/** in1 / in2. */
export function quotient({ in1, in2, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = in1[k]! / in2[k]!;
}

/** |in1|. */
export function absolute({ in1, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = Math.abs(in1[k]!);
}

/** 1 / in1. */
export function reciprocal({ in1, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = 1 / in1[k]!;
}

/** 1 where in1 is at least 0 (-0 too), else 0; NaN gives 0. The reference does so for scalars only. */
export function heavisideFromZero({ in1, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = Number(in1[k]! >= 0);
}

/** 1 where in1 is above 0, else 0; NaN gives 0. The reference does so for vectors and matrices. */
export function heavisideAboveZero({ in1, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = Number(in1[k]! > 0);
}

/** The lesser; in1 where they are equal or either is NaN, as `std::min` does (scalars and vectors). */
export function minimumElseFirst({ in1, in2, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = in2[k]! < in1[k]! ? in2[k]! : in1[k]!;
}

/** The greater; in1 where they are equal or either is NaN, as `std::max` does (scalars and vectors). */
export function maximumElseFirst({ in1, in2, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = in1[k]! < in2[k]! ? in2[k]! : in1[k]!;
}

/** The lesser; in2 where they are equal or either is NaN (matrices; reference: executor.h). */
export function minimumElseSecond({ in1, in2, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = in1[k]! < in2[k]! ? in1[k]! : in2[k]!;
}

/** The greater; in2 where they are equal or either is NaN (matrices; reference: executor.h). */
export function maximumElseSecond({ in1, in2, out, size }: Operands, lanes: Lanes): void {
  const count = size * lanes.count;
  for (let k = 0; k < count; k++) out[k] = in1[k]! > in2[k]! ? in1[k]! : in2[k]!;
}
