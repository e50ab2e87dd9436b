import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RoleSplit, splitByRole } from '../../native-worker/tasks/role-split.ts';

function parts(split: RoleSplit): Uint32Array[] {
  return [split.train, split.valid.search, split.valid.select, split.valid.final];
}

const SHARES = [9 / 15, 2 / 15, 2 / 15, 2 / 15];

describe('the split of a data set by role', () => {
  it('gives every row to exactly one part, and each part its share of each class to within two rows', () => {
    const classes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(classes, (labels) => {
        const split = splitByRole(Float64Array.from(labels));
        const all = parts(split).flatMap((part) => [...part]);
        expect(all.sort((a, b) => a - b)).toEqual(labels.map((_, index) => index));
        for (const stratum of new Set(labels)) {
          const size = labels.filter((label) => label === stratum).length;
          parts(split).forEach((part, index) => {
            const found = part.filter((place) => labels[place] === stratum).length;
            expect(Math.abs(found - size * SHARES[index]!)).toBeLessThan(2);
          });
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('leaves no part empty from twenty rows on', () => {
    for (let rows = 20; rows < 40; rows++) {
      const split = splitByRole(new Float64Array(rows));
      expect(split.train.length).toBeGreaterThanOrEqual(12);
      for (const part of parts(split)) expect(part.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('is the same every time, and not by the order of the rows', () => {
    const labels = new Float64Array(100);
    expect(splitByRole(labels)).toEqual(splitByRole(labels));
    expect([...splitByRole(labels).train].every((row, index, all) => index === 0 || row > all[index - 1]!)).toBe(false);
  });
});
