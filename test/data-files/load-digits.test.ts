import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDigits } from '../../native-worker/data-files/load-digits.ts';
import { splitByRole } from '../../native-worker/tasks/role-split.ts';

const digits = loadDigits();

function image(index: number): Float64Array {
  return Float64Array.from(digits.features.subarray(index * 64, (index + 1) * 64));
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, k) => total + (value - b[k]!) * (value - b[k]!), 0);
}

describe('the digits that ship with the program', () => {
  it('are 1,797 images of 64 pixels from 0 to 16, with 174 to 183 of each digit', () => {
    expect(digits).toMatchObject({ name: 'digits', rowCount: 1797, columnCount: 64 });
    expect(digits.features).toHaveLength(1797 * 64);
    expect(digits.features.every((pixel) => Number.isInteger(pixel) && pixel >= 0 && pixel <= 16)).toBe(true);
    const counts = digits.labelNames!.map((_, digit) => digits.labels.filter((label) => label === digit).length);
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });

  it('look like their labels: over 85 % are nearest to the mean image of their digit', () => {
    const { train, valid } = splitByRole(digits.labels);
    const means = Array.from({ length: 10 }, (_, digit) => {
      const rows = train.filter((row) => digits.labels[row] === digit);
      const mean = new Float64Array(64);
      for (const row of rows) image(row).forEach((pixel, k) => (mean[k]! += pixel / rows.length));
      return mean;
    });
    const others = [...valid.search, ...valid.select, ...valid.final];
    const right = others.filter((row) => {
      const distances = means.map((mean) => squaredDistance(mean, image(row)));
      return distances.indexOf(Math.min(...distances)) === digits.labels[row];
    });
    expect(right.length / others.length).toBeGreaterThan(0.85);
  });

  it('are refused where the file is missing or not the one that shipped', () => {
    const folder = mkdtempSync(join(tmpdir(), 'digits-'));
    const other = join(folder, 'digits.csv.gz');
    expect(() => loadDigits(other)).toThrow('there is no such file');
    writeFileSync(other, 'something else');
    expect(() => loadDigits(other)).toThrow('is not the file that ships with the program');
  });
});
