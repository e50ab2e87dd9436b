import { describe, expect, it } from 'vitest';
import { defaultSeeds, networkTask } from './reference-tasks.ts';

describe("the reference's tasks", () => {
  it('hold the examples that its own tests name', () => {
    const task = networkTask(1000, 10_000, { features: 4, train: 1000, valid: 100 });
    const rounded = (values: ArrayLike<number>): string[] => Array.from(values, (value) => value.toPrecision(6));
    expect(rounded(task.trainFeatures.subarray(0, 4))).toEqual(['1.30836', '-0.192507', '0.549877', '-0.667065']);
    expect(task.trainLabels[0]).toBeCloseTo(1.508635, 6);
    expect(task.trainLabels[994]).toBeCloseTo(-2.8410525, 6);
    expect(rounded(task.validFeatures.subarray(0, 4))).toEqual(['1.39658', '0.293097', '-0.504938', '-1.09144']);
    expect(task.validLabels[0]).toBe(0);
    expect(task.validLabels[98]).toBeCloseTo(-0.66133333, 7);
  });

  it('repeat some default seeds', () => {
    const seeds = defaultSeeds('data', 100);
    expect(new Set(seeds).size).toBe(95);
    expect(seeds.slice(6, 12)).toEqual([11007, 11003, 11004, 11005, 11006, 11007]);
  });
});
