import { NOISE_PHASE } from '../numerics/noise-stream.ts';
import type { Task } from '../tasks/task-set.ts';
import type { EvaluationRequest, EvaluationResult } from './evaluator.ts';
import type { OutputRules } from './output-rules.ts';
import type { PreparedFunction, PreparedProgram } from './prepared-program.ts';
import type { TaskLanes } from './task-lanes.ts';

/** A program on its way through the tasks that stand in the lanes. */
export interface Evaluation {
  readonly program: PreparedProgram;
  readonly lanes: TaskLanes;
  readonly rules: OutputRules;
  readonly request: EvaluationRequest;
  readonly result: EvaluationResult;
}

/** Which component function is run, and for what. */
type Stage = 'setup' | 'training-predict' | 'training-learn' | 'validation-predict' | 'done';

/**
 * The evaluation protocol (reference: executor.h): Setup once; then, epoch by epoch, training and validation, until the
 * training examples are used up or all lanes failed in training. It can rest between any two instructions.
 *
 * A lane that fails in training is through, with the best loss of the epochs before. One that fails in validation only
 * misses that validation. Memory is kept throughout, so what Predict writes in validation is there in the next epoch.
 */
export class Protocol {
  private readonly evaluation: Evaluation;
  /** Any of the tasks in the lanes: they have equally many examples and epochs. */
  private readonly shape: Task;
  /** Training steps over all epochs, and validation examples after each. */
  private readonly total: number;
  private readonly validExamples: number;

  private stage: Stage = 'setup';
  /** The component function that is run, and the place of its next instruction. */
  private running: PreparedFunction;
  private place = 0;

  private epoch = 0;
  /** Example of the epoch's training, or of the validation after it. */
  private step = 0;
  /** Training steps of the epochs before, and of this one. */
  private stepsBefore = 0;
  private steps = 0;
  /** Lanes that come through the epoch's training; a validation takes lanes out for its own time only. */
  private trained = 0;

  /** Clears the results of the tasks in the lanes. */
  constructor(evaluation: Evaluation, shape: Task) {
    const { program, lanes, request } = evaluation;
    this.evaluation = evaluation;
    this.shape = shape;
    this.total = Math.min(request.trainExamples, shape.trainCount * shape.epochOrders.length);
    this.validExamples = Math.min(request.validExamples, shape.validCount);
    clearResult(evaluation);
    lanes.noise.begin(request.noiseSeed);
    lanes.noise.phase = NOISE_PHASE.training;
    lanes.noise.example = 0;
    this.running = program.setup;
    this.place = program.setup.start;
  }

  /** Whether all is done, and the memory is what the last instruction left. */
  get isDone(): boolean {
    return this.stage === 'done';
  }

  /**
   * Runs instructions until all is done or no work is left. Each takes the entries that it goes through (a matrix product
   * those of its F sums), times the lanes, and each component function one more a lane for what is done around it.
   *
   * @param work above 0
   * @returns the work that is left
   */
  advance(work: number): number {
    let left = work;
    while (left > 0 && this.stage !== 'done') {
      left = this.runSome(left);
      if (this.place === this.running.end) this.turnToNext();
    }
    return left;
  }

  /** Runs the component function, or as many of its next instructions as there is work for. */
  private runSome(work: number): number {
    const { program, lanes } = this.evaluation;
    const { start, end, work: wholeWork } = this.running;
    const count = lanes.count;
    if (this.place === start && wholeWork * count <= work) {
      program.run(start, end, lanes);
      this.place = end;
      return work - (wholeWork + 1) * count;
    }
    let left = work;
    for (; this.place < end && left > 0; this.place++) {
      program.run(this.place, this.place + 1, lanes);
      left -= program.workOf(this.place) * count;
    }
    return this.place < end ? left : left - count;
  }

  /** Does what the protocol asks for between the component function that has run and the next. */
  private turnToNext(): void {
    switch (this.stage) {
      case 'setup':
        this.beginTraining();
        break;
      case 'training-predict':
        this.endTrainingPredict();
        break;
      case 'training-learn':
        this.step++;
        this.beginTrainingPredict();
        break;
      case 'validation-predict':
        this.endValidationPredict();
        break;
      case 'done':
        break;
    }
  }

  private turnTo(stage: Stage, next: PreparedFunction): void {
    this.stage = stage;
    this.running = next;
    this.place = next.start;
  }

  private beginTraining(): void {
    const { lanes } = this.evaluation;
    if (this.stepsBefore >= this.total) {
      this.stage = 'done';
      return;
    }
    this.steps = Math.min(this.shape.trainCount, this.total - this.stepsBefore);
    this.step = 0;
    lanes.noise.phase = NOISE_PHASE.training;
    lanes.turnToTraining(this.epoch);
    this.beginTrainingPredict();
  }

  private beginTrainingPredict(): void {
    const { program, lanes, rules } = this.evaluation;
    if (this.step === this.steps) {
      countSteps(this.evaluation, 0, lanes.count, this.stepsBefore + this.steps);
      this.beginValidation();
      return;
    }
    lanes.noise.example = this.stepsBefore + this.step;
    lanes.show(this.step);
    rules.hideLabels(lanes.count);
    this.turnTo('training-predict', program.predict);
  }

  private endTrainingPredict(): void {
    const { program, lanes, rules, request, result } = this.evaluation;
    const { step } = this;
    rules.scoreTraining(lanes.labels, lanes.count, lanes);
    const before = lanes.count;
    retireFailed(lanes, request.maxAbsError);
    countSteps(this.evaluation, lanes.count, before, this.stepsBefore + step + 1);
    if (lanes.count === 0) {
      this.stage = 'done';
      return;
    }
    if (this.isTraced) record(this.evaluation, step, result.trainTrace, result.trainCapacity, result.trainTraceLength);
    if (program.predictWritesFeatures) lanes.show(step);
    rules.showLabels(lanes.labels, lanes.count);
    this.turnTo('training-learn', program.learn);
  }

  private beginValidation(): void {
    const { lanes } = this.evaluation;
    this.trained = lanes.count;
    this.step = 0;
    lanes.noise.phase = NOISE_PHASE.validation;
    lanes.turnToValidation(this.validExamples);
    lanes.losses.fill(0);
    this.beginValidationPredict();
  }

  private beginValidationPredict(): void {
    const { program, lanes, rules } = this.evaluation;
    if (this.step === this.validExamples || lanes.count === 0) {
      this.endValidation();
      return;
    }
    lanes.noise.example = this.epoch * this.validExamples + this.step;
    lanes.show(this.step);
    rules.hideLabels(lanes.count);
    this.turnTo('validation-predict', program.predict);
  }

  private endValidationPredict(): void {
    const { lanes, rules, request, result } = this.evaluation;
    rules.scoreValidation(lanes.labels, lanes.count, lanes);
    retireFailed(lanes, request.maxAbsError);
    rules.addLosses(lanes.errors, lanes.count, lanes.losses);
    if (this.isTraced) {
      record(this.evaluation, this.step, result.validTrace, result.validCapacity, result.validTraceLength);
    }
    this.step++;
    this.beginValidationPredict();
  }

  /** Keeps each lane's loss if it is the least so far, and goes on to the next epoch. */
  private endValidation(): void {
    const { lanes, result } = this.evaluation;
    for (let lane = 0; lane < lanes.count; lane++) {
      const task = lanes.taskIndices[lane]!;
      const loss = lanes.losses[lane]! / this.shape.validCount;
      // False for NaN, so that a loss that is not a number leaves Infinity.
      if (loss < result.losses[task]!) result.losses[task] = loss;
    }
    lanes.count = this.trained;
    this.stepsBefore += this.shape.trainCount;
    this.epoch++;
    this.beginTraining();
  }

  private get isTraced(): boolean {
    return this.epoch === 0 && this.evaluation.request.record !== 'nothing';
  }
}

function clearResult({ lanes, result }: Evaluation): void {
  for (let lane = 0; lane < lanes.count; lane++) {
    const task = lanes.taskIndices[lane]!;
    result.losses[task] = Infinity;
    result.trainSteps[task] = 0;
    result.trainTraceLength[task] = 0;
    result.validTraceLength[task] = 0;
  }
}

/** Retires the lanes whose error is above the limit or NaN; they stand right behind the active ones then. */
function retireFailed(lanes: TaskLanes, limit: number): void {
  // From the last lane down: the lane that takes the place of a retired one has been looked at.
  for (let lane = lanes.count - 1; lane >= 0; lane--) {
    if (!(lanes.errors[lane]! <= limit)) lanes.retire(lane);
  }
}

function countSteps({ lanes, result }: Evaluation, firstLane: number, endLane: number, steps: number): void {
  for (let lane = firstLane; lane < endLane; lane++) result.trainSteps[lanes.taskIndices[lane]!] = steps;
}

/** Records what was asked for of a step of the first epoch. */
function record(
  { lanes, request }: Evaluation,
  step: number,
  traces: Float64Array,
  capacity: number,
  lengths: Uint32Array,
): void {
  const values = request.record === 'errors' ? lanes.errors : lanes.predictions;
  for (let lane = 0; lane < lanes.count; lane++) {
    const task = lanes.taskIndices[lane]!;
    const value = values[lane]!;
    // Results keep one NaN only: payloads differ from processor to processor.
    traces[task * capacity + step] = Number.isNaN(value) ? NaN : value;
    lengths[task] = step + 1;
  }
}
