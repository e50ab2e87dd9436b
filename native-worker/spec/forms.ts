import type { MethodForm, MethodSpec } from './method-schema.ts';
import type { TrainBudgetSpec } from './spec-schema.ts';

/** What a form sets by default. */
export interface FormDefaults {
  readonly method: MethodSpec;
  readonly combination: 'mean' | 'median';
  readonly trainBudget: TrainBudgetSpec | null;
  readonly init: 'empty' | 'no-op' | 'random';
}

const FEC = { trainExamples: 10, validExamples: 10, size: 100_000, forgetEvery: 100, key: 'errors' } as const;
const FAMILY = { children: 20, retries: 20, deduplication: 'exact' } as const;

/** The reference implementation's search (regularized_evolution.cc, mutator.cc, evaluator.cc). */
const REFERENCE: FormDefaults = {
  method: {
    form: 'reference',
    search: 'evolution',
    population: 1000,
    tournament: 10,
    tournamentDraw: 'with-replacement',
    removal: 'after-selection',
    mutations: [
      { kind: 'alter-parameter', weight: 1 },
      { kind: 'randomize-instruction', weight: 1 },
      { kind: 'randomize-function', weight: 1 },
    ],
    mutateProbability: 0.9,
    constantMutation: 'log-normal',
    insertBound: 'below-max',
    champion: 'last-population',
    selectWhen: 'experiment-end',
    cache: 'fec',
    fec: FEC,
    hurdle: null,
    validity: 'off',
    sampling: 'plain',
    mgg: FAMILY,
    validationSigmoid: 'local',
    epochSweeps: 1,
  },
  combination: 'mean',
  trainBudget: null,
  init: 'no-op',
};

/** The method as the paper describes it (sections 3.1 to 3.2 and S3), without what it leaves open. */
const PAPER: FormDefaults = {
  method: {
    ...REFERENCE.method,
    form: 'paper',
    population: 100,
    tournamentDraw: 'without-replacement',
    removal: 'before-selection',
    mutations: [
      { kind: 'alter-parameter', weight: 3 },
      { kind: 'randomize-function', weight: 3 },
      { kind: 'insert-instruction', weight: 1 },
      { kind: 'remove-instruction', weight: 2 },
    ],
    constantMutation: 'uniform-factor',
    insertBound: 'up-to-max',
    champion: 'best-ever',
    fec: { ...FEC, key: 'truncated-predictions' },
    validationSigmoid: 'in-memory',
  },
  combination: 'median',
  trainBudget: { baseline: 'network', factor: 4, measured: 'canonical' },
  init: 'empty',
};

/** The best known here: minimal generation gap over programs that can learn, without duplicates. */
const WORKBENCH: FormDefaults = {
  method: {
    ...REFERENCE.method,
    form: 'workbench',
    search: 'mgg',
    population: 300,
    mutations: [
      { kind: 'alter-parameter', weight: 9 },
      { kind: 'randomize-instruction', weight: 9 },
      { kind: 'randomize-function', weight: 2 },
    ],
    mutateProbability: 1,
    insertBound: 'up-to-max',
    champion: 'best-ever',
    selectWhen: 'new-best',
    cache: 'none',
    validity: 'strict',
    sampling: 'staged',
    mgg: { ...FAMILY, deduplication: 'structure' },
  },
  combination: 'mean',
  trainBudget: null,
  init: 'random',
};

/** Defaults by form. */
export const FORMS: Readonly<Record<MethodForm, FormDefaults>> = {
  paper: PAPER,
  reference: REFERENCE,
  workbench: WORKBENCH,
};
