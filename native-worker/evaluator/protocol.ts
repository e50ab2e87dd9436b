import { NOISE_PHASE } from '../numerics/noise-stream.ts';
import type { Task } from '../tasks/task-set.ts';
import type { EvaluationRequest, EvaluationResult } from './evaluator.ts';
import type { OutputRules } from './output-rules.ts';
import type { PreparedProgram } from './prepared-program.ts';
import type { TaskLanes } from './task-lanes.ts';

/** A program on its way through the tasks that stand in the lanes. */
export interface Evaluation {
  readonly program: PreparedProgram;
  readonly lanes: TaskLanes;
  readonly rules: OutputRules;
  readonly request: EvaluationRequest;
  readonly result: EvaluationResult;
}

/**
 * The evaluation protocol (reference: executor.h): Setup once; then, epoch by epoch, training and validation, until the
 * training examples are used up or all lanes failed in training. `shape` is any of the tasks in the lanes.
 *
 * A lane that fails in training is through, with the best loss of the epochs before. One that fails in validation only
 * misses that validation. Memory is kept throughout, so what Predict writes in validation is there in the next epoch.
 */
export function evaluateLanes(evaluation: Evaluation, shape: Task): void {
  const { program, lanes, request } = evaluation;
  clearResult(evaluation);
  lanes.noise.begin(request.noiseSeed);
  lanes.noise.phase = NOISE_PHASE.training;
  lanes.noise.example = 0;
  program.setup(lanes);

  const total = Math.min(request.trainExamples, shape.trainCount * shape.epochOrders.length);
  for (let done = 0, epoch = 0; done < total && lanes.count > 0; done += shape.trainCount, epoch++) {
    train(evaluation, epoch, done, Math.min(shape.trainCount, total - done));
    const trained = lanes.count;
    validate(evaluation, epoch, shape.validCount);
    lanes.count = trained;
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

/** Runs `steps` training steps, the examples of an epoch, after `done` steps in the epochs before. */
function train(evaluation: Evaluation, epoch: number, done: number, steps: number): void {
  const { program, lanes, rules, request, result } = evaluation;
  const traced = epoch === 0 && request.record !== 'nothing';
  lanes.noise.phase = NOISE_PHASE.training;
  lanes.turnToTraining(epoch);
  for (let step = 0; step < steps && lanes.count > 0; step++) {
    lanes.noise.example = done + step;
    lanes.show(step);
    rules.hideLabels(lanes.count);
    program.predict(lanes);
    rules.scoreTraining(lanes.labels, lanes.count, lanes);

    const running = lanes.count;
    retireFailed(lanes, request.maxAbsError);
    countSteps(evaluation, lanes.count, running, done + step + 1);
    if (traced) record(evaluation, step, result.trainTrace, result.trainTraceLength);

    if (program.predictWritesFeatures) lanes.show(step);
    rules.showLabels(lanes.labels, lanes.count);
    program.learn(lanes);
  }
  countSteps(evaluation, 0, lanes.count, done + steps);
}

/** Runs the validation that follows an epoch and keeps each lane's loss if it is the least so far. */
function validate(evaluation: Evaluation, epoch: number, stored: number): void {
  const { program, lanes, rules, request, result } = evaluation;
  const examples = Math.min(request.validExamples, stored);
  const traced = epoch === 0 && request.record !== 'nothing';
  lanes.noise.phase = NOISE_PHASE.validation;
  lanes.turnToValidation(examples);
  lanes.losses.fill(0);
  for (let example = 0; example < examples && lanes.count > 0; example++) {
    lanes.noise.example = epoch * examples + example;
    lanes.show(example);
    rules.hideLabels(lanes.count);
    program.predict(lanes);
    rules.scoreValidation(lanes.labels, lanes.count, lanes);
    retireFailed(lanes, request.maxAbsError);
    rules.addLosses(lanes.errors, lanes.count, lanes.losses);
    if (traced) record(evaluation, example, result.validTrace, result.validTraceLength);
  }
  for (let lane = 0; lane < lanes.count; lane++) {
    const task = lanes.taskIndices[lane]!;
    // False for NaN, so that a loss that is not a number leaves Infinity.
    if (lanes.losses[lane]! / stored < result.losses[task]!) result.losses[task] = lanes.losses[lane]! / stored;
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
function record({ lanes, request }: Evaluation, step: number, traces: Float64Array[], lengths: Uint32Array): void {
  const values = request.record === 'errors' ? lanes.errors : lanes.predictions;
  for (let lane = 0; lane < lanes.count; lane++) {
    const task = lanes.taskIndices[lane]!;
    traces[task]![step] = values[lane]!;
    lengths[task] = step + 1;
  }
}
