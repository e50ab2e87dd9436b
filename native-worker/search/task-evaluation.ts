import type { Program } from '../algorithm/program.ts';
import {
  allocateResult,
  type EvaluationRequest,
  type EvaluationResult,
  type Evaluator,
} from '../evaluator/evaluator.ts';
import { fitnessOfLoss } from '../evaluator/fitness.ts';
import { type TaskSet, trainingExamples } from '../tasks/task-set.ts';

/** Full evaluations on the tasks of a set, one after the other. */
export class TaskEvaluation {
  readonly set: TaskSet;
  readonly #evaluator: Evaluator;
  readonly #result: EvaluationResult;
  /** One object for all evaluations, which differ in their noise. */
  readonly #request: EvaluationRequest & { noiseSeed: number };
  #tasks: readonly number[] = [];
  #fitness = new Float64Array(0);
  #steps = 0;

  constructor(
    evaluator: Evaluator,
    set: TaskSet,
    options: Pick<EvaluationRequest, 'maxAbsError' | 'validationSigmoid'>,
  ) {
    this.set = set;
    this.#evaluator = evaluator;
    this.#result = allocateResult(set);
    this.#request = {
      trainExamples: Math.max(...set.tasks.map(trainingExamples)),
      validExamples: Math.max(...set.tasks.map(({ validCount }) => validCount)),
      maxAbsError: options.maxAbsError,
      validationSigmoid: options.validationSigmoid,
      noiseSeed: 0,
      record: 'nothing',
    };
  }

  /** Training steps that the evaluation completed last has run. */
  get steps(): number {
    return this.#steps;
  }

  /**
   * Begins to train and validate a program on the listed tasks.
   *
   * @param tasks one at least; like the program, it stays as it is until all is done
   * @param fitness where the fitness of each of them will stand, at its place
   */
  begin(program: Program, tasks: readonly number[], noiseSeed: number, fitness: Float64Array<ArrayBuffer>): void {
    this.#tasks = tasks;
    this.#fitness = fitness;
    this.#request.noiseSeed = noiseSeed;
    this.#evaluator.begin(program, this.set, this.#request, tasks, this.#result);
  }

  /** Works on for about so many entries (`Evaluator.advance`); says whether all is done. */
  advance(work: number): boolean {
    if (!this.#evaluator.advance(work)) return false;
    const tasks = this.#tasks;
    const { losses, trainSteps } = this.#result;
    this.#steps = 0;
    for (let place = 0; place < tasks.length; place++) {
      const task = tasks[place]!;
      this.#fitness[task] = fitnessOfLoss(losses[task]!, this.set.measure);
      this.#steps += trainSteps[task]!;
    }
    return true;
  }
}
