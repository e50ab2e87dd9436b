import type { OutputKind } from '../algorithm/output-kind.ts';

/** How validation is scored (reference: task.proto). */
export type Measure = 'rms' | 'accuracy';

/** One task: explicit examples and the order in which each epoch shows them. */
export interface Task {
  /** First key word of the task's random streams (`native-worker/numerics/threefry.ts`): its data seed, uint32. */
  readonly seed: number;
  readonly trainCount: number;
  readonly validCount: number;
  /** `trainCount` x F, row-major. */
  readonly trainFeatures: Float64Array;
  /** `trainCount` labels: a number, 0 or 1 (two classes), or the class's index (vector outputs). */
  readonly trainLabels: Float64Array;
  /** `validCount` x F, row-major. */
  readonly validFeatures: Float64Array;
  /** `validCount` labels. */
  readonly validLabels: Float64Array;
  /** One array of `trainCount` example indices for each epoch; the first is the identity unless given explicitly. */
  readonly epochOrders: readonly Uint32Array[];
}

/** Tasks that are evaluated together: T_search, T_select or T_final. Made once and never changed. */
export interface TaskSet {
  /** F, 1 to 256. */
  readonly features: number;
  readonly outputs: OutputKind;
  /** Number of classes for vector outputs (at most F); 2 for scalar accuracy; 0 for regression. */
  readonly classes: number;
  /** Always `accuracy` for vector outputs. */
  readonly measure: Measure;
  readonly tasks: readonly Task[];
  /** Hash of the content; equal hashes mean equal examples, orders, seeds and measure. */
  readonly hash: string;
}

/** Training examples that a task offers, epochs included. */
export function trainingExamples({ trainCount, epochOrders }: Task): number {
  return trainCount * epochOrders.length;
}
