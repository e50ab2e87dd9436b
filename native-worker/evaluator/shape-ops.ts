import { entryIndex } from '../numerics/entry-index.ts';
import type { Lanes, Operands } from './operation.ts';

/* Ops that put entries elsewhere, or set them. */

/** Does nothing. */
export function nothing(): void {
  // NO_OP.
}

/** Every entry of the vector is the scalar in1. */
export function scalarBroadcast({ in1, out, size }: Operands, { count }: Lanes): void {
  for (let lane = 0, k = 0; lane < count; lane++) {
    for (const end = k + size; k < end; k++) out[k] = in1[lane]!;
  }
}

/** Every column of the matrix is the vector in1: entry (i, j) is in1_i. */
export function columnBroadcast({ in1, out }: Operands, { count, features }: Lanes): void {
  for (let row = 0, k = 0; row < count * features; row++) {
    for (const end = k + features; k < end; k++) out[k] = in1[row]!;
  }
}

/** Every row of the matrix is the vector in1: entry (i, j) is in1_j. */
export function rowBroadcast({ in1, out }: Operands, { count, features }: Lanes): void {
  for (let row = 0, k = 0; row < count * features; row++) {
    const start = row - (row % features);
    for (let j = start; j < start + features; j++, k++) out[k] = in1[j]!;
  }
}

/** Rows become columns. Both entries of a pair are read before either is written, so it works in place. */
export function transpose({ in1, out, size }: Operands, { count, features }: Lanes): void {
  for (let start = 0; start < count * size; start += size) {
    for (let i = 0; i < features; i++) {
      for (let j = i; j < features; j++) {
        const above = start + i * features + j;
        const below = start + j * features + i;
        const value = in1[above]!;
        out[above] = in1[below]!;
        out[below] = value;
      }
    }
  }
}

/** Sets the scalar to the constant. */
export function scalarConstant({ out, constant0 }: Operands, { count }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = constant0;
}

/** Sets the entry at index constant 0 to constant 1 and keeps the others. */
export function vectorEntry({ out, constant0, constant1 }: Operands, { count, features }: Lanes): void {
  const index = entryIndex(constant0, features);
  for (let lane = 0; lane < count; lane++) out[lane * features + index] = constant1;
}

/** Sets the entry at row constant 0, column constant 1 to constant 2 and keeps the others. */
export function matrixEntry({ out, size, constant0, constant1, constant2 }: Operands, lanes: Lanes): void {
  const { count, features } = lanes;
  const index = entryIndex(constant0, features) * features + entryIndex(constant1, features);
  for (let lane = 0; lane < count; lane++) out[lane * size + index] = constant2;
}
