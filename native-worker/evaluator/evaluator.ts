import type { Program } from '../algorithm/program.ts';
import type { TaskSet } from '../tasks/task-set.ts';

/** What to evaluate and what to keep. One request serves any number of programs. */
export interface EvaluationRequest {
  /** Training examples a task gets over all epochs (at most trainCount x epochs); 0: no training, no validation. */
  readonly trainExamples: number;
  /** Validation examples run after each epoch (the first ones stored). */
  readonly validExamples: number;
  /**
   * A training error above this, or NaN, ends the training of a task; a validation error above this, or NaN, ends that
   * validation without a loss (reference: executor.h). An error of exactly the limit passes.
   */
  readonly maxAbsError: number;
  /** Second key word of the random streams, uint32. */
  readonly noiseSeed: number;
  /** What to record of the first epoch, example by example: see `EvaluationResult.trainTrace`. */
  readonly record: 'nothing' | 'errors' | 'predictions';
  /**
   * Two classes: `in-memory` makes s1 a probability in validation too, as the paper's pseudo-code does; with `local`,
   * the reference's way, it stays a logit there. Vector outputs stay as they are in validation either way.
   */
  readonly validationSigmoid: 'local' | 'in-memory';
}

/** Where an evaluator writes what it found; reused from call to call. Task i of the set is at index i. */
export interface EvaluationResult {
  /**
   * Smallest loss over the epochs that were validated, `Infinity` where there was none or it was not a number.
   * Regression: sum of squares over the stored validation count. Accuracy: share of the stored validation examples
   * that were wrong.
   */
  readonly losses: Float64Array;
  /** Training steps run: training Predicts started, the failing one included. */
  readonly trainSteps: Float64Array;
  /**
   * First epoch, if asked for: the error |label - prediction|, or the prediction, of each training step that passed.
   * Two classes: the prediction is the probability. Vector outputs: the error is the largest |v1 - v2|, and stands for
   * the prediction too.
   */
  readonly trainTrace: Float64Array[];
  /**
   * First validation, if asked for: likewise, of each example that passed. The error of a class is 0 (right) or 1
   * (wrong); the prediction of vector outputs is the class's index, or -1 where a NaN stands among the entries.
   */
  readonly validTrace: Float64Array[];
  /** Number of entries of `trainTrace[i]` and `validTrace[i]` that were written. */
  readonly trainTraceLength: Uint32Array;
  readonly validTraceLength: Uint32Array;
}

/** One way of running programs. All ways give the same bits. */
export interface Evaluator {
  readonly name: 'interpreter' | 'wasm' | 'native';
  /**
   * Evaluates a program exactly as it is handed over on the tasks of a set whose indices are listed
   * (reference: executor.h). Random instructions are numbered by their order in the program, so callers hand over
   * programs without dead code (`remove-dead-code.ts`) wherever the fitness of the canonical program is meant.
   */
  evaluate(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    taskIndices: readonly number[],
    result: EvaluationResult,
  ): void;
}

/**
 * A result that can hold any evaluation on a set.
 *
 * @param record what the requests record; traces are as long as the examples, so there is no room for them with `nothing`
 */
export function allocateResult(set: TaskSet, record: EvaluationRequest['record'] = 'nothing'): EvaluationResult {
  const count = set.tasks.length;
  const trace = (length: number): Float64Array => new Float64Array(record === 'nothing' ? 0 : length);
  return {
    losses: new Float64Array(count).fill(Infinity),
    trainSteps: new Float64Array(count),
    trainTrace: set.tasks.map(({ trainCount }) => trace(trainCount)),
    validTrace: set.tasks.map(({ validCount }) => trace(validCount)),
    trainTraceLength: new Uint32Array(count),
    validTraceLength: new Uint32Array(count),
  };
}
