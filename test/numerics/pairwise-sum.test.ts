import { describe, expect, it } from 'vitest';

import { matrixSum, matrixSumOfSquares } from '../../native-worker/numerics/matrix-sum.ts';
import { dot, dotStrided } from '../../native-worker/numerics/pairwise-dot.ts';
import { sumOfSquares, sumOfSquaresStrided } from '../../native-worker/numerics/pairwise-squares.ts';
import { sum } from '../../native-worker/numerics/pairwise-sum.ts';
import { SampleSource } from './sample-source.ts';

/** The rule itself, with nothing unrolled. */
function sumByHalves(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const half = Math.floor(values.length / 2);
  return values.length === 1 ? values[0]! : sumByHalves(values.slice(0, half)) + sumByHalves(values.slice(half));
}

/** Numbers of such different sizes that nearly every other order of summation rounds differently. */
function unevenNumbers(count: number, seed: number): number[] {
  const source = new SampleSource(seed);
  return Array.from({ length: count }, () => source.withExponent(-20, 20));
}

const COUNTS = [...Array.from({ length: 70 }, (_, count) => count), 96, 127, 256];

describe('a sum', () => {
  it('is taken in recursive halves, split at floor(n / 2), for every n and from any start', () => {
    for (const count of COUNTS) {
      const values = unevenNumbers(count, count);
      expect(sum(Float64Array.from([7, 7, 7, ...values, 7]), 3, count), `n = ${count}`).toBe(sumByHalves(values));
    }
  });

  it('of one entry is the entry, sign of zero included, and of none is 0', () => {
    expect(sum(Float64Array.of(-0), 0, 1)).toBe(-0);
    expect(sum(Float64Array.of(5), 0, 0)).toBe(0);
  });

  it('is not the sum from left to right', () => {
    const values = unevenNumbers(31, 3);
    expect(sum(Float64Array.from(values), 0, 31)).not.toBe(values.reduce((total, value) => total + value, 0));
  });
});

describe('a dot product', () => {
  it('is the sum of the rounded products, in the order of every sum', () => {
    for (const count of COUNTS) {
      const a = unevenNumbers(count, count);
      const b = unevenNumbers(count, 1000 + count);
      const expected = sumByHalves(a.map((value, index) => value * b[index]!));
      expect(dot(Float64Array.from([1, ...a]), 1, Float64Array.from([1, 1, ...b]), 2, count)).toBe(expected);
    }
  });

  it('with a column has the bits of the product with a copy of the column', () => {
    for (const count of COUNTS) {
      const stride = 5;
      const a = Float64Array.from(unevenNumbers(count, count));
      const b = Float64Array.from(unevenNumbers(count * stride + 3, 2000 + count));
      const column = Float64Array.from({ length: count }, (_, row) => b[3 + row * stride]!);
      expect(dotStrided(a, 0, b, 3, stride, count)).toBe(dot(a, 0, column, 0, count));
    }
  });
});

describe('a sum of squares', () => {
  it('has the order of every sum, along a row and along a column', () => {
    for (const count of COUNTS) {
      const stride = 3;
      const values = unevenNumbers(count * stride + 1, count);
      const column = values.filter((_, index) => index % stride === 1).slice(0, count);
      const row = values.slice(1, 1 + count);
      const expectedOf = (entries: readonly number[]): number => sumByHalves(entries.map((value) => value * value));
      expect(sumOfSquares(Float64Array.from(values), 1, count)).toBe(expectedOf(row));
      expect(sumOfSquaresStrided(Float64Array.from(values), 1, stride, count)).toBe(expectedOf(column));
    }
  });
});

describe('a sum over a matrix', () => {
  it('is taken row by row, then over the row sums', () => {
    for (const [rows, columns] of [
      [1, 1],
      [2, 2],
      [3, 5],
      [4, 4],
      [7, 7],
      [16, 16],
    ] as const) {
      const values = unevenNumbers(rows * columns + 2, rows);
      const entries = Array.from({ length: rows }, (_, row) =>
        values.slice(2 + row * columns, 2 + (row + 1) * columns),
      );
      const squares = entries.map((row) => row.map((value) => value * value));
      const scratch = new Float64Array(rows).fill(NaN);
      const matrix = Float64Array.from(values);
      expect(matrixSum(matrix, 2, rows, columns, scratch)).toBe(sumByHalves(entries.map(sumByHalves)));
      expect(matrixSumOfSquares(matrix, 2, rows, columns, scratch)).toBe(sumByHalves(squares.map(sumByHalves)));
    }
  });
});
