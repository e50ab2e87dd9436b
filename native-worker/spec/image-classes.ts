import type { TasksSpec } from './tasks-schema.ts';

/** Number of classes of the data set `digits`. */
export const DIGIT_CLASSES = 10;

/** Two classes; examples of the first have label 1, of the second label 0 (reference: generate_datasets.py). */
export type ClassPair = readonly [number, number];

/**
 * The class pairs that a set's tasks are drawn from: those listed, or all i < j in lexicographic order, without the
 * held-out ones in either order (reference: task_util.cc). May be empty.
 */
export function candidatePairs(spec: Extract<TasksSpec, { kind: 'projected-binary' }>): ClassPair[] {
  const heldOut = new Set(spec.heldOutPairs.map(pairKey));
  const listed = spec.pairs === 'all' ? allPairs() : spec.pairs;
  return listed.filter((pair) => !heldOut.has(pairKey(pair)));
}

/** The classes that a set's tasks tell apart, in the order of their labels. */
export function classesToTellApart(spec: Extract<TasksSpec, { kind: 'projected-multiclass' }>): readonly number[] {
  return spec.classes === 'all' ? Array.from({ length: DIGIT_CLASSES }, (_, k) => k) : spec.classes;
}

function allPairs(): ClassPair[] {
  return Array.from({ length: DIGIT_CLASSES }, (_, second) => second).flatMap((first) =>
    Array.from({ length: DIGIT_CLASSES - first - 1 }, (_, k): ClassPair => [first, first + 1 + k]),
  );
}

function pairKey([first, second]: ClassPair): string {
  return first < second ? `${first} ${second}` : `${second} ${first}`;
}
