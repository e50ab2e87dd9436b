import type { Program } from '../../native-worker/algorithm/program.ts';
import type { EvaluationRequest, EvaluationResult, Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import type { TaskSet } from '../../native-worker/tasks/task-set.ts';

/** What a program does on a task, as `ScriptedEvaluator` plays it. */
export interface Performance {
  readonly loss: number;
  /** Training steps of a full evaluation; a probe takes as many as it asks for, at most. */
  readonly steps: number;
  /** The number that stands for every error and prediction of the program on the task. */
  readonly trace: number;
}

/** One call of an evaluator. */
export interface Call {
  readonly program: Program;
  readonly request: EvaluationRequest;
  readonly tasks: readonly number[];
}

/** Plays performances instead of running programs, and keeps what it was asked. */
export class ScriptedEvaluator implements Evaluator {
  readonly name = 'interpreter';
  readonly calls: Call[] = [];
  readonly #perform: (program: Program, task: number) => Performance;

  constructor(perform: (program: Program, task: number) => Performance) {
    this.#perform = perform;
  }

  begin(
    program: Program,
    set: TaskSet,
    request: EvaluationRequest,
    tasks: readonly number[],
    result: EvaluationResult,
  ): void {
    this.evaluate(program, set, request, tasks, result);
  }

  advance(): boolean {
    return true;
  }

  evaluate(
    program: Program,
    _set: TaskSet,
    request: EvaluationRequest,
    tasks: readonly number[],
    result: EvaluationResult,
  ): void {
    this.calls.push({ program, request: { ...request }, tasks: [...tasks] });
    for (const task of tasks) {
      const { loss, steps, trace } = this.#perform(program, task);
      const run = Math.min(steps, request.trainExamples);
      result.losses[task] = loss;
      result.trainSteps[task] = run;
      if (request.record === 'nothing') continue;
      const { trainCapacity, validCapacity } = result;
      result.trainTrace.fill(trace, task * trainCapacity, task * trainCapacity + run);
      result.trainTraceLength[task] = run;
      result.validTrace.fill(trace, task * validCapacity, task * validCapacity + request.validExamples);
      result.validTraceLength[task] = request.validExamples;
    }
  }
}
