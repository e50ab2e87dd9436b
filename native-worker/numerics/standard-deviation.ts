import { matrixSum, matrixSumOfSquares } from './matrix-sum.ts';
import { sumOfSquares } from './pairwise-squares.ts';
import { sum } from './pairwise-sum.ts';

/** Whether `count` entries (at least one) are equal (`==`, so that 0 and -0 are) and have a finite square. */
function isConstantWithFiniteSquare(values: Float64Array, start: number, count: number): boolean {
  const first = values[start]!;
  if (!(first * first < Infinity)) return false;
  for (let index = start + 1; index < start + count; index++) {
    if (values[index] !== first) return false;
  }
  return true;
}

/** sqrt(squares / count - mean * mean) with the radicand clamped at 0; a radicand that is NaN stays NaN. */
function deviationFromSums(total: number, squares: number, count: number): number {
  const mean = total / count;
  const radicand = squares / count - mean * mean;
  return radicand <= 0 ? 0 : Math.sqrt(radicand);
}

/**
 * Population standard deviation of `count` entries (at least one) from `start`: a vector, or a row of a matrix.
 *
 * Exactly 0 where all entries are equal and their square is finite; otherwise the reference's one-pass formula
 * sqrt(sum of squares / n - mean^2) (reference: executor.h), with sums in pairwise order and the radicand clamped at 0.
 * Without the first rule, rounding alone would make constant vectors NaN wherever n is no power of two.
 */
export function standardDeviation(values: Float64Array, start: number, count: number): number {
  if (isConstantWithFiniteSquare(values, start, count)) return 0;
  return deviationFromSums(sum(values, start, count), sumOfSquares(values, start, count), count);
}

/**
 * As `standardDeviation`, over all entries of a row-major matrix at `start`, with sums as `matrixSum` forms them.
 * `rowSums` is scratch for at least `rows` numbers.
 */
export function matrixStandardDeviation(
  values: Float64Array,
  start: number,
  rows: number,
  columns: number,
  rowSums: Float64Array,
): number {
  const count = rows * columns;
  if (isConstantWithFiniteSquare(values, start, count)) return 0;
  const total = matrixSum(values, start, rows, columns, rowSums);
  const squares = matrixSumOfSquares(values, start, rows, columns, rowSums);
  return deviationFromSums(total, squares, count);
}
