import { USUAL_TASKS } from '../kernel-evaluator/task-groups.ts';

/**
 * A shape of groups that a kernel has code of its own for: what it knows of the number of features and of the vectors of
 * lanes that a group takes. Code for one shape says nothing of the code for another.
 */
export interface KernelShape {
  readonly features: number | 'any';
  readonly vectors: 'one' | 'ten tasks' | 'any';
}

/** The shapes in the order in which `native-worker/kernel/operations.hpp` looks for the first that fits. */
export const KERNEL_SHAPES: readonly KernelShape[] = [
  { features: 4, vectors: 'one' },
  { features: 4, vectors: 'ten tasks' },
  { features: 4, vectors: 'any' },
  { features: 8, vectors: 'one' },
  { features: 8, vectors: 'ten tasks' },
  { features: 16, vectors: 'one' },
  { features: 'any', vectors: 'one' },
  { features: 'any', vectors: 'any' },
];

/** Those for which `native-worker/kernel/pairs.hpp` has code for two instructions in one go. */
export const PAIR_SHAPES: readonly KernelShape[] = KERNEL_SHAPES.filter(
  ({ features, vectors }) => (features === 4 && vectors !== 'any') || features === 16,
);

/** Tasks that take the vectors of a shape, be they of two doubles or of four. */
const TASKS: Readonly<Record<KernelShape['vectors'], number>> = { one: 2, 'ten tasks': USUAL_TASKS, any: 6 };

/** No known number, odd, and the least for which sums are not written out but divided at run time. */
const ANY_FEATURES = 9;

/** The number of features and tasks of a set that is run by the code for a shape. */
export function sizeForShape({ features, vectors }: KernelShape): {
  readonly features: number;
  readonly tasks: number;
} {
  return { features: features === 'any' ? ANY_FEATURES : features, tasks: TASKS[vectors] };
}

/** `F = 4, vectors: ten tasks`: a shape as it stands in the name of a case. */
export function shapeText({ features, vectors }: KernelShape): string {
  return `F = ${features}, vectors: ${vectors}`;
}
