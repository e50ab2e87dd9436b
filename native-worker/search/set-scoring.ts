import type { Program } from '../algorithm/program.ts';
import { removeDeadCode } from '../algorithm/remove-dead-code.ts';
import {
  allocateResult,
  type EvaluationRequest,
  type EvaluationResult,
  type Evaluator,
} from '../evaluator/evaluator.ts';
import { combineFitness, fitnessOfLoss } from '../evaluator/fitness.ts';
import type { Spec } from '../spec/spec-schema.ts';
import type { Task, TaskSet } from '../tasks/task-set.ts';

/** How good a program is on a set of tasks. */
export interface SetScore {
  /** Mean over the tasks, 0 to 1. */
  readonly fitness: number;
  readonly byTask: readonly number[];
}

/** Tasks of a slice are a multiple of this where possible, since evaluators run that many side by side. */
const TASKS_SIDE_BY_SIDE = 16;
/** Feature values shown in training by one slice, about: some tens of milliseconds of the slowest evaluator. */
const SLICE = 100_000;

/**
 * One look at a program on all tasks of a set: the mean, without cache, train budget or hurdle, as champions are
 * scored (reference: run_search_experiment.cc). Works in slices of tasks, so that whoever asked can stop in between;
 * a look that is begun anew gives the same score.
 */
export class SetScoring {
  readonly #program: Program;
  readonly #set: TaskSet;
  readonly #evaluator: Evaluator;
  readonly #request: EvaluationRequest;
  readonly #result: EvaluationResult;
  #next = 0;

  constructor(
    program: Program,
    set: TaskSet,
    evaluator: Evaluator,
    { outputs, maxAbsError, method }: Pick<Spec, 'outputs' | 'maxAbsError' | 'method'>,
    noiseSeed: number,
  ) {
    this.#program = removeDeadCode(program, outputs);
    this.#set = set;
    this.#evaluator = evaluator;
    this.#request = {
      trainExamples: Math.max(...set.tasks.map(trainingSteps)),
      validExamples: Math.max(...set.tasks.map(({ validCount }) => validCount)),
      maxAbsError,
      noiseSeed,
      record: 'nothing',
      validationSigmoid: method.validationSigmoid,
    };
    this.#result = allocateResult(set);
  }

  /** Scores some more tasks; says whether all are done. */
  advance(): boolean {
    const { tasks, features } = this.#set;
    const slice: number[] = [];
    for (let size = 0; this.#next < tasks.length; this.#next++) {
      if (size >= SLICE && slice.length % TASKS_SIDE_BY_SIDE === 0) break;
      slice.push(this.#next);
      size += trainingSteps(tasks[this.#next]!) * features;
    }
    this.#evaluator.evaluate(this.#program, this.#set, this.#request, slice, this.#result);
    return this.#next === tasks.length;
  }

  /** The score, once all tasks are done. */
  score(): SetScore {
    const byTask = this.#result.losses.map((loss) => fitnessOfLoss(loss, this.#set.measure));
    return { fitness: combineFitness(byTask, 'mean'), byTask: Array.from(byTask) };
  }
}

function trainingSteps(task: Task): number {
  return task.trainCount * task.epochOrders.length;
}
