import { z } from 'zod';
import { OPS, opByName } from '../algorithm/op-table.ts';
import { methodSchema } from './method-schema.ts';
import { tasksSchema } from './tasks-schema.ts';

const opSchema = z.union([z.int(), z.string()]).transform((value, context): number => {
  const found = typeof value === 'number' ? OPS[value] : opByName(value);
  if (found === undefined) {
    context.addIssue({
      code: 'custom',
      message: `unknown op ${JSON.stringify(value)}: expected a number from 0 to 64 or a name such as "SCALAR_SUM"`,
    });
    return z.NEVER;
  }
  return found.number;
});

const sizesSchema = z.strictObject({
  /** Instructions of a function in the initial programs. */
  init: z.int().min(0),
  /** Removal stops here. */
  min: z.int().min(0).default(0),
  max: z.int().min(0).max(4000),
});

const trainBudgetSchema = z.strictObject({
  /** The hand-designed program whose static cost is the measure. */
  baseline: z.enum(['linear', 'network']).default('network'),
  /** A program that costs more than this many baselines gets no training and fitness 0. */
  factor: z.number().positive(),
  /** The canonical program against the bare baseline; or both as written, the baseline padded (reference). */
  measured: z.enum(['canonical', 'raw-padded']).default('canonical'),
});

const limit = z.int().min(1).nullable().default(null);
const budgetSchema = z.strictObject({
  /** Charged training steps of the whole run. */
  trainSteps: limit,
  /** Candidates of the whole run. */
  candidates: limit,
  /** Restarts of the search; 0: as many as the other limits allow. */
  experiments: z.int().min(0).default(1),
  /** Charged training steps of one experiment. */
  experimentTrainSteps: limit,
  /** Candidates of one experiment. */
  experimentCandidates: limit,
  /** The run is solved when a champion's fitness on T_select is above this. */
  stopAbove: z.number().min(0).max(1).nullable().default(null),
});

const referenceSchema = z.strictObject({
  /** What it is, in words. */
  label: z.string().min(1),
  algorithm: z.enum(['linear', 'network']),
  learningRate: z.number(),
  /** Deviations of the random weights of a network's first and last layer. */
  firstScale: z.number().min(0).default(0.1),
  finalScale: z.number().min(0).default(0.1),
  /** Its fitness on T_final as measured when the preset was written. */
  fitness: z.number().min(0).max(1).optional(),
});

const MOST_ISLANDS = 1024;

const migrationSchema = z.strictObject({
  /** Epochs from one migration to the next. */
  everyEpochs: z.int().min(1).default(10),
  /** Individuals that come to an island at a time; copies, whose originals stay where they are. */
  count: z.int().min(1).default(50),
  /** Where they come from: the island before, the last one being before the first; or any other one, drawn anew. */
  topology: z.enum(['ring', 'random']).default('ring'),
  /** Which ones go, and which ones they replace: any, or the fittest and the least fit. */
  select: z.enum(['random', 'best']).default('random'),
});

/** What a run is, without its defaults: see `resolve-spec.ts`. */
export const specSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  preset: z.string().nullable(),
  description: z.string(),
  note: z.string(),
  tasks: z.strictObject({ search: tasksSchema, select: tasksSchema, final: tasksSchema }),
  /** `reference` allows tasks that are shared between the three sets, as some of the reference's experiments have. */
  allowOverlap: z.enum(['never', 'reference']),
  outputs: z.enum(['scalar', 'vector']),
  addresses: z.strictObject({
    scalars: z.int().min(2).max(1000),
    vectors: z.int().min(1).max(1000),
    matrices: z.int().min(0).max(1000),
  }),
  /** Ops that each function may use; a repeated entry weighs more; an empty list freezes the function. */
  ops: z.strictObject({ setup: z.array(opSchema), predict: z.array(opSchema), learn: z.array(opSchema) }),
  sizes: z.strictObject({ setup: sizesSchema, predict: sizesSchema, learn: sizesSchema }),
  init: z.union([z.enum(['empty', 'no-op', 'random', 'linear', 'network']), z.strictObject({ listing: z.string() })]),
  method: methodSchema,
  /** Populations side by side, each of `method.population` individuals. */
  islands: z.int().min(1).max(MOST_ISLANDS),
  /** How individuals go from island to island; null where each is for itself. */
  migration: migrationSchema.nullable(),
  /** Whether random instructions draw the same numbers for every candidate, or new ones. */
  noise: z.enum(['fixed', 'fresh']),
  maxAbsError: z.number().positive(),
  /** How T_search's tasks make one fitness; T_select and T_final always take the mean. */
  combination: z.enum(['mean', 'median']),
  trainBudget: trainBudgetSchema.nullable(),
  budget: budgetSchema,
  /** Hand-designed algorithms that results are shown beside. */
  references: z.array(referenceSchema),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
});

/** A resolved spec: every option is explicit. */
export type Spec = z.output<typeof specSchema>;
export type TrainBudgetSpec = z.output<typeof trainBudgetSchema>;
export type MigrationSpec = z.output<typeof migrationSchema>;
export type BudgetSpec = z.output<typeof budgetSchema>;
export type ReferenceAlgorithm = z.output<typeof referenceSchema>;
/** The three sets of tasks of a run (paper, section 3.1). */
export type TaskRole = 'search' | 'select' | 'final';
export const TASK_ROLES = ['search', 'select', 'final'] as const;
