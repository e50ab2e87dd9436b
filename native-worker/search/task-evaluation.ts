import type { Program } from '../algorithm/program.ts';
import {
  allocateResult,
  type EvaluationRequest,
  type EvaluationResult,
  type Evaluator,
} from '../evaluator/evaluator.ts';
import { fitnessOfLoss } from '../evaluator/fitness.ts';
import type { TaskSet } from '../tasks/task-set.ts';

/** Full evaluations on the tasks of a set. */
export class TaskEvaluation {
  readonly set: TaskSet;
  readonly #evaluator: Evaluator;
  readonly #result: EvaluationResult;
  #request: EvaluationRequest;

  constructor(
    evaluator: Evaluator,
    set: TaskSet,
    options: Pick<EvaluationRequest, 'maxAbsError' | 'validationSigmoid'>,
  ) {
    this.set = set;
    this.#evaluator = evaluator;
    this.#result = allocateResult(set);
    this.#request = {
      trainExamples: Math.max(...set.tasks.map(({ trainCount, epochOrders }) => trainCount * epochOrders.length)),
      validExamples: Math.max(...set.tasks.map(({ validCount }) => validCount)),
      maxAbsError: options.maxAbsError,
      validationSigmoid: options.validationSigmoid,
      noiseSeed: 0,
      record: 'nothing',
    };
  }

  /** Trains and validates a program on the listed tasks. Writes their fitness at their places; gives the steps run. */
  run(program: Program, tasks: readonly number[], noiseSeed: number, fitness: Float64Array): number {
    if (noiseSeed !== this.#request.noiseSeed) this.#request = { ...this.#request, noiseSeed };
    this.#evaluator.evaluate(program, this.set, this.#request, tasks, this.#result);
    let steps = 0;
    for (const task of tasks) {
      fitness[task] = fitnessOfLoss(this.#result.losses[task]!, this.set.measure);
      steps += this.#result.trainSteps[task]!;
    }
    return steps;
  }
}
