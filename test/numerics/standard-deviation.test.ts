import { describe, expect, it } from 'vitest';

import { matrixStandardDeviation, standardDeviation } from '../../native-worker/numerics/standard-deviation.ts';
import { SampleSource } from './sample-source.ts';

const deviationOf = (...values: number[]): number => standardDeviation(Float64Array.from(values), 0, values.length);

describe('the standard deviation', () => {
  it('of equal entries is exactly 0, whatever their number', () => {
    const source = new SampleSource(1);
    for (let count = 1; count <= 40; count++) {
      for (let trial = 0; trial < 50; trial++) {
        const values = new Float64Array(count).fill(source.withExponent(-300, 300));
        expect(standardDeviation(values, 0, count)).toBe(0);
      }
    }
  });

  it('takes 0 and -0 as equal, and gives +0', () => {
    expect(deviationOf(0, -0, 0)).toBe(0);
    expect(deviationOf(-0, -0)).toBe(0);
  });

  it('follows the one-pass formula, dividing by the number of entries', () => {
    expect(deviationOf(1, 3)).toBe(1);
    expect(deviationOf(2, 4, 4, 4, 5, 5, 7, 9)).toBe(2);
    expect(deviationOf(1, 2, 4)).toBe(Math.sqrt((1 + (4 + 16)) / 3 - ((1 + (2 + 4)) / 3) * ((1 + (2 + 4)) / 3)));
  });

  it('is never NaN for finite entries whose sums are finite: the radicand is clamped at 0', () => {
    const source = new SampleSource(2);
    let clamped = 0;
    for (let trial = 0; trial < 5000; trial++) {
      const base = source.between(-1, 1);
      const deviation = deviationOf(base, base, base + Number.EPSILON * base, base, base);
      expect(deviation).toBeGreaterThanOrEqual(0);
      if (Object.is(deviation, 0)) clamped++;
    }
    expect(clamped).toBeGreaterThan(100);
  });

  it('is NaN where the formula is: equal entries too large to square, infinities, NaN', () => {
    expect(deviationOf(1e200, 1e200)).toBeNaN();
    expect(deviationOf(Infinity, Infinity)).toBeNaN();
    expect(deviationOf(1, NaN, 1)).toBeNaN();
    expect(deviationOf(NaN, NaN)).toBeNaN();
  });

  it('looks only at the entries it is asked for', () => {
    expect(standardDeviation(Float64Array.of(NaN, 3, 3, NaN), 1, 2)).toBe(0);
  });
});

describe('the standard deviation of a matrix', () => {
  it('is exactly 0 for equal entries of any number, and 1 for halves of -1 and 1', () => {
    const scratch = new Float64Array(8);
    const source = new SampleSource(3);
    for (let size = 1; size <= 8; size++) {
      const values = new Float64Array(size * size).fill(source.between(-1, 1));
      expect(matrixStandardDeviation(values, 0, size, size, scratch)).toBe(0);
    }
    expect(matrixStandardDeviation(Float64Array.of(9, -1, 1, 1, -1), 1, 2, 2, scratch)).toBe(1);
  });

  it('sums row by row', () => {
    const values = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.7, 0.8, 0.9);
    const sumOf = (f: (x: number) => number): number => {
      const row = (r: number): number => f(values[3 * r]!) + (f(values[3 * r + 1]!) + f(values[3 * r + 2]!));
      return row(0) + (row(1) + row(2));
    };
    const mean = sumOf((x) => x) / 9;
    const expected = Math.sqrt(sumOf((x) => x * x) / 9 - mean * mean);
    expect(matrixStandardDeviation(values, 0, 3, 3, new Float64Array(3))).toBe(expected);
  });
});
