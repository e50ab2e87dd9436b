import { linearAlgorithm, networkAlgorithm } from '../algorithm/hand-designed.ts';
import { padWithNoOps } from '../algorithm/pad-with-no-ops.ts';
import { packAlgorithm, type Program } from '../algorithm/program.ts';
import { trainExamplesAllowed } from '../algorithm/train-budget.ts';
import type { Spec, TrainBudgetSpec } from '../spec/spec-schema.ts';
import type { TaskSet } from '../tasks/task-set.ts';

/** How many training examples each task of a set grants a program: all that it has, or none to one that costs too much. */
export class TrainAllowance {
  readonly #budget: TrainBudgetSpec | null;
  readonly #baseline: Program | null;
  /** All training examples of each task, epochs included. */
  readonly #all: readonly number[];
  /** The same for every task that has the same number of them, which are most sets. */
  readonly #distinct: readonly number[];
  readonly #none: readonly number[];

  constructor(spec: Pick<Spec, 'trainBudget' | 'sizes'>, set: TaskSet) {
    this.#budget = spec.trainBudget;
    this.#baseline = spec.trainBudget === null ? null : baselineProgram(spec.trainBudget, spec.sizes);
    this.#all = set.tasks.map(({ trainCount, epochOrders }) => trainCount * epochOrders.length);
    this.#distinct = [...new Set(this.#all)];
    this.#none = this.#all.map(() => 0);
  }

  /**
   * Examples by task.
   *
   * @param written the program as it was bred, for a budget measured `raw-padded`
   * @param live the program without dead code, for a budget measured `canonical`
   */
  of(written: Program, live: Program): readonly number[] {
    if (this.#budget === null || this.#baseline === null) return this.#all;
    const { factor, measured } = this.#budget;
    const program = measured === 'raw-padded' ? written : live;
    const allows = (examples: number): boolean => trainExamplesAllowed(program, this.#baseline!, factor, examples) > 0;
    if (this.#distinct.every(allows)) return this.#all;
    if (!this.#distinct.some(allows)) return this.#none;
    return this.#all.map((examples) => (allows(examples) ? examples : 0));
  }
}

function baselineProgram({ baseline, measured }: TrainBudgetSpec, { setup, predict, learn }: Spec['sizes']): Program {
  const algorithm = baseline === 'linear' ? linearAlgorithm() : networkAlgorithm();
  if (measured === 'canonical') return packAlgorithm(algorithm);
  return packAlgorithm(padWithNoOps(algorithm, { setup: setup.init, predict: predict.init, learn: learn.init }));
}
