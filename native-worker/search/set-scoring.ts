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
import { type TaskSet, trainingExamples } from '../tasks/task-set.ts';

/** How good a program is on a set of tasks. */
export interface SetScore {
  /** Mean over the tasks, 0 to 1. */
  readonly fitness: number;
  readonly byTask: readonly number[];
}

/**
 * One look at a program on all tasks of a set: the mean, without cache, train budget or hurdle, as champions are
 * scored (reference: run_search_experiment.cc). Works in slices, so that whoever asked can stop in between; a look that
 * is begun anew gives the same score.
 */
export class SetScoring {
  readonly #program: Program;
  readonly #set: TaskSet;
  readonly #evaluator: Evaluator;
  readonly #request: EvaluationRequest;
  readonly #result: EvaluationResult;
  #hasBegun = false;

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
      trainExamples: Math.max(...set.tasks.map(trainingExamples)),
      validExamples: Math.max(...set.tasks.map(({ validCount }) => validCount)),
      maxAbsError,
      noiseSeed,
      record: 'nothing',
      validationSigmoid: method.validationSigmoid,
    };
    this.#result = allocateResult(set);
  }

  /**
   * Works on for about so many entries (`Evaluator.advance`); says whether all is done. From the first call on, the
   * evaluator is in use.
   */
  advance(work: number): boolean {
    if (!this.#hasBegun) {
      const allTasks = this.#set.tasks.map((_, task) => task);
      this.#evaluator.begin(this.#program, this.#set, this.#request, allTasks, this.#result);
      this.#hasBegun = true;
    }
    return this.#evaluator.advance(work);
  }

  /** The score, once all is done. */
  score(): SetScore {
    const byTask = this.#result.losses.map((loss) => fitnessOfLoss(loss, this.#set.measure));
    return { fitness: combineFitness(byTask, 'mean'), byTask: Array.from(byTask) };
  }
}
