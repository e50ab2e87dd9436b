import type { Program } from '../algorithm/program.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import { checkArray } from './check-array.ts';
import { checkProgram } from './check-program.ts';
import type { EvaluationRequest, EvaluationResult } from './evaluator.ts';

/**
 * Checks all that `Evaluator.begin` is handed but the content of the task set, which `check-task-set.ts` checks once. Takes
 * a fraction of a microsecond for a program of some ten instructions.
 *
 * @throws {TypeError | RangeError} which names the argument
 */
export function checkEvaluation(
  program: Program,
  set: TaskSet,
  request: EvaluationRequest,
  taskIndices: readonly number[],
  result: EvaluationResult,
): void {
  checkProgram(program);
  checkRequest(request);
  checkTaskIndices(taskIndices, set.tasks.length);
  checkResult(set, request, taskIndices, result);
}

function checkRequest({ trainExamples, validExamples, maxAbsError, noiseSeed, record }: EvaluationRequest): void {
  checkExamples('trainExamples', trainExamples);
  checkExamples('validExamples', validExamples);
  if (Number.isNaN(maxAbsError)) throw new RangeError('request.maxAbsError is NaN; expected a number, or Infinity');
  if (noiseSeed >>> 0 !== noiseSeed) {
    throw new RangeError(`request.noiseSeed is ${noiseSeed}; expected a whole number from 0 to 4294967295`);
  }
  switch (record) {
    case 'nothing':
    case 'errors':
    case 'predictions':
      return;
    default:
      throw new RangeError(`request.record is ${String(record)}; expected nothing, errors or predictions`);
  }
}

function checkExamples(field: string, count: number): void {
  if (count >= 0 && (Number.isInteger(count) || count === Infinity)) return;
  throw new RangeError(`request.${field} is ${count}; expected a whole number from 0 on, or Infinity for all`);
}

function checkTaskIndices(taskIndices: readonly number[], tasks: number): void {
  for (let place = 0, before = -1; place < taskIndices.length; place++) {
    const index = taskIndices[place]!;
    if (!(Number.isInteger(index) && index >= 0 && index < tasks)) {
      throw new RangeError(`taskIndices[${place}] is ${index}; expected the index of a task, 0 to ${tasks - 1}`);
    }
    if (index <= before) {
      throw new RangeError(`taskIndices[${place}] is ${index} after ${before}; expected ascending indices`);
    }
    before = index;
  }
}

/**
 * Checks that a result has room for what a request asks for. Memory can be given to another thread at any time, so this is
 * asked again before the result is taken for complete.
 *
 * @throws {TypeError | RangeError} which names the array
 */
export function checkResult(
  { tasks }: TaskSet,
  { trainExamples, validExamples, record, keepsMemory }: EvaluationRequest,
  taskIndices: readonly number[],
  result: EvaluationResult,
): void {
  const count = tasks.length;
  checkArray('result.losses', result.losses, Float64Array, count);
  checkArray('result.trainSteps', result.trainSteps, Float64Array, count);
  checkArray('result.trainTraceLength', result.trainTraceLength, Uint32Array, count);
  checkArray('result.validTraceLength', result.validTraceLength, Uint32Array, count);
  if (keepsMemory === true && !Array.isArray(result.memories)) {
    throw new TypeError('result.memories is no list; expected one, as the request keeps the memory');
  }
  if (record === 'nothing') return;
  const { trainCapacity, validCapacity } = result;
  // With room for more than the request asks for, no task can have too little.
  const hasRoom =
    Number.isInteger(trainCapacity) &&
    trainCapacity >= trainExamples &&
    Number.isInteger(validCapacity) &&
    validCapacity >= validExamples;
  for (let place = 0; place < taskIndices.length && !hasRoom; place++) {
    const task = taskIndices[place]!;
    const { trainCount, validCount } = tasks[task]!;
    checkCapacity('trainCapacity', trainCapacity, Math.min(trainExamples, trainCount), task);
    checkCapacity('validCapacity', validCapacity, Math.min(validExamples, validCount), task);
  }
  checkArray('result.trainTrace', result.trainTrace, Float64Array, count * trainCapacity);
  checkArray('result.validTrace', result.validTrace, Float64Array, count * validCapacity);
}

function checkCapacity(field: string, capacity: number, least: number, task: number): void {
  if (Number.isInteger(capacity) && capacity >= least) return;
  throw new RangeError(
    `result.${field} is ${capacity}; expected ${least} at least, since task ${task} records so many examples`,
  );
}
