import { describe, expect, it } from 'vitest';
import { ExampleStream } from '../../native-worker/tasks/example-stream.ts';
import { fitStandardisation, standardise } from '../../native-worker/tasks/standardisation.ts';

describe('standardisation', () => {
  const columns = 3;
  const values = new ExampleStream(4, 'affine-weights').gaussians(columns * 200).map((value, k) => {
    return 1000 * (k % columns) + 5 * value;
  });

  it('gives each column mean 0 and deviation 1', () => {
    const standardised = standardise(values, fitStandardisation(values, columns));
    for (let column = 0; column < columns; column++) {
      const entries = [...standardised].filter((_, index) => index % columns === column);
      const mean = entries.reduce((total, entry) => total + entry, 0) / entries.length;
      const variance = entries.reduce((total, entry) => total + (entry - mean) * (entry - mean), 0) / entries.length;
      expect(mean).toBeCloseTo(0, 10);
      expect(variance).toBeCloseTo(1, 10);
    }
  });

  it('treats later values by the figures it was fitted with', () => {
    const fitted = fitStandardisation(Float64Array.of(1, 10, 3, 30), 2);
    expect([...fitted.means]).toEqual([2, 20]);
    expect([...fitted.deviations]).toEqual([1, 10]);
    expect([...standardise(Float64Array.of(5, 10), fitted)]).toEqual([3, -1]);
  });

  it('only centres a column that is constant, to exactly 0 even where its mean would round', () => {
    const constant = new Float64Array(7).fill(0.1);
    const fitted = fitStandardisation(constant, 1);
    expect(fitted.deviations[0]).toBe(0);
    expect([...standardise(constant, fitted)]).toEqual(new Array(7).fill(0));
    expect(standardise(Float64Array.of(2.1), fitted)[0]).toBe(2);
  });
});
