import type { Program } from './program.ts';

/**
 * Follows the flow of data through the steps of a numbered program: through Predict, and through Learn in training.
 *
 * Asked in this order, each question for a program that the one before was affirmed for. Registers that no instruction
 * used before may have come in between.
 */
export interface StepFlow {
  /**
   * Finds the prediction's inputs: what it depends on when a step starts. Looks at Predict alone.
   *
   * @returns whether there are any and the prediction depends on the features, too
   */
  findInputs(program: Program): boolean;
  /** Whether the next values of the inputs depend on the label, if need be over several steps. */
  inputsDependOnLabel(program: Program): boolean;
  /** Whether the next value of one of the inputs depends on the label and on itself, in that sense. */
  hasAccumulator(program: Program): boolean;
}
