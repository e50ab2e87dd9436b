import { exampleWork } from '../algorithm/example-work.ts';
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

/** Slices of more tasks than this are cut to a multiple of it, since evaluators run that many side by side. */
const TASKS_SIDE_BY_SIDE = 16;
/** Entries that one slice goes through, about: some tens of milliseconds of the slowest evaluator. */
const SLICE = 1_000_000;

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
  /** Entries that an example takes. */
  readonly #exampleWork: number;
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
    this.#exampleWork = exampleWork(this.#program, set.features);
  }

  /** Scores some more tasks, one at least; says whether all are done. */
  advance(): boolean {
    const start = this.#next;
    this.#next = this.#endOfSlice(start);
    const slice = Array.from({ length: this.#next - start }, (_, place) => start + place);
    this.#evaluator.evaluate(this.#program, this.#set, this.#request, slice, this.#result);
    return this.#next === this.#set.tasks.length;
  }

  #endOfSlice(start: number): number {
    const { tasks } = this.#set;
    let end = start;
    for (let work = 0; end < tasks.length; end++) {
      work += examplesOf(tasks[end]!) * this.#exampleWork;
      if (work > SLICE && end > start) break;
    }
    const count = end - start;
    const isWhole = end === tasks.length || count < TASKS_SIDE_BY_SIDE;
    return isWhole ? end : end - (count % TASKS_SIDE_BY_SIDE);
  }

  /** The score, once all tasks are done. */
  score(): SetScore {
    const byTask = this.#result.losses.map((loss) => fitnessOfLoss(loss, this.#set.measure));
    return { fitness: combineFitness(byTask, 'mean'), byTask: Array.from(byTask) };
  }
}

function trainingSteps({ trainCount, epochOrders }: Task): number {
  return trainCount * epochOrders.length;
}

/** Examples run in all epochs, validation included. */
function examplesOf({ trainCount, validCount, epochOrders }: Task): number {
  return (trainCount + validCount) * epochOrders.length;
}
