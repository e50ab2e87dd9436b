import { expect } from 'vitest';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { allocateResult, type EvaluationRequest, type Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';
import { evaluatorsOf, kernelsPresent } from '../kernel-evaluator/evaluators-present.ts';

/** What an evaluation found on a task. */
export interface Outcome {
  readonly loss: number;
  readonly trainSteps: number;
  readonly train: readonly number[];
  readonly valid: readonly number[];
}

/** All of the examples, the reference's limit on errors, no noise seed, errors recorded. */
export const WHOLE: EvaluationRequest = {
  trainExamples: Infinity,
  validExamples: Infinity,
  maxAbsError: 100,
  noiseSeed: 0,
  record: 'errors',
  validationSigmoid: 'local',
};

/** The interpreter, and every kernel that runs here: they all have to find the same. */
const INTERPRETER = new Interpreter();
const KERNELS = evaluatorsOf((await kernelsPresent()).kernels);

/**
 * Evaluates a program on all tasks of a set, or on those listed. Unless an evaluator is named, every one that runs on
 * this machine does, and has to agree with the interpreter.
 */
export function runProgram(
  program: Program,
  set: TaskSet,
  request: Partial<EvaluationRequest> = {},
  evaluator?: Evaluator,
  taskIndices: readonly number[] = set.tasks.map((_, index) => index),
): Outcome[] {
  const outcomes = outcomesOf(evaluator ?? INTERPRETER, program, set, request, taskIndices);
  if (evaluator === undefined) {
    for (const kernel of KERNELS) {
      expect(outcomesOf(kernel.evaluator, program, set, request, taskIndices), kernel.label).toEqual(outcomes);
    }
  }
  return outcomes;
}

function outcomesOf(
  evaluator: Evaluator,
  program: Program,
  set: TaskSet,
  request: Partial<EvaluationRequest>,
  taskIndices: readonly number[],
): Outcome[] {
  const whole = { ...WHOLE, ...request };
  const result = allocateResult(set, whole.record);
  evaluator.evaluate(program, set, whole, taskIndices, result);
  return taskIndices.map((index) => ({
    loss: result.losses[index]!,
    trainSteps: result.trainSteps[index]!,
    train: traceOf(index, result.trainTrace, result.trainCapacity, result.trainTraceLength),
    valid: traceOf(index, result.validTrace, result.validCapacity, result.validTraceLength),
  }));
}

/** A task's part of the traces of all tasks. */
export function traceOf(task: number, traces: Float64Array, capacity: number, lengths: Uint32Array): number[] {
  return Array.from(traces.subarray(task * capacity, task * capacity + lengths[task]!));
}

/** Evaluates a program on the only task of a set. */
export function runOnOne(program: Program, set: TaskSet, request: Partial<EvaluationRequest> = {}): Outcome {
  return runProgram(program, set, request, undefined, [0])[0]!;
}
