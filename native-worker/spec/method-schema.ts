import { z } from 'zod';

/** The mutations of the reference (mutator.cc), by what they do. */
export const MUTATION_KINDS = [
  'alter-parameter',
  'randomize-instruction',
  'randomize-function',
  'identity',
  'insert-instruction',
  'remove-instruction',
  'trade-instruction',
  'randomize-algorithm',
] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];

const fecSchema = z.strictObject({
  /** Training examples of the probe. */
  trainExamples: z.int().min(1).default(10),
  validExamples: z.int().min(1).default(10),
  /** Entries kept; the least recently used goes first. */
  size: z.int().min(2).default(100_000),
  /** An entry is forgotten when it was used this often; 0: never. */
  forgetEvery: z
    .int()
    .min(0)
    .refine((value) => value !== 1, 'expected 0 (never) or at least 2')
    .default(100),
  /** What is hashed: absolute errors bit by bit (reference), or predictions cut to single precision (paper). */
  key: z.enum(['errors', 'truncated-predictions']).default('errors'),
});

const minimalGenerationGapSchema = z.strictObject({
  /** Children of a family. */
  children: z.int().min(1).default(20),
  /** How often a child that is refused is made again. */
  retries: z.int().min(0).default(20),
  /** `exact`: no equal programs in a family; `structure`: also no new copy of a structure that is already there. */
  deduplication: z.enum(['none', 'exact', 'structure']).default('exact'),
});

/** How programs are searched for. A form is a named bundle of defaults; each option can be set alone. */
export const methodSchema = z.strictObject({
  form: z.enum(['paper', 'reference', 'workbench']),
  search: z.enum(['evolution', 'random', 'mgg']),
  /** Individuals of an island. */
  population: z.int().min(1).max(1_000_000),
  /** Individuals that compete to be the parent. */
  tournament: z.int().min(1),
  tournamentDraw: z.enum(['with-replacement', 'without-replacement']),
  /** Whether the oldest individual may still become the parent of the child that takes its place. */
  removal: z.enum(['after-selection', 'before-selection']),
  mutations: z.array(z.strictObject({ kind: z.enum(MUTATION_KINDS), weight: z.int().min(1).default(1) })).min(1),
  mutateProbability: z.number().min(0).max(1),
  /** A constant times exp(N(0, 1)) (reference), or times U[0.5, 2] (paper). */
  constantMutation: z.enum(['log-normal', 'uniform-factor']),
  /** Whether insertion may reach a function's maximum length, or stops one short of it as the reference does. */
  insertBound: z.enum(['below-max', 'up-to-max']),
  /** An experiment's champion: the best of its last population, or the best it ever saw. */
  champion: z.enum(['last-population', 'best-ever']),
  /** When a champion is scored on T_select: once its experiment ends, or whenever there is a new one. */
  selectWhen: z.enum(['experiment-end', 'new-best']),
  cache: z.enum(['none', 'fec', 'canonical']),
  fec: fecSchema,
  /** Hurdles are not available in this version. */
  hurdle: z.null(),
  /** Refuses programs that cannot be learners: prior knowledge that the unfiltered forms do without. */
  validity: z.enum(['off', 'weak', 'strict']),
  /** How random programs are drawn under a validity filter: whole, or function by function. */
  sampling: z.enum(['plain', 'staged']),
  mgg: minimalGenerationGapSchema,
  /** Whether validation writes the sigmoid of s1 to memory, as the paper's pseudo-code does. */
  validationSigmoid: z.enum(['local', 'in-memory']),
  /** Sweeps over the population between two barriers, at which champions are looked at and the digest grows. */
  epochSweeps: z.int().min(1),
});

/** A resolved method: every option is explicit. */
export type MethodSpec = z.output<typeof methodSchema>;
export type MethodForm = MethodSpec['form'];
export type Validity = MethodSpec['validity'];
