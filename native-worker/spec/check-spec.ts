import { COMPONENT_FUNCTIONS } from '../algorithm/component-function.ts';
import { OPS } from '../algorithm/op-table.ts';
import type { AddressCounts, RegisterKind } from '../algorithm/register-kind.ts';
import { REGISTER_KINDS } from '../algorithm/register-kind.ts';
import { checkOverlap } from './check-overlap.ts';
import { checkTasks } from './check-tasks.ts';
import type { SpecProblem } from './spec-error.ts';
import type { Spec } from './spec-schema.ts';

const COUNT_KEY = { scalar: 'scalars', vector: 'vectors', matrix: 'matrices' } as const;

/** Registers that a hand-designed program needs (reference: generator.cc). */
const HAND_DESIGNED_ADDRESSES: Readonly<Record<'linear' | 'network', AddressCounts>> = {
  linear: { scalars: 4, vectors: 3, matrices: 0 },
  network: { scalars: 5, vectors: 9, matrices: 2 },
};

/** Everything that is wrong with a spec across its fields; empty if it can be run. */
export function checkSpec(spec: Spec): SpecProblem[] {
  return [
    ...checkSizes(spec),
    ...checkAddresses(spec),
    ...checkMethod(spec),
    ...checkBudget(spec),
    ...checkTasks(spec),
    ...checkOverlap(spec),
  ];
}

function checkSizes(spec: Spec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  for (const component of COMPONENT_FUNCTIONS) {
    const { init, min, max } = spec.sizes[component];
    const path = `sizes.${component}`;
    if (max < init)
      problems.push({ path: `${path}.max`, message: `max is ${max}, below init ${init}; expected at least ${init}` });
    if (max < min)
      problems.push({ path: `${path}.max`, message: `max is ${max}, below min ${min}; expected at least ${min}` });
    if (init > 0 && spec.init === 'random' && spec.ops[component].length === 0) {
      problems.push({
        path: `ops.${component}`,
        message: `no ops to draw ${init} random instructions from; list ops, or set ${path}.init to 0`,
      });
    }
  }
  if (COMPONENT_FUNCTIONS.every((component) => spec.ops[component].length === 0)) {
    problems.push({
      path: 'ops',
      message:
        'every function is frozen (no ops at all), so nothing can be searched; list ops for at least one function',
    });
  }
  return problems;
}

/** Registers that may be written start after the reserved ones, so an op needs one more than its reads do. */
function writableFrom(kind: RegisterKind, spec: Spec): number {
  if (kind === 'matrix') return 0;
  return kind === 'vector' && spec.outputs === 'vector' ? 2 : 1;
}

function checkAddresses(spec: Spec): SpecProblem[] {
  const problems: SpecProblem[] = [];
  if (spec.outputs === 'vector' && spec.references.length > 0) {
    problems.push({
      path: 'references',
      message: `the hand-designed algorithms are for scalar outputs: with outputs "vector" expected none, found ${spec.references.length}`,
    });
  }
  if (spec.outputs === 'vector' && spec.addresses.vectors < 3) {
    problems.push({
      path: 'addresses.vectors',
      message: `vector outputs need v0 to v2: expected at least 3, found ${spec.addresses.vectors}`,
    });
  }
  for (const component of COMPONENT_FUNCTIONS) {
    for (const number of new Set(spec.ops[component])) {
      const op = OPS[number]!;
      for (const kind of REGISTER_KINDS) {
        const needed = op.output === kind ? writableFrom(kind, spec) + 1 : op.inputs.includes(kind) ? 1 : 0;
        const found = spec.addresses[COUNT_KEY[kind]];
        if (found < needed) {
          problems.push({
            path: `ops.${component}`,
            message: `${op.name} (${number}) ${op.output === kind ? 'writes' : 'reads'} a ${kind}, but addresses.${COUNT_KEY[kind]} is ${found}; expected at least ${needed}, or remove the op`,
          });
        }
      }
    }
  }
  if (spec.init === 'linear' || spec.init === 'network') {
    for (const key of ['scalars', 'vectors', 'matrices'] as const) {
      const needed = HAND_DESIGNED_ADDRESSES[spec.init][key];
      if (spec.addresses[key] < needed) {
        problems.push({
          path: `addresses.${key}`,
          message: `init "${spec.init}" needs at least ${needed}, found ${spec.addresses[key]}`,
        });
      }
    }
    if (spec.outputs === 'vector')
      problems.push({
        path: 'init',
        message: `"${spec.init}" is a program for scalar outputs; use "random", "empty", "no-op" or a listing`,
      });
  }
  return problems;
}

function checkMethod(spec: Spec): SpecProblem[] {
  const { method } = spec;
  const problems: SpecProblem[] = [];
  if (method.tournament > method.population) {
    problems.push({
      path: 'method.tournament',
      message: `tournament of ${method.tournament} in a population of ${method.population}; expected at most the population`,
    });
  }
  if (method.removal === 'before-selection' && method.population < 2 && method.search === 'evolution') {
    problems.push({ path: 'method.population', message: 'removal before selection needs at least 2 individuals' });
  }
  if (
    method.removal === 'before-selection' &&
    method.tournamentDraw === 'without-replacement' &&
    method.tournament > method.population - 1 &&
    method.search === 'evolution'
  ) {
    problems.push({
      path: 'method.tournament',
      message: `removal before selection leaves ${method.population - 1} individuals to draw ${method.tournament} from; expected at most ${method.population - 1}`,
    });
  }
  if (method.search === 'mgg' && method.population < 2) {
    problems.push({
      path: 'method.population',
      message: 'minimal generation gap needs two parents; expected at least 2',
    });
  }
  if (method.validity !== 'off' && spec.init !== 'random' && method.search !== 'evolution') {
    problems.push({
      path: 'init',
      message: `search "${method.search}" under a validity filter draws its programs at random; expected init "random"`,
    });
  }
  if (method.cache === 'fec') problems.push(...checkFec(spec));
  return problems;
}

function checkFec(spec: Spec): SpecProblem[] {
  const { fec } = spec.method;
  const { search } = spec.tasks;
  if (search.kind === 'fixed' || search.kind === 'table') return [];
  const problems: SpecProblem[] = [];
  if (fec.trainExamples > search.train) {
    problems.push({
      path: 'method.fec.trainExamples',
      message: `the probe wants ${fec.trainExamples} training examples, but an epoch of tasks.search has ${search.train}`,
    });
  }
  if (fec.validExamples > search.valid) {
    problems.push({
      path: 'method.fec.validExamples',
      message: `the probe wants ${fec.validExamples} validation examples, but tasks.search has ${search.valid}`,
    });
  }
  return problems;
}

function checkBudget(spec: Spec): SpecProblem[] {
  const { trainSteps, candidates, experiments, experimentTrainSteps, experimentCandidates, stopAbove } = spec.budget;
  const endless =
    trainSteps === null &&
    candidates === null &&
    (experiments === 0 ? stopAbove === null : experimentTrainSteps === null && experimentCandidates === null);
  if (endless) {
    return [
      {
        path: 'budget',
        message:
          'the run would never end; set candidates or trainSteps (or a limit for one experiment and how many experiments)',
      },
    ];
  }
  return [];
}
