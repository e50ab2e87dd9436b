import type { Program } from '../algorithm/program.ts';
import type { RegisterKind } from '../algorithm/register-kind.ts';
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
  /** Whether to keep what each task's registers hold when it is through: see `EvaluationResult.memories`. */
  readonly keepsMemory?: boolean;
  /**
   * Two classes: `in-memory` makes s1 a probability in validation too, as the paper's pseudo-code does; with `local`,
   * the reference's way, it stays a logit there. Vector outputs stay as they are in validation either way.
   */
  readonly validationSigmoid: 'local' | 'in-memory';
}

/** What a register holds: 1, F or F x F entries, a matrix row by row. */
export interface RegisterContents {
  readonly kind: RegisterKind;
  readonly address: number;
  readonly values: Float64Array;
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
  /** Entries that there is room for in `trainTrace` and `validTrace`, for each task. */
  readonly trainCapacity: number;
  readonly validCapacity: number;
  /**
   * First epoch, if asked for: the error |label - prediction|, or the prediction, of each training step that passed;
   * those of task i from `i * trainCapacity` on.
   * Two classes: the prediction is the probability. Vector outputs: the error is the largest |v1 - v2|, and stands for
   * the prediction too.
   */
  readonly trainTrace: Float64Array;
  /**
   * First validation, if asked for: likewise, of each example that passed, from `i * validCapacity` on. The error of a
   * class is 0 (right) or 1 (wrong); the prediction of vector outputs is the class's index, or -1 where a NaN stands
   * among the entries.
   */
  readonly validTrace: Float64Array;
  /** Number of entries of a task's traces that were written. */
  readonly trainTraceLength: Uint32Array;
  readonly validTraceLength: Uint32Array;
  /**
   * If asked for, by task: what each register that the program or the protocol names held when the task was through
   * (when it failed, for one that did), scalars first, by ascending address. Every NaN has the same bits.
   */
  readonly memories: (readonly RegisterContents[])[];
}

/** The ways of running programs, fastest first. */
export const EVALUATOR_NAMES = ['native', 'wasm', 'interpreter'] as const;
export type EvaluatorName = (typeof EVALUATOR_NAMES)[number];

/** One way of running programs. All ways give the same bits. */
export interface Evaluator {
  readonly name: EvaluatorName;
  /**
   * Begins to evaluate a program exactly as it is handed over on the tasks of a set whose indices are listed
   * (reference: executor.h); what was under way before is dropped. Random instructions are numbered by their order in
   * the program, so callers hand over programs without dead code (`remove-dead-code.ts`) wherever the fitness of the
   * canonical program is meant. All that is handed over stays as it is until all is done or dropped.
   *
   * @param taskIndices ascending, without repeats
   * @param result holds what it held before for tasks that are not listed
   * @throws {TypeError | RangeError} where something does not fit together, naming the argument; nothing is begun then
   */
  begin(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    taskIndices: readonly number[],
    result: EvaluationResult,
  ): void;
  /**
   * Works on at what was begun. The result can be read once all is done.
   *
   * @param work about how many entries to go through before it returns: for each instruction and task those of its
   *   largest register, where an entry that takes longer counts for several: one that is drawn, and one of a product of
   *   matrices. A single instruction is never cut. 1 at least
   * @returns whether all is done
   * @throws {TypeError | RangeError} where work is less than 1, or the result's memory has been given away meanwhile
   */
  advance(work: number): boolean;
  /** `begin`, and `advance` until all is done. */
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
 * @param record what the requests record; there is no room for traces with `nothing`
 */
export function allocateResult(set: TaskSet, record: EvaluationRequest['record'] = 'nothing'): EvaluationResult {
  const count = set.tasks.length;
  const records = record !== 'nothing';
  const trainCapacity = records ? set.tasks.reduce((most, { trainCount }) => Math.max(most, trainCount), 0) : 0;
  const validCapacity = records ? set.tasks.reduce((most, { validCount }) => Math.max(most, validCount), 0) : 0;
  return {
    losses: new Float64Array(count).fill(Infinity),
    trainSteps: new Float64Array(count),
    trainCapacity,
    validCapacity,
    trainTrace: new Float64Array(count * trainCapacity),
    validTrace: new Float64Array(count * validCapacity),
    trainTraceLength: new Uint32Array(count),
    validTraceLength: new Uint32Array(count),
    memories: [],
  };
}
