import { dot, dotStrided } from '../numerics/pairwise-dot.ts';
import type { Lanes, Operands } from './operation.ts';

/* Products that mix registers of several kinds. Inner products follow the order of `pairwise-sum.ts`. */

/** Scalar in1 times every entry of in2. */
export function scaled({ in1, in2, out, size }: Operands, { count }: Lanes): void {
  for (let lane = 0, k = 0; lane < count; lane++) {
    const factor = in1[lane]!;
    for (const end = k + size; k < end; k++) out[k] = factor * in2[k]!;
  }
}

/** Inner product of vectors. Four features, the most common search, are written out in `dot`'s order. */
export function innerProduct({ in1, in2, out }: Operands, { count, features }: Lanes): void {
  if (features === 4) {
    for (let lane = 0, k = 0; lane < count; lane++, k += 4) {
      const firstHalf = in1[k]! * in2[k]! + in1[k + 1]! * in2[k + 1]!;
      out[lane] = firstHalf + (in1[k + 2]! * in2[k + 2]! + in1[k + 3]! * in2[k + 3]!);
    }
    return;
  }
  for (let lane = 0; lane < count; lane++) out[lane] = dot(in1, lane * features, in2, lane * features, features);
}

/** Outer product of vectors: entry (i, j) is in1_i * in2_j. */
export function outerProduct({ in1, in2, out }: Operands, { count, features }: Lanes): void {
  for (let row = 0, k = 0; row < count * features; row++) {
    const factor = in1[row]!;
    const start = row - (row % features);
    for (let j = start; j < start + features; j++, k++) out[k] = factor * in2[j]!;
  }
}

/** Matrix in1 times vector in2. */
export function matrixVectorProduct({ in1, in2, out }: Operands, { count, features, scratch }: Lanes): void {
  for (let lane = 0; lane < count; lane++) {
    const vector = lane * features;
    for (let i = 0; i < features; i++) scratch[i] = dot(in1, (vector + i) * features, in2, vector, features);
    for (let i = 0; i < features; i++) out[vector + i] = scratch[i]!;
  }
}

/** Matrix in1 times matrix in2. */
export function matrixProduct({ in1, in2, out, size }: Operands, { count, features, scratch }: Lanes): void {
  for (let lane = 0; lane < count; lane++) {
    const start = lane * size;
    for (let k = 0; k < size; k++) {
      const column = k % features;
      scratch[k] = dotStrided(in1, start + k - column, in2, start + column, features, features);
    }
    for (let k = 0; k < size; k++) out[start + k] = scratch[k]!;
  }
}
