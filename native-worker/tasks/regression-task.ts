import { epochOrders } from './epoch-orders.ts';
import { ExampleStream } from './example-stream.ts';
import type { Task } from './task-set.ts';
import type { Teacher } from './teacher.ts';

/** How many examples a task has: F features each, `train` and `valid` of them, `train` shown in each epoch. */
export interface TaskSize {
  readonly features: number;
  readonly train: number;
  readonly valid: number;
  readonly epochs: number;
}

/**
 * A task whose features are independent N(0, 1) and whose labels a teacher gives (reference: task_util.cc).
 * Training and validation features come from streams of their own, entry by entry, so that a smaller task holds the
 * first examples of a larger one with the same seeds.
 */
export function regressionTask(
  kind: 'linear' | 'affine' | 'network',
  size: TaskSize,
  dataSeed: number,
  teacher: Teacher,
): Task {
  const { features, train, valid, epochs } = size;
  const trainFeatures = new ExampleStream(dataSeed, `${kind}-train-features`).gaussians(train * features);
  const validFeatures = new ExampleStream(dataSeed, `${kind}-valid-features`).gaussians(valid * features);
  const labels = (examples: Float64Array, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, index) => teacher.label(examples, index * features));
  return {
    seed: dataSeed,
    trainCount: train,
    validCount: valid,
    trainFeatures,
    trainLabels: labels(trainFeatures, train),
    validFeatures,
    validLabels: labels(validFeatures, valid),
    epochOrders: epochOrders(dataSeed, train, epochs),
  };
}
