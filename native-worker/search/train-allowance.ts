import { linearAlgorithm, networkAlgorithm } from '../algorithm/hand-designed.ts';
import { padWithNoOps } from '../algorithm/pad-with-no-ops.ts';
import { packAlgorithm, type Program } from '../algorithm/program.ts';
import { isWithinLimit, trainingLimit } from '../algorithm/train-budget.ts';
import type { Spec, TrainBudgetSpec } from '../spec/spec-schema.ts';
import { type TaskSet, trainingExamples } from '../tasks/task-set.ts';

/** What a program may train on. */
export interface Allowance {
  /** Training examples by task: all that it has, or 0. */
  readonly examples: readonly number[];
  /** The tasks that grant any, ascending. */
  readonly tasks: readonly number[];
}

/** How many training examples each task of a set grants a program: all that it has, or none to one that costs too much. */
export class TrainAllowance {
  readonly #budget: TrainBudgetSpec | null;
  /** By task, what training on it may cost; empty where there is no budget. */
  readonly #limits: Float64Array;
  /** Whether all tasks have as many examples, as in most sets: then they grant alike. */
  readonly #areAlike: boolean;
  readonly #all: Allowance;
  readonly #none: Allowance;
  /** Made anew for each program that some tasks grant examples and others do not. */
  readonly #some: { readonly examples: number[]; readonly tasks: number[] };

  constructor({ trainBudget, sizes }: Pick<Spec, 'trainBudget' | 'sizes'>, set: TaskSet) {
    const all = set.tasks.map(trainingExamples);
    this.#budget = trainBudget;
    this.#limits = trainBudget === null ? new Float64Array(0) : limitsOf(trainBudget, sizes, all);
    this.#areAlike = all.every((examples) => examples === all[0]);
    this.#all = { examples: all, tasks: all.map((_, task) => task) };
    this.#none = { examples: all.map(() => 0), tasks: [] };
    this.#some = { examples: all.map(() => 0), tasks: [] };
  }

  /**
   * What the tasks grant a program. It holds until the next call.
   *
   * @param written the program as it was bred, for a budget measured `raw-padded`
   * @param live the program without dead code, for a budget measured `canonical`
   */
  of(written: Program, live: Program): Allowance {
    if (this.#budget === null) return this.#all;
    const limits = this.#limits;
    const program = this.#budget.measured === 'raw-padded' ? written : live;
    const { examples: all } = this.#all;
    if (this.#areAlike) return isWithinLimit(program, all[0]!, limits[0]!) ? this.#all : this.#none;
    const { examples, tasks } = this.#some;
    tasks.length = 0;
    for (let task = 0; task < all.length; task++) {
      const isGranted = isWithinLimit(program, all[task]!, limits[task]!);
      examples[task] = isGranted ? all[task]! : 0;
      if (isGranted) tasks.push(task);
    }
    return this.#some;
  }
}

function limitsOf(
  { baseline, factor, measured }: TrainBudgetSpec,
  { setup, predict, learn }: Spec['sizes'],
  examples: readonly number[],
): Float64Array {
  const algorithm = baseline === 'linear' ? linearAlgorithm() : networkAlgorithm();
  const sizes = { setup: setup.init, predict: predict.init, learn: learn.init };
  const program = packAlgorithm(measured === 'canonical' ? algorithm : padWithNoOps(algorithm, sizes));
  return Float64Array.from(examples, (count) => trainingLimit(program, factor, count));
}
