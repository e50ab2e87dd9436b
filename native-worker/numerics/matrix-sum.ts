import { sum } from './pairwise-sum.ts';
import { sumOfSquares } from './pairwise-squares.ts';

/**
 * Sum over all entries of a row-major matrix at `start`: row by row, then over the row sums, each added by
 * halves as `sum` does. `rowSums` is scratch for at least `rows` numbers; what it held is lost. It must not be `values`.
 */
export function matrixSum(
  values: Float64Array,
  start: number,
  rows: number,
  columns: number,
  rowSums: Float64Array,
): number {
  for (let row = 0; row < rows; row++) rowSums[row] = sum(values, start + row * columns, columns);
  return sum(rowSums, 0, rows);
}

/** As `matrixSum`, of the squares of the entries. */
export function matrixSumOfSquares(
  values: Float64Array,
  start: number,
  rows: number,
  columns: number,
  rowSums: Float64Array,
): number {
  for (let row = 0; row < rows; row++) rowSums[row] = sumOfSquares(values, start + row * columns, columns);
  return sum(rowSums, 0, rows);
}
