import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import { gaussian } from './abseil-distributions.ts';
import { MersenneTwister } from './mersenne-twister.ts';

/*
 * Tasks from the reference's random streams (task_util.cc): the same numbers as its searches saw.
 */

interface TaskSize {
  readonly features: number;
  readonly train: number;
  readonly valid: number;
}

/** Seeds that the reference takes where none are listed (task_util.cc), going on from the last. */
export function defaultSeeds(kind: 'param' | 'data', count: number): number[] {
  const listed = [1001, 1012, 1010, 1000, 1006, 1008, 1007, 1003].map((seed) =>
    kind === 'param' ? seed : seed + 10_000,
  );
  while (listed.length < count) listed.push(listed.at(-1)! + 1);
  return listed.slice(0, count);
}

/** Linear regression: features N(0, 1), label w.x. */
export function linearTask(paramSeed: number, dataSeed: number, size: TaskSize): Task {
  const engine = new MersenneTwister((paramSeed + 997958712) >>> 0);
  const weights = Array.from({ length: size.features }, () => gaussian(engine));
  return taskFrom(dataSeed, 939723201, size, (x) => weights.reduce((total, weight, i) => total + weight * x[i]!, 0));
}

/** Two-layer regression with the reference's teacher: rows and output weights 0 and 2 are zero. */
export function networkTask(paramSeed: number, dataSeed: number, size: TaskSize): Task {
  const { features } = size;
  const engine = new MersenneTwister((paramSeed + 174299604) >>> 0);
  const matrix = Array.from({ length: features * features }, () => gaussian(engine));
  const output = Array.from({ length: features }, () => gaussian(engine));
  for (const dead of [0, 2]) {
    matrix.fill(0, dead * features, (dead + 1) * features);
    output[dead] = 0;
  }
  return taskFrom(dataSeed, 865546086, size, (x) => {
    let label = 0;
    for (let i = 0; i < features; i++) {
      let activation = 0;
      for (let j = 0; j < features; j++) activation += matrix[i * features + j]! * x[j]!;
      label += output[i]! * Math.max(0, activation);
    }
    return label;
  });
}

function taskFrom(dataSeed: number, offset: number, size: TaskSize, label: (x: Float64Array) => number): Task {
  const engine = new MersenneTwister((dataSeed + offset) >>> 0);
  const draw = (count: number): Float64Array =>
    Float64Array.from({ length: count * size.features }, () => gaussian(engine));
  const trainFeatures = draw(size.train);
  const validFeatures = draw(size.valid);
  const labels = (features: Float64Array, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, k) =>
      label(features.subarray(k * size.features, (k + 1) * size.features)),
    );
  return {
    seed: dataSeed,
    trainCount: size.train,
    validCount: size.valid,
    trainFeatures,
    trainLabels: labels(trainFeatures, size.train),
    validFeatures,
    validLabels: labels(validFeatures, size.valid),
    epochOrders: [Uint32Array.from({ length: size.train }, (_, k) => k)],
  };
}

/** A set of regression tasks. */
export function regressionSet(features: number, tasks: readonly Task[]): TaskSet {
  return { features, outputs: 'scalar', classes: 0, measure: 'rms', tasks, hash: 'reference' };
}
