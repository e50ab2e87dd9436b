import { NOISE_PHASE } from '../numerics/noise-stream.ts';
import type { Task } from '../tasks/task-set.ts';
import { clearResult, countSteps, type Evaluation, keepLosses, record, retireFailed } from './lane-results.ts';
import type { PreparedFunction } from './prepared-program.ts';

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
    const { lanes } = this.evaluation;
    keepLosses(this.evaluation, this.shape.validCount);
    lanes.count = this.trained;
    this.stepsBefore += this.shape.trainCount;
    this.epoch++;
    this.beginTraining();
  }

  private get isTraced(): boolean {
    return this.epoch === 0 && this.evaluation.request.record !== 'nothing';
  }
}
