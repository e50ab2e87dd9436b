import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';
import type { SampleSource } from '../numerics/sample-source.ts';

/** Examples as they are read: a row of features and its label. */
export type Examples = readonly (readonly [features: readonly number[], label: number])[];

/** What a task has beside its examples. */
export interface TaskOptions {
  readonly seed?: number;
  /** Orders of the epochs; one epoch in the given order, unless stated. */
  readonly orders?: readonly (readonly number[])[];
}

/** A task of explicit examples. */
export function taskOf(train: Examples, valid: Examples, options: TaskOptions = {}): Task {
  const { seed = 0, orders = [train.map((_, index) => index)] } = options;
  return {
    seed,
    trainCount: train.length,
    validCount: valid.length,
    trainFeatures: Float64Array.from(train.flatMap(([features]) => features)),
    trainLabels: Float64Array.from(train, ([, label]) => label),
    validFeatures: Float64Array.from(valid.flatMap(([features]) => features)),
    validLabels: Float64Array.from(valid, ([, label]) => label),
    epochOrders: orders.map((order) => Uint32Array.from(order)),
  };
}

/** Tasks as a set: regression, unless stated. */
export function setOf(features: number, tasks: readonly Task[], options: Partial<TaskSet> = {}): TaskSet {
  return { features, outputs: 'scalar', classes: 0, measure: 'rms', tasks, hash: 'example', ...options };
}

/** Examples whose features and label are all k * step for the k-th, from 0 (reference: task_util.cc). */
export function incrementExamples(features: number, count: number, step = 1): Examples {
  return Array.from({ length: count }, (_, k) => [Array.from({ length: features }, () => k * step), k * step] as const);
}

/** Examples with features between -1 and 1 and labels of a rule. */
export function randomExamples(
  source: SampleSource,
  features: number,
  count: number,
  label: (x: readonly number[]) => number,
): Examples {
  return Array.from({ length: count }, () => {
    const x = Array.from({ length: features }, () => source.between(-1, 1));
    return [x, label(x)] as const;
  });
}
