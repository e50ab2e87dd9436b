import type { Program } from '../algorithm/program.ts';
import type { TaskSet } from '../tasks/task-set.ts';

/** What to evaluate and what to keep. One request serves any number of programs. */
export interface EvaluationRequest {
  /** Training examples a task gets over all epochs (at most trainCount x epochs); 0: no training, no validation. */
  readonly trainExamples: number;
  /** Validation examples run after each epoch (the first ones stored). */
  readonly validExamples: number;
  /** A training or regression validation error above this, or NaN, ends the evaluation of a task (spec 2.1). */
  readonly maxAbsError: number;
  /** Second key word of the random streams, uint32. */
  readonly noiseSeed: number;
  /** What to record of the first epoch, example by example. */
  readonly record: 'nothing' | 'errors' | 'predictions';
  /** `in-memory`: validation normalises s1 in memory too, as the paper's pseudo-code does; `local` is the reference. */
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
  /** First epoch, if asked for: |label - prediction| (or the prediction) of each training step that was run. */
  readonly trainTrace: Float64Array[];
  /** First validation, if asked for. Accuracy errors are 0 (right) or 1 (wrong). */
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
   * (spec 2.1 to 2.3). Random instructions are numbered by their order in the program, so callers hand over
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

/** A result that can hold any evaluation on a set. */
export function allocateResult(set: TaskSet): EvaluationResult {
  const count = set.tasks.length;
  return {
    losses: new Float64Array(count).fill(Infinity),
    trainSteps: new Float64Array(count),
    trainTrace: set.tasks.map((task) => new Float64Array(task.trainCount)),
    validTrace: set.tasks.map((task) => new Float64Array(task.validCount)),
    trainTraceLength: new Uint32Array(count),
    validTraceLength: new Uint32Array(count),
  };
}
