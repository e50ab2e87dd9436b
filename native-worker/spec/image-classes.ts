import { DIGITS, type TasksSpec } from './tasks-schema.ts';

/** Specs of tasks that are made of images. */
export type ImageSpec = Extract<TasksSpec, { kind: 'projected-binary' | 'projected-multiclass' }>;

/** Number of classes of the data set `digits`. */
const DIGIT_CLASSES = 10;

/** Two classes; examples of the first have label 1, of the second label 0 (reference: generate_datasets.py). */
export type ClassPair = readonly [number, number];

/** How many classes the images have; null where they are an imported data set that has not been looked up yet. */
export function imageClassCount({ data, dataClasses }: ImageSpec): number | null {
  return data === DIGITS ? DIGIT_CLASSES : (dataClasses ?? null);
}

/**
 * The class pairs that a set's tasks are drawn from: those listed, or all i < j in lexicographic order, without the
 * held-out ones in either order (reference: task_util.cc). May be empty.
 *
 * @throws Error where all pairs are asked for and the images have not been looked up yet
 */
export function candidatePairs(spec: Extract<TasksSpec, { kind: 'projected-binary' }>): ClassPair[] {
  const heldOut = new Set(spec.heldOutPairs.map(pairKey));
  const listed = spec.pairs === 'all' ? allPairs(knownClassCount(spec)) : spec.pairs;
  return listed.filter((pair) => !heldOut.has(pairKey(pair)));
}

/**
 * The classes that a set's tasks tell apart, in the order of their labels.
 *
 * @throws Error where all classes are asked for and the images have not been looked up yet
 */
export function classesToTellApart(spec: Extract<TasksSpec, { kind: 'projected-multiclass' }>): readonly number[] {
  return spec.classes === 'all' ? Array.from({ length: knownClassCount(spec) }, (_, k) => k) : spec.classes;
}

function knownClassCount(spec: ImageSpec): number {
  const count = imageClassCount(spec);
  if (count === null) throw new Error(`the data set "${spec.data}" has not been looked up`);
  return count;
}

function allPairs(classCount: number): ClassPair[] {
  return Array.from({ length: classCount }, (_, second) => second).flatMap((first) =>
    Array.from({ length: classCount - first - 1 }, (_, k): ClassPair => [first, first + 1 + k]),
  );
}

function pairKey([first, second]: ClassPair): string {
  return first < second ? `${first} ${second}` : `${second} ${first}`;
}
