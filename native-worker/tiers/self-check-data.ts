import type { Task, TaskSet } from '../tasks/task-set.ts';

/**
 * Numbers that go wrong where arithmetic is cut short: both zeros, denormals (their ends included), the neighbours of 1,
 * arguments at which elementary functions turn or overflow, the largest numbers, infinities and NaN.
 */
export const SPECIAL_VALUES: readonly number[] = [
  ...[0, -0, 1, -1, 0.5, -7.25, 0.9999999999999999, 1.0000000000000002],
  ...[5e-324, -5e-324, 2.225073858507201e-308, -1.1125369292536007e-308, 2.2250738585072014e-308, 1e-200],
  ...[1.5707963267948966, 709.782712893384, -745.1332191019411, 1e16, -1e22],
  ...[1e300, 1.7976931348623157e308, -1.7976931348623157e308, Infinity, -Infinity, NaN],
];

/** How many tasks and examples a set has. */
export interface SetSize {
  readonly features: number;
  readonly tasks: number;
  readonly train: number;
  readonly valid: number;
}

/** An entry of a set; `place` counts examples, training examples first. */
export type EntryOf = (task: number, place: number, feature: number) => number;

/**
 * A number of full precision in [-2, 2), by two rounds of an integer hash: the corpus must not rest on any code that it
 * checks. Told apart from others by three small numbers.
 */
export function ordinaryValue(first: number, second: number, third: number): number {
  let bits = Math.imul(first + 1, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b) ^ Math.imul(third + 1, 0xc2b2ae35);
  for (let round = 0; round < 2; round++) {
    bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
    bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
    bits ^= bits >>> 15;
  }
  return (bits * 3) / 3221225472;
}

/** A set of tasks from entries and labels. The second epoch, if there is one, shows the examples in another order. */
export function setOf(
  { features, tasks, train, valid }: SetSize,
  outputs: Pick<TaskSet, 'outputs' | 'classes' | 'measure'>,
  epochs: number,
  featureOf: EntryOf,
  labelOf: EntryOf,
): TaskSet {
  const rows = (task: number, first: number, count: number): Float64Array =>
    Float64Array.from({ length: count * features }, (_, k) =>
      featureOf(task, first + Math.floor(k / features), k % features),
    );
  const labels = (task: number, first: number, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, k) => labelOf(task, first + k, features));
  const taskAt = (task: number): Task => ({
    seed: 1000 + task,
    trainCount: train,
    validCount: valid,
    trainFeatures: rows(task, 0, train),
    trainLabels: labels(task, 0, train),
    validFeatures: rows(task, train, valid),
    validLabels: labels(task, train, valid),
    epochOrders: Array.from({ length: epochs }, (_, epoch) => epochOrder(task, train, epoch)),
  });
  return { features, ...outputs, tasks: Array.from({ length: tasks }, (_, task) => taskAt(task)), hash: '' };
}

/** The first epoch in stored order, the others turned by an amount of each task's own. */
function epochOrder(task: number, train: number, epoch: number): Uint32Array {
  return Uint32Array.from({ length: train }, (_, k) => (k + epoch * (task + 1)) % train);
}
