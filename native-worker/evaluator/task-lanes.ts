import { FEATURES_ADDRESS } from '../algorithm/output-kind.ts';
import type { NoiseSource } from '../numerics/noise-stream.ts';
import type { Task } from '../tasks/task-set.ts';
import type { Lanes } from './kernel.ts';
import { LaneNoise } from './lane-noise.ts';
import { Memory } from './memory.ts';
import type { Scores } from './output-rules.ts';

/** Tasks that go through an evaluation side by side, each in a lane of the memory; lanes 0 to count - 1 are active. */
export class TaskLanes implements Lanes, Scores {
  readonly features: number;
  readonly capacity: number;
  readonly memory: Memory;
  readonly noise: LaneNoise;
  readonly scratch: Float64Array;
  count = 0;

  /** By lane: index of the task in its set, label of the example shown, score of its prediction, loss so far. */
  readonly taskIndices: Int32Array;
  readonly labels: Float64Array;
  readonly errors: Float64Array;
  readonly predictions: Float64Array;
  readonly losses: Float64Array;
  private readonly tasks: Task[] = [];

  constructor(features: number, capacity: number, noise: NoiseSource) {
    this.features = features;
    this.capacity = capacity;
    this.memory = new Memory(features, capacity);
    this.noise = new LaneNoise(noise, capacity);
    this.scratch = new Float64Array(features * features);
    this.taskIndices = new Int32Array(capacity);
    this.labels = new Float64Array(capacity);
    this.errors = new Float64Array(capacity);
    this.predictions = new Float64Array(capacity);
    this.losses = new Float64Array(capacity);
  }

  /** Gives each of the tasks a lane, with memory zeroed. */
  load(tasks: readonly Task[], taskIndices: readonly number[], first: number, count: number): void {
    this.count = count;
    for (let lane = 0; lane < count; lane++) {
      const index = taskIndices[first + lane]!;
      const task = tasks[index]!;
      this.tasks[lane] = task;
      this.taskIndices[lane] = index;
      this.noise.taskSeeds[lane] = task.seed;
    }
    this.memory.clear(count);
  }

  /** Takes a lane out of the active ones: it changes places with the last of them. */
  retire(lane: number): void {
    const last = --this.count;
    if (lane === last) return;
    const task = this.tasks[lane]!;
    this.tasks[lane] = this.tasks[last]!;
    this.tasks[last] = task;
    const index = this.taskIndices[lane]!;
    this.taskIndices[lane] = this.taskIndices[last]!;
    this.taskIndices[last] = index;
    this.labels[lane] = this.labels[last]!;
    this.losses[lane] = this.losses[last]!;
    this.noise.swapLanes(lane, last);
    this.memory.swapLanes(lane, last);
  }

  /** Shows each lane the features of a step of an epoch, and keeps their labels at hand. */
  showTraining(epoch: number, step: number): void {
    const shown = this.memory.use('vector', FEATURES_ADDRESS);
    for (let lane = 0; lane < this.count; lane++) {
      const { trainFeatures, trainLabels, epochOrders } = this.tasks[lane]!;
      const example = epochOrders[epoch]![step]!;
      this.labels[lane] = trainLabels[example]!;
      this.copyFeatures(trainFeatures, example, shown, lane);
    }
  }

  /** Shows each lane the features of a validation example, and keeps their labels at hand. */
  showValidation(example: number): void {
    const shown = this.memory.use('vector', FEATURES_ADDRESS);
    for (let lane = 0; lane < this.count; lane++) {
      const { validFeatures, validLabels } = this.tasks[lane]!;
      this.labels[lane] = validLabels[example]!;
      this.copyFeatures(validFeatures, example, shown, lane);
    }
  }

  private copyFeatures(source: Float64Array, example: number, shown: Float64Array, lane: number): void {
    const { features } = this;
    const from = example * features;
    const to = lane * features;
    for (let k = 0; k < features; k++) shown[to + k] = source[from + k]!;
  }
}
