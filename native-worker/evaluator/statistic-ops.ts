import { matrixSum, matrixSumOfSquares } from '../numerics/matrix-sum.ts';
import { sumOfSquares, sumOfSquaresStrided } from '../numerics/pairwise-squares.ts';
import { sum } from '../numerics/pairwise-sum.ts';
import { matrixStandardDeviation, standardDeviation } from '../numerics/standard-deviation.ts';
import type { Lanes, Operands } from './operation.ts';

/*
 * Norms, means and standard deviations. Sums follow the order of `pairwise-sum.ts` and `matrix-sum.ts`; deviations the
 * rules of `standard-deviation.ts`. A norm is the root of the sum of squares, which may overflow.
 */

/** Euclidean length of the vector in1. */
export function vectorNorm({ in1, out }: Operands, { count, features }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = Math.sqrt(sumOfSquares(in1, lane * features, features));
}

/** Mean of the vector in1. */
export function vectorMean({ in1, out }: Operands, { count, features }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = sum(in1, lane * features, features) / features;
}

/** Standard deviation of the vector in1. */
export function vectorDeviation({ in1, out }: Operands, { count, features }: Lanes): void {
  for (let lane = 0; lane < count; lane++) out[lane] = standardDeviation(in1, lane * features, features);
}

/** Frobenius norm of the matrix in1. */
export function matrixNorm({ in1, out }: Operands, { count, features, scratch }: Lanes): void {
  const size = features * features;
  for (let lane = 0; lane < count; lane++) {
    out[lane] = Math.sqrt(matrixSumOfSquares(in1, lane * size, features, features, scratch));
  }
}

/** Mean over all entries of the matrix in1. */
export function matrixMean({ in1, out }: Operands, { count, features, scratch }: Lanes): void {
  const size = features * features;
  for (let lane = 0; lane < count; lane++) {
    out[lane] = matrixSum(in1, lane * size, features, features, scratch) / size;
  }
}

/** Standard deviation over all entries of the matrix in1. */
export function matrixDeviation({ in1, out }: Operands, { count, features, scratch }: Lanes): void {
  const size = features * features;
  for (let lane = 0; lane < count; lane++) {
    out[lane] = matrixStandardDeviation(in1, lane * size, features, features, scratch);
  }
}

/** Euclidean length of each column of the matrix in1. */
export function columnNorms({ in1, out }: Operands, { count, features }: Lanes): void {
  const size = features * features;
  for (let lane = 0, k = 0; lane < count; lane++) {
    for (let column = 0; column < features; column++, k++) {
      out[k] = Math.sqrt(sumOfSquaresStrided(in1, lane * size + column, features, features));
    }
  }
}

/** Euclidean length of each row of the matrix in1. */
export function rowNorms({ in1, out }: Operands, { count, features }: Lanes): void {
  for (let row = 0; row < count * features; row++) {
    out[row] = Math.sqrt(sumOfSquares(in1, row * features, features));
  }
}

/** Mean of each row of the matrix in1. */
export function rowMeans({ in1, out }: Operands, { count, features }: Lanes): void {
  for (let row = 0; row < count * features; row++) out[row] = sum(in1, row * features, features) / features;
}

/** Standard deviation of each row of the matrix in1. */
export function rowDeviations({ in1, out }: Operands, { count, features }: Lanes): void {
  for (let row = 0; row < count * features; row++) out[row] = standardDeviation(in1, row * features, features);
}
