import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { ExampleStream } from '../../native-worker/tasks/example-stream.ts';
import type { Task } from '../../native-worker/tasks/task-set.ts';
import { generatedTask, row, tasksSpec } from './sets.ts';
import { solve } from './solve.ts';

const KINDS = ['linear', 'affine', 'network'] as const;
const seeds = fc.integer({ min: 0, max: 0xffffffff });

describe('tasks that are generated from seeds', () => {
  it.each(KINDS)('are the same for equal seeds (%s)', (kind) => {
    expect(generatedTask(kind)).toEqual(generatedTask(kind));
  });

  it.each(KINDS)('take their features from the data seed alone, their teacher from the parameter seed (%s)', (kind) => {
    const task = generatedTask(kind);
    const otherTeacher = generatedTask(kind, { paramSeed: 1002 });
    expect(otherTeacher.trainFeatures).toEqual(task.trainFeatures);
    expect(otherTeacher.validFeatures).toEqual(task.validFeatures);
    expect(otherTeacher.trainLabels).not.toEqual(task.trainLabels);
    const otherData = generatedTask(kind, { dataSeed: 11002 });
    expect(otherData.trainFeatures).not.toEqual(task.trainFeatures);
    expect(otherData.validFeatures).not.toEqual(task.validFeatures);
  });

  it.each(KINDS)('hold the examples of a smaller task first, in training and validation alike (%s)', (kind) => {
    const small = generatedTask(kind, { train: 20, valid: 15 });
    const large = generatedTask(kind, { train: 50, valid: 40 });
    expect(large.trainFeatures.subarray(0, small.trainFeatures.length)).toEqual(small.trainFeatures);
    expect(large.trainLabels.subarray(0, small.trainLabels.length)).toEqual(small.trainLabels);
    expect(large.validFeatures.subarray(0, small.validFeatures.length)).toEqual(small.validFeatures);
    expect(large.validLabels.subarray(0, small.validLabels.length)).toEqual(small.validLabels);
  });

  it.each(KINDS)('never validate on a training example (%s)', (kind) => {
    const task = generatedTask(kind, { train: 100, valid: 100 });
    const trained = new Set(task.trainFeatures);
    expect(task.validFeatures.some((feature) => trained.has(feature))).toBe(false);
  });

  it('share no features between kinds under one seed', () => {
    const [linear, affine, network] = KINDS.map((kind) => generatedTask(kind).trainFeatures[0]);
    expect(new Set([linear, affine, network]).size).toBe(3);
  });

  it('follow the order of the seeds, and know their data seed', () => {
    const spec = tasksSpec({ kind: 'linear', features: 3, count: 2, train: 10, valid: 10 });
    const both = buildTaskSet(spec, { role: 'final', outputs: 'scalar', paramSeeds: [8, 9], dataSeeds: [70, 71] });
    expect(both.tasks.map((task) => task.seed)).toEqual([70, 71]);
    const alone = { features: 3, train: 10, valid: 10, paramSeed: 9, dataSeed: 71 };
    expect(both.tasks[1]).toEqual(generatedTask('linear', alone));
    expect(both).toMatchObject({ features: 3, outputs: 'scalar', classes: 0, measure: 'rms' });
  });
});

describe('linear and affine labels', () => {
  it('are a linear function: as many examples as weights foretell all the others', () => {
    fc.assert(
      fc.property(seeds, seeds, fc.integer({ min: 1, max: 9 }), (paramSeed, dataSeed, features) => {
        const task = generatedTask('linear', { paramSeed, dataSeed, features, train: 30 });
        const rows = Array.from({ length: features }, (_, index) => row(task.trainFeatures, features, index));
        expectForetold(task, features, solve(rows, [...task.trainLabels]), 0);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('have one weight more in an affine task: the bias', () => {
    fc.assert(
      fc.property(seeds, seeds, fc.integer({ min: 1, max: 8 }), (paramSeed, dataSeed, features) => {
        const task = generatedTask('affine', { paramSeed, dataSeed, features, train: 30 });
        const rows = Array.from({ length: features + 1 }, (_, index) => [
          ...row(task.trainFeatures, features, index),
          1,
        ]);
        const solution = solve(rows, [...task.trainLabels]);
        expect(solution[features]).not.toBe(0);
        expectForetold(task, features, solution, solution[features]!);
      }),
      { seed: 2, numRuns: 40 },
    );
  });
});

function expectForetold(task: Task, features: number, weights: readonly number[], bias: number): void {
  task.validLabels.forEach((label, index) => {
    const example = row(task.validFeatures, features, index);
    const foretold = example.reduce((total, feature, k) => total + feature * weights[k]!, bias);
    expect(Math.abs(foretold - label)).toBeLessThan(1e-6 * (1 + Math.abs(label)));
  });
}

describe('network labels', () => {
  const features = 5;
  const draws = new ExampleStream(1001, 'network-weights').gaussians(features * features + features);

  function labelOf(example: readonly number[], units: readonly number[]): number {
    let label = 0;
    for (const unit of units) {
      let activation = 0;
      example.forEach((feature, k) => (activation += draws[unit * features + k]! * feature));
      if (activation > 0) label += activation * draws[features * features + unit]!;
    }
    return label;
  }

  it.each([
    ['paper', [0, 1, 2, 3, 4]],
    ['reference', [1, 3, 4]],
  ] as const)('are those of a two-layer network of the same draws, in form %s by units %j', (teacher, units) => {
    const task = generatedTask('network', { features, teacher, valid: 50 });
    task.validLabels.forEach((label, index) => {
      expect(label).toBeCloseTo(labelOf(row(task.validFeatures, features, index), units), 12);
    });
  });

  it('are 0 in the reference form wherever the units that are left are silent', () => {
    const task = generatedTask('network', { teacher: 'reference', train: 400 });
    const silent = task.trainLabels.filter((label) => label === 0).length;
    // Two live units of four: each example silences both about one time in four.
    expect(silent / 400).toBeGreaterThan(0.1);
    const alive = generatedTask('network', { teacher: 'paper', train: 400 });
    expect(alive.trainLabels.filter((label) => label === 0).length).toBeLessThan(silent);
  });
});
