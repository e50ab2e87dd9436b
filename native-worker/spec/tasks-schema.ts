import { z } from 'zod';
import { MOST_FEATURES } from '../algorithm/register-kind.ts';

/** The images that ship with the program, as a spec names them. */
export const DIGITS = 'digits';

const count = z.int().min(1);
const seed = z.int().min(0).max(0xffffffff);

/**
 * Seeds of a set's tasks: a range or list as text (`"1001-1010"`, `"3, 7-9"`), a list of numbers, or `"random"`:
 * drawn from the run's seed, fresh for each experiment. A list that is too short goes on with last + 1.
 */
const seedsSchema = z.union([
  z.literal('random'),
  z
    .string()
    .regex(
      /^\s*\d+(\s*-\s*\d+)?(\s*,\s*\d+(\s*-\s*\d+)?)*\s*$/,
      'expected "random", a range such as "1001-1010", or a list such as "3, 7-9"',
    ),
  z.array(seed).min(1),
]);

const sized = {
  /** F: length of an example's feature vector. */
  features: z.int().min(1).max(MOST_FEATURES),
  /** Number of tasks in the set. */
  count,
  /** Training examples of an epoch. */
  train: count,
  /** Validation examples. */
  valid: count,
  epochs: count.default(1),
};
const generated = { ...sized, paramSeeds: seedsSchema.default('random'), dataSeeds: seedsSchema.default('random') };
const regression = { measure: z.literal('rms').default('rms') };
const classPair = z.tuple([z.int().min(0), z.int().min(0)]);
/** Data from a file. What stands here besides `data` is filled in when the run is made. */
const pinned = {
  /** SHA-256 of the file's content, in hex. */
  dataHash: z.string().optional(),
  /** What an imported data set is called; `data` is then where it lies. */
  dataName: z.string().optional(),
};
const images = {
  /** `digits`, which ships with the program, or the name of an imported data set. */
  data: z.string().min(1).default(DIGITS),
  ...pinned,
  /** Number of classes of an imported data set, filled in likewise. */
  dataClasses: z.int().min(2).optional(),
};

const linear = z.strictObject({ kind: z.literal('linear'), ...generated, ...regression });
const affine = z.strictObject({ kind: z.literal('affine'), ...generated, ...regression });
const network = z.strictObject({
  kind: z.literal('network'),
  ...generated,
  ...regression,
  /** The paper's two-layer teacher, or the reference's, whose rows and outputs 0 and 2 are zeroed. */
  teacher: z.enum(['paper', 'reference']).default('paper'),
});
const projectedBinary = z.strictObject({
  kind: z.literal('projected-binary'),
  ...sized,
  measure: z.literal('accuracy').default('accuracy'),
  ...images,
  /** Pairs of classes that tasks are drawn from. */
  pairs: z.union([z.literal('all'), z.array(classPair).min(1)]).default('all'),
  /** Pairs that tasks are never drawn from. */
  heldOutPairs: z.array(classPair).default([]),
  dataSeeds: seedsSchema.default('random'),
});
const projectedMulticlass = z.strictObject({
  kind: z.literal('projected-multiclass'),
  ...sized,
  measure: z.literal('accuracy').default('accuracy'),
  ...images,
  /** The classes to tell apart. */
  classes: z.union([z.literal('all'), z.array(z.int().min(0)).min(2)]).default('all'),
  dataSeeds: seedsSchema.default('random'),
});
const table = z.strictObject({
  kind: z.literal('table'),
  /** The name of an imported data set, or a CSV file with a header; a relative path starts at the spec's folder. */
  data: z.string().min(1),
  ...pinned,
  /** The column to predict. */
  target: z.string().min(1),
  /** The columns to predict from; default: every other numeric column. */
  columns: z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]).default('all'),
  /** rms: the target is a number; accuracy: the target's values are classes. */
  measure: z.enum(['rms', 'accuracy']).default('rms'),
  count: count.default(1),
  /** Default: all rows that belong to the training part. */
  train: count.optional(),
  /** Default: all rows that belong to this set's validation part. */
  valid: count.optional(),
  epochs: count.default(1),
  /**
   * Deals the rows to training and to the validation of each of the three sets, which must agree on it: so no row that
   * a set is scored on is ever trained on.
   */
  splitSeed: seed.default(1),
  /** Choose among the rows of a part, and order them. */
  dataSeeds: seedsSchema.default('random'),
});
const fixedTask = z.strictObject({
  seed: seed.default(0),
  trainFeatures: z.array(z.array(z.number())).min(1),
  trainLabels: z.array(z.number()).min(1),
  validFeatures: z.array(z.array(z.number())).min(1),
  validLabels: z.array(z.number()).min(1),
});
const fixed = z.strictObject({
  kind: z.literal('fixed'),
  features: z.int().min(1).max(MOST_FEATURES),
  measure: z.enum(['rms', 'accuracy']).default('rms'),
  /** Number of classes for vector outputs. */
  classes: z.int().min(2).optional(),
  epochs: count.default(1),
  /** Explicit examples, task by task. */
  tasks: z.array(fixedTask).min(1),
});

/** How a set of tasks is made. */
export const tasksSchema = z.discriminatedUnion('kind', [
  linear,
  affine,
  network,
  projectedBinary,
  projectedMulticlass,
  table,
  fixed,
]);

/** A resolved set of tasks: every option is explicit. */
export type TasksSpec = z.output<typeof tasksSchema>;
export type TasksKind = TasksSpec['kind'];
export type Seeds = z.output<typeof seedsSchema>;
