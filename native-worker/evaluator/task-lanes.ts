import { FEATURES_ADDRESS } from '../algorithm/output-kind.ts';
import type { NoiseSource } from '../numerics/noise-stream.ts';
import type { Task } from '../tasks/task-set.ts';
import type { Lanes } from './operation.ts';
import { LaneNoise } from './lane-noise.ts';
import { Memory } from './memory.ts';
import type { Scores } from './output-rules.ts';

/**
 * Tasks that go through an evaluation side by side, each in a lane of the memory. Lanes 0 to `count` - 1 are active.
 * All tasks in the lanes have equally many examples and epochs, so that they are always at the same step.
 */
export class TaskLanes implements Lanes, Scores {
  readonly features: number;
  readonly capacity: number;
  readonly memory: Memory;
  readonly noise: LaneNoise;
  readonly scratch: Float64Array;
  count = 0;

  /** Index in the task set of each lane's task. */
  readonly taskIndices: Int32Array;
  /** Label of the example that each lane is shown. */
  readonly labels: Float64Array;
  readonly errors: Float64Array;
  readonly predictions: Float64Array;
  /** What each lane has lost so far in a validation. */
  readonly losses: Float64Array;

  private readonly tasks: Task[] = [];
  /** The part of each lane's task that is being shown, and the order in which it is. */
  private readonly shownFeatures: Float64Array[] = [];
  private readonly shownLabels: Float64Array[] = [];
  private readonly shownOrder: Uint32Array[] = [];
  private storedOrder = new Uint32Array(0);

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

  /** Gives a lane to each of `count` tasks, whose indices stand from a place on in a list, and zeroes their memory. */
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

  /** Turns to the training examples in the order of an epoch. */
  turnToTraining(epoch: number): void {
    for (let lane = 0; lane < this.count; lane++) {
      const { trainFeatures, trainLabels, epochOrders } = this.tasks[lane]!;
      this.turnLane(lane, trainFeatures, trainLabels, epochOrders[epoch]!);
    }
  }

  /** Turns to the first `examples` validation examples in stored order. */
  turnToValidation(examples: number): void {
    if (this.storedOrder.length < examples)
      this.storedOrder = Uint32Array.from({ length: examples }, (_, index) => index);
    for (let lane = 0; lane < this.count; lane++) {
      const { validFeatures, validLabels } = this.tasks[lane]!;
      this.turnLane(lane, validFeatures, validLabels, this.storedOrder);
    }
  }

  /** Shows each lane the features of the example at a step, and keeps its label at hand. */
  show(step: number): void {
    const { features, labels, count, shownFeatures, shownLabels, shownOrder } = this;
    const memory = this.memory.use('vector', FEATURES_ADDRESS);
    for (let lane = 0; lane < count; lane++) {
      const example = shownOrder[lane]![step]!;
      labels[lane] = shownLabels[lane]![example]!;
      copyEntries(shownFeatures[lane]!, example * features, memory, lane * features, features);
    }
  }

  /** Takes a lane out of the active ones: it changes places with the last of them. */
  retire(lane: number): void {
    const last = --this.count;
    if (lane === last) return;
    swap(this.tasks, lane, last);
    swap(this.taskIndices, lane, last);
    swap(this.labels, lane, last);
    swap(this.errors, lane, last);
    swap(this.predictions, lane, last);
    swap(this.losses, lane, last);
    swap(this.shownFeatures, lane, last);
    swap(this.shownLabels, lane, last);
    swap(this.shownOrder, lane, last);
    this.noise.swapLanes(lane, last);
    this.memory.swapLanes(lane, last);
  }

  private turnLane(lane: number, features: Float64Array, labels: Float64Array, order: Uint32Array): void {
    this.shownFeatures[lane] = features;
    this.shownLabels[lane] = labels;
    this.shownOrder[lane] = order;
  }
}

function swap<Entry>(list: Record<number, Entry>, a: number, b: number): void {
  const entry = list[a]!;
  list[a] = list[b]!;
  list[b] = entry;
}

/** Copies entries; four at a time are written out, since a loop of four costs about twice as much. */
function copyEntries(source: Float64Array, from: number, target: Float64Array, to: number, count: number): void {
  if (count === 4) {
    target[to] = source[from]!;
    target[to + 1] = source[from + 1]!;
    target[to + 2] = source[from + 2]!;
    target[to + 3] = source[from + 3]!;
    return;
  }
  for (let k = 0; k < count; k++) target[to + k] = source[from + k]!;
}
