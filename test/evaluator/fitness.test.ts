import { describe, expect, it } from 'vitest';
import { combineFitness, fitnessOfLoss } from '../../native-worker/evaluator/fitness.ts';

describe('the fitness of a loss', () => {
  it('of regression is the squashed root mean square error', () => {
    const rows = [
      [0, 1],
      [1e-4, 0.999936],
      [1e-3, 0.999363],
      [0.01, 0.993634],
      [0.1, 0.936549],
      [0.5, 0.704833],
      [1, 0.5],
      [10, 0.063451],
    ] as const;
    for (const [error, fitness] of rows) expect(fitnessOfLoss(error * error, 'rms')).toBeCloseTo(fitness, 6);
  });

  it('of classes is the share that is right', () => {
    expect(fitnessOfLoss(0.25, 'accuracy')).toBe(0.75);
    expect(fitnessOfLoss(0, 'accuracy')).toBe(1);
  });

  it('is 0 for a loss that is not finite', () => {
    for (const measure of ['rms', 'accuracy'] as const) {
      expect(fitnessOfLoss(Infinity, measure)).toBe(0);
      expect(fitnessOfLoss(NaN, measure)).toBe(0);
    }
  });

  it('stays between 0 and 1', () => {
    for (const loss of [0, 5e-324, 1e-300, 1, 1e300, Number.MAX_VALUE]) {
      expect(fitnessOfLoss(loss, 'rms')).toBeGreaterThanOrEqual(0);
      expect(fitnessOfLoss(loss, 'rms')).toBeLessThanOrEqual(1);
    }
  });
});

describe('the fitness over several tasks', () => {
  it('is their mean, summed by halves', () => {
    expect(combineFitness(Float64Array.of(0.5, 1, 0), 'mean')).toBe(0.5);
    // From left to right, 0.1 + 0.2 + 0.3 would come first: 0.6000000000000001.
    expect(combineFitness(Float64Array.of(0.1, 0.2, 0.3), 'mean')).toBe((0.1 + (0.2 + 0.3)) / 3);
    expect(combineFitness(Float64Array.of(0.1, 0.2, 0.3), 'mean')).not.toBe((0.1 + 0.2 + 0.3) / 3);
  });

  it('is their median: the upper of the middle two, without averaging', () => {
    expect(combineFitness(Float64Array.of(0.9, 0.1, 0.5), 'median')).toBe(0.5);
    expect(combineFitness(Float64Array.of(0.9, 0.1, 0.5, 0.2), 'median')).toBe(0.5);
    expect(combineFitness(Float64Array.of(0.7), 'median')).toBe(0.7);
  });

  it('leaves the fitnesses in their order', () => {
    const fitnesses = Float64Array.of(0.9, 0.1, 0.5);
    combineFitness(fitnesses, 'median');
    expect(Array.from(fitnesses)).toEqual([0.9, 0.1, 0.5]);
  });

  it('does not exist without tasks', () => {
    expect(() => combineFitness(new Float64Array(0), 'mean')).toThrow(/at least one task/);
  });
});
