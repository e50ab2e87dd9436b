import type { Program } from '../algorithm/program.ts';
import { NOISE_PHASE, type NoiseSource, NoiseStream } from '../numerics/noise-stream.ts';
import type { Task, TaskSet } from '../tasks/task-set.ts';
import { ClassRules } from './class-rules.ts';
import type { EvaluationRequest, EvaluationResult, Evaluator } from './evaluator.ts';
import type { OutputRules } from './output-rules.ts';
import { PreparedProgram } from './prepared-program.ts';
import { BinaryRules, RegressionRules } from './scalar-rules.ts';
import { TaskLanes } from './task-lanes.ts';

/** Most tasks that run side by side; more would not fit the processor's nearest cache. */
const MOST_LANES = 16;

/** Numbers that one matrix register may take over all lanes. */
const MATRIX_ENTRIES = 16384;

export class Interpreter implements Evaluator {
  readonly name = 'interpreter';
  private readonly noise: NoiseSource;
  private lanes: TaskLanes;
  private program: PreparedProgram;

  constructor(noise: NoiseSource = new NoiseStream()) {
    this.noise = noise;
    this.lanes = new TaskLanes(1, MOST_LANES, noise);
    this.program = new PreparedProgram(this.lanes.memory);
  }

  evaluate(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    taskIndices: readonly number[],
    result: EvaluationResult,
  ): void {
    this.makeRoom(set.features);
    this.program.prepare(program);
    const rules = this.rulesFor(set, request);
    this.lanes.memory.use('vector', 0);
    for (let first = 0; first < taskIndices.length;) {
      const count = alikeFrom(set.tasks, taskIndices, first, this.lanes.capacity);
      this.lanes.load(set.tasks, taskIndices, first, count);
      this.evaluateLanes(set.tasks[taskIndices[first]!]!, rules, request, result);
      first += count;
    }
  }

  private makeRoom(features: number): void {
    if (features === this.lanes.features) return;
    const capacity = Math.max(1, Math.min(MOST_LANES, Math.floor(MATRIX_ENTRIES / (features * features))));
    this.lanes = new TaskLanes(features, capacity, this.noise);
    this.program = new PreparedProgram(this.lanes.memory);
  }

  private rulesFor(set: TaskSet, request: EvaluationRequest): OutputRules {
    const { memory } = this.lanes;
    if (set.outputs === 'vector') return new ClassRules(memory, set.classes);
    if (set.measure === 'accuracy') return new BinaryRules(memory, request.validationSigmoid === 'in-memory');
    return new RegressionRules(memory);
  }

  private evaluateLanes(shape: Task, rules: OutputRules, request: EvaluationRequest, result: EvaluationResult): void {
    const { lanes, program } = this;
    for (let lane = 0; lane < lanes.count; lane++) {
      const index = lanes.taskIndices[lane]!;
      result.losses[index] = Infinity;
      result.trainSteps[index] = 0;
      result.trainTraceLength[index] = 0;
      result.validTraceLength[index] = 0;
    }
    lanes.noise.phase = NOISE_PHASE.training;
    lanes.noise.example = 0;
    lanes.noise.begin(request.noiseSeed);
    program.setup(lanes);

    const total = Math.min(request.trainExamples, shape.trainCount * shape.epochOrders.length);
    const validCount = Math.min(request.validExamples, shape.validCount);
    for (let done = 0, epoch = 0; done < total; epoch++) {
      const steps = Math.min(shape.trainCount, total - done);
      this.train(epoch, steps, done, rules, request, result);
      if (lanes.count === 0) return;
      const trained = lanes.count;
      this.validate(epoch, validCount, shape.validCount, rules, request, result);
      lanes.count = trained;
      done += steps;
    }
  }

  private train(
    epoch: number,
    steps: number,
    done: number,
    rules: OutputRules,
    request: EvaluationRequest,
    result: EvaluationResult,
  ): void {
    const { lanes, program } = this;
    const { noise } = lanes;
    const recorded = epoch > 0 || request.record === 'nothing' ? null : request.record;
    noise.phase = NOISE_PHASE.training;
    for (let step = 0; step < steps; step++) {
      noise.example = done + step;
      lanes.showTraining(epoch, step);
      rules.hideLabels(lanes.count);
      program.predict(lanes);
      rules.scoreTraining(lanes.labels, lanes.count, lanes);
      for (let lane = lanes.count - 1; lane >= 0; lane--) {
        const index = lanes.taskIndices[lane]!;
        result.trainSteps[index] = done + step + 1;
        const error = lanes.errors[lane]!;
        if (!(error <= request.maxAbsError)) {
          lanes.retire(lane);
        } else if (recorded !== null) {
          result.trainTrace[index]![step] = recorded === 'errors' ? error : lanes.predictions[lane]!;
          result.trainTraceLength[index] = step + 1;
        }
      }
      if (lanes.count === 0) return;
      if (program.predictWritesFeatures) lanes.showTraining(epoch, step);
      rules.showLabels(lanes.labels, lanes.count);
      program.learn(lanes);
    }
  }

  private validate(
    epoch: number,
    count: number,
    stored: number,
    rules: OutputRules,
    request: EvaluationRequest,
    result: EvaluationResult,
  ): void {
    const { lanes, program } = this;
    const { noise, losses } = lanes;
    const recorded = epoch > 0 || request.record === 'nothing' ? null : request.record;
    noise.phase = NOISE_PHASE.validation;
    losses.fill(0, 0, lanes.count);
    for (let example = 0; example < count && lanes.count > 0; example++) {
      noise.example = epoch * count + example;
      lanes.showValidation(example);
      rules.hideLabels(lanes.count);
      program.predict(lanes);
      rules.scoreValidation(lanes.labels, lanes.count, lanes);
      for (let lane = lanes.count - 1; lane >= 0; lane--) {
        const error = lanes.errors[lane]!;
        if (!(error <= request.maxAbsError)) {
          lanes.retire(lane);
          continue;
        }
        losses[lane] = losses[lane]! + (rules.loss === 'error' ? error : error * error);
        if (recorded !== null) {
          const index = lanes.taskIndices[lane]!;
          result.validTrace[index]![example] = recorded === 'errors' ? error : lanes.predictions[lane]!;
          result.validTraceLength[index] = example + 1;
        }
      }
    }
    for (let lane = 0; lane < lanes.count; lane++) {
      const loss = losses[lane]! / stored;
      const index = lanes.taskIndices[lane]!;
      if (loss < result.losses[index]!) result.losses[index] = loss;
    }
  }
}

function alikeFrom(tasks: readonly Task[], taskIndices: readonly number[], first: number, most: number): number {
  const { trainCount, validCount, epochOrders } = tasks[taskIndices[first]!]!;
  let count = 1;
  while (count < most && first + count < taskIndices.length) {
    const next = tasks[taskIndices[first + count]!]!;
    const alike =
      next.trainCount === trainCount &&
      next.validCount === validCount &&
      next.epochOrders.length === epochOrders.length;
    if (!alike) break;
    count++;
  }
  return count;
}
