import { AlgorithmSyntaxError } from '../algorithm/algorithm-syntax-error.ts';
import { COMPONENT_FUNCTIONS, type ComponentFunction } from '../algorithm/component-function.ts';
import { linearAlgorithm, networkAlgorithm } from '../algorithm/hand-designed.ts';
import type { Algorithm } from '../algorithm/instruction.ts';
import { OPS } from '../algorithm/op-table.ts';
import { parseAlgorithm } from '../algorithm/parse-algorithm.ts';
import { packAlgorithm } from '../algorithm/program.ts';
import { usedAddresses } from '../algorithm/used-addresses.ts';
import { NOISE_ORDINALS } from '../numerics/noise-stream.ts';
import type { SpecProblem } from './spec-error.ts';
import type { Spec } from './spec-schema.ts';

/** What is wrong with the lengths of functions and with the program that a search starts from. */
export function checkSizes(spec: Spec): SpecProblem[] {
  return [
    ...COMPONENT_FUNCTIONS.flatMap((component) => checkFunction(spec, component)),
    ...checkOps(spec),
    ...checkInit(spec),
  ];
}

function checkFunction(spec: Spec, component: ComponentFunction): SpecProblem[] {
  const { init, min, max } = spec.sizes[component];
  const path = `sizes.${component}.max`;
  const problems: SpecProblem[] = [];
  if (max < init) problems.push({ path, message: `max is ${max}, below init ${init}; expected at least ${init}` });
  if (max < min) problems.push({ path, message: `max is ${max}, below min ${min}; expected at least ${min}` });
  if (init > 0 && spec.init === 'random' && spec.ops[component].length === 0) {
    problems.push({
      path: `ops.${component}`,
      message: `no ops to draw ${init} random instructions from; list ops, or set sizes.${component}.init to 0`,
    });
  }
  return problems;
}

function checkOps({ ops, sizes }: Spec): SpecProblem[] {
  if (COMPONENT_FUNCTIONS.every((component) => ops[component].length === 0)) {
    return [
      {
        path: 'ops',
        message:
          'every function is frozen (no ops at all), so nothing can be searched; list ops for at least one function',
      },
    ];
  }
  const drawing = COMPONENT_FUNCTIONS.filter((component) => ops[component].some((op) => OPS[op]?.random === true));
  const most = drawing.reduce((total, component) => total + sizes[component].max, 0);
  if (most <= NOISE_ORDINALS) return [];
  return [
    {
      path: `sizes.${drawing[0] ?? 'setup'}.max`,
      message: `programs could have ${most} random instructions; expected at most ${NOISE_ORDINALS} over the functions whose ops draw random numbers`,
    },
  ];
}

function checkInit(spec: Spec): SpecProblem[] {
  switch (spec.init) {
    case 'empty':
    case 'no-op':
    case 'random':
      return [];
    case 'linear':
    case 'network':
      return checkHandDesigned(spec, spec.init);
    default:
      return checkListing(spec, spec.init.listing);
  }
}

function checkHandDesigned(spec: Spec, init: 'linear' | 'network'): SpecProblem[] {
  const algorithm = init === 'linear' ? linearAlgorithm() : networkAlgorithm();
  if (spec.outputs === 'vector') {
    const message = `"${init}" is a program for scalar outputs; use "random", "empty", "no-op" or a listing`;
    return [{ path: 'init', message }];
  }
  const needed = usedAddresses(packAlgorithm(algorithm));
  const tooFew = (['scalars', 'vectors', 'matrices'] as const).filter((key) => spec.addresses[key] < needed[key]);
  return [
    ...tooFew.map((key) => ({
      path: `addresses.${key}`,
      message: `init "${init}" needs at least ${needed[key]}, found ${spec.addresses[key]}`,
    })),
    ...checkLengths(spec, algorithm, `init "${init}"`),
  ];
}

function checkListing(spec: Spec, listing: string): SpecProblem[] {
  try {
    return checkLengths(spec, parseAlgorithm(listing, { addresses: spec.addresses }), 'the listing of init');
  } catch (error) {
    if (error instanceof AlgorithmSyntaxError) return [{ path: 'init.listing', message: error.message }];
    throw error;
  }
}

/** Frozen functions keep what they start with, so their limits mean nothing. */
function checkLengths({ ops, sizes }: Spec, algorithm: Algorithm, what: string): SpecProblem[] {
  return COMPONENT_FUNCTIONS.filter(
    (component) => ops[component].length > 0 && algorithm[component].length > sizes[component].max,
  ).map((component) => ({
    path: `sizes.${component}.max`,
    message: `${what} has ${algorithm[component].length} instructions there, above max ${sizes[component].max}`,
  }));
}
