import type { EvaluationRequest, EvaluationResult } from './evaluator.ts';
import type { OutputRules } from './output-rules.ts';
import type { PreparedProgram } from './prepared-program.ts';
import type { TaskLanes } from './task-lanes.ts';

/* What the protocol writes down for the tasks that stand in the lanes. */

/** A program on its way through the tasks that stand in the lanes. */
export interface Evaluation {
  readonly program: PreparedProgram;
  readonly lanes: TaskLanes;
  readonly rules: OutputRules;
  readonly request: EvaluationRequest;
  readonly result: EvaluationResult;
}

/** Writes what stands in the results before anything was run. */
export function clearResult({ lanes, result }: Evaluation): void {
  for (let lane = 0; lane < lanes.count; lane++) {
    const task = lanes.taskIndices[lane]!;
    result.losses[task] = Infinity;
    result.trainSteps[task] = 0;
    result.trainTraceLength[task] = 0;
    result.validTraceLength[task] = 0;
  }
}

/** Retires the lanes whose error is above the limit or NaN; they stand right behind the active ones then. */
export function retireFailed(lanes: TaskLanes, limit: number): void {
  // From the last lane down: the lane that takes the place of a retired one has been looked at.
  for (let lane = lanes.count - 1; lane >= 0; lane--) {
    if (!(lanes.errors[lane]! <= limit)) lanes.retire(lane);
  }
}

/** Writes how many training steps the tasks in some of the lanes ran. */
export function countSteps({ lanes, result }: Evaluation, firstLane: number, endLane: number, steps: number): void {
  for (let lane = firstLane; lane < endLane; lane++) result.trainSteps[lanes.taskIndices[lane]!] = steps;
}

/** Records what was asked for of a step of the first epoch. */
export function record(
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

/** Keeps the loss of each lane that came through a validation, if it is the least so far; `stored` examples count. */
export function keepLosses({ lanes, result }: Evaluation, stored: number): void {
  for (let lane = 0; lane < lanes.count; lane++) {
    const task = lanes.taskIndices[lane]!;
    const loss = lanes.losses[lane]! / stored;
    // False for NaN, so that a loss that is not a number leaves Infinity.
    if (loss < result.losses[task]!) result.losses[task] = loss;
  }
}
