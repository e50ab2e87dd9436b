import { dot } from './pairwise-dot.ts';

/** Sum of the squares of `count` entries from `start`, added by recursive halves as in `dot`. 0 for no entries. */
export function sumOfSquares(values: Float64Array, start: number, count: number): number {
  return dot(values, start, values, start, count);
}

/**
 * As `sumOfSquares`, over entries `stride` places apart: a column of a row-major matrix with `stride` columns.
 */
export function sumOfSquaresStrided(values: Float64Array, start: number, stride: number, count: number): number {
  switch (count) {
    case 0:
      return 0;
    case 1:
      return values[start]! * values[start]!;
    case 2: {
      const next = values[start + stride]!;
      return values[start]! * values[start]! + next * next;
    }
    default: {
      const half = count >>> 1;
      return (
        sumOfSquaresStrided(values, start, stride, half) +
        sumOfSquaresStrided(values, start + half * stride, stride, count - half)
      );
    }
  }
}
