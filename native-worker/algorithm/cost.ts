import type { ComponentFunction } from './component-function.ts';
import { OPS } from './op-table.ts';
import { functionLength, functionStart, type Program, WORDS_PER_INSTRUCTION } from './program.ts';

const COST: ArrayLike<number> = Float64Array.from(OPS, ({ cost }) => cost);

/**
 * Static compute cost of a component function: the sum over its instructions, NO_OPs included
 * (reference: compute_cost.cc). The unit is the op table's: an abstract measure of time, independent of F.
 */
export function functionCost(program: Program, component: ComponentFunction): number {
  const start = functionStart(program, component);
  const end = start + functionLength(program, component);
  let cost = 0;
  for (let i = start; i < end; i++) cost += COST[program.words[i * WORDS_PER_INSTRUCTION]!]!;
  return cost;
}

/**
 * Static compute cost of training on a number of examples, epochs included: Setup once, Predict and Learn for each
 * (reference: train_budget.cc). Validation is free.
 */
export function trainingCost(program: Program, trainExamples: number): number {
  const eachExample = functionCost(program, 'predict') + functionCost(program, 'learn');
  return functionCost(program, 'setup') + trainExamples * eachExample;
}
