import type { Program } from '../algorithm/program.ts';
import type { EvaluationRequest } from '../evaluator/evaluator.ts';
import type { TaskSet } from '../tasks/task-set.ts';
import { ordinaryValue, setOf, SPECIAL_VALUES } from './self-check-data.ts';
import {
  classesProgram,
  everyOpProgram,
  linearProgram,
  networkProgram,
  pairsProgram,
  scalarFunctionsProgram,
} from './self-check-programs.ts';
import { KERNEL_SHAPES, type KernelShape, PAIR_SHAPES, shapeText, sizeForShape } from './self-check-shapes.ts';

/** One evaluation of the corpus on which an evaluator proves itself. */
export interface SelfCheckCase {
  readonly name: string;
  readonly program: Program;
  readonly set: TaskSet;
  readonly request: EvaluationRequest;
  /** Entries for each slice; Infinity: all at once. */
  readonly slice: number;
}

const REGRESSION = { outputs: 'scalar', classes: 0, measure: 'rms' } as const;
const TWO_CLASSES = { outputs: 'scalar', classes: 2, measure: 'accuracy' } as const;

/**
 * The corpus: short trainings that together use all ops in every shape that a kernel has code for, epochs with orders of
 * their own, every way to score, tasks that stop early, and special bit patterns. Some milliseconds in all.
 */
export function selfCheckCases(): SelfCheckCase[] {
  const everyOp = everyOpProgram();
  const pairs = pairsProgram();
  const network = networkProgram();
  return [
    {
      name: 'every op',
      program: everyOp,
      set: setOf({ features: 5, tasks: 3, train: 3, valid: 2 }, REGRESSION, 2, ordinaryValue, ordinaryValue),
      request: request({ trainExamples: 5, validExamples: 2, record: 'predictions' }),
      slice: 1000,
    },
    {
      name: 'every op on special values',
      program: everyOp,
      set: setOf({ features: 1, tasks: SPECIAL_VALUES.length, train: 3, valid: 1 }, REGRESSION, 1, special, special),
      request: request({ trainExamples: 3, validExamples: 1, maxAbsError: Infinity }),
      slice: Infinity,
    },
    {
      name: 'every op on vectors of special values',
      program: everyOp,
      set: setOf({ features: 4, tasks: 4, train: 3, valid: 0 }, REGRESSION, 1, specialAmongOthers, ordinaryValue),
      request: request({ trainExamples: 3, validExamples: 0, maxAbsError: Infinity }),
      slice: Infinity,
    },
    {
      name: 'functions of one number',
      program: scalarFunctionsProgram(),
      set: setOf({ features: 1, tasks: 48, train: 2, valid: 0 }, REGRESSION, 1, ofManySizes, ordinaryValue),
      request: request({ trainExamples: 2, maxAbsError: Infinity }),
      slice: Infinity,
    },
    {
      name: 'network with tasks that stop early',
      program: network,
      set: setOf({ features: 4, tasks: 6, train: 16, valid: 4 }, REGRESSION, 2, ordinaryValue, ordinaryValue),
      request: request({ trainExamples: 32, validExamples: 4, maxAbsError: 2.25, record: 'errors', noiseSeed: 7 }),
      slice: 5000,
    },
    {
      name: 'two classes, a logit in validation',
      program: linearProgram(),
      set: setOf({ features: 3, tasks: 5, train: 12, valid: 6 }, TWO_CLASSES, 1, ordinaryValue, twoClasses),
      request: request({ trainExamples: 12, validExamples: 6, record: 'errors' }),
      slice: Infinity,
    },
    {
      name: 'two classes, a probability in validation',
      program: network,
      set: setOf({ features: 8, tasks: 2, train: 6, valid: 6 }, TWO_CLASSES, 1, ordinaryValue, twoClasses),
      request: request({ trainExamples: 6, validExamples: 6, record: 'predictions', validationSigmoid: 'in-memory' }),
      slice: Infinity,
    },
    {
      name: 'three classes',
      program: classesProgram(),
      set: setOf(
        { features: 6, tasks: 3, train: 9, valid: 6 },
        { outputs: 'vector', classes: 3, measure: 'accuracy' },
        2,
        ordinaryValue,
        (_task, place) => place % 3,
      ),
      request: request({ trainExamples: 18, validExamples: 6, record: 'errors' }),
      slice: Infinity,
    },
    ...KERNEL_SHAPES.map((shape) => caseInShape('every op', everyOp, shape)),
    ...PAIR_SHAPES.map((shape) => caseInShape('pairs of instructions', pairs, shape)),
    // Pairs whose second result takes the place of its own operand: steps of gradient descent.
    ...PAIR_SHAPES.map((shape) => caseInShape('network', network, shape)),
  ];
}

/** Two examples, so that operands from the one before are not all zero, in one slice, so that pairs are run as such. */
function caseInShape(what: string, program: Program, shape: KernelShape): SelfCheckCase {
  const size = { ...sizeForShape(shape), train: 2, valid: 0 };
  return {
    name: `${what}, ${shapeText(shape)}`,
    program,
    set: setOf(size, REGRESSION, 1, ordinaryValue, ordinaryValue),
    request: request({ trainExamples: 2, maxAbsError: Infinity }),
    slice: Infinity,
  };
}

function request(changes: Partial<EvaluationRequest>): EvaluationRequest {
  return {
    trainExamples: 0,
    validExamples: 0,
    maxAbsError: 100,
    noiseSeed: 1,
    record: 'nothing',
    keepsMemory: true,
    validationSigmoid: 'local',
    ...changes,
  };
}

/** Each task meets each of its examples with another special value. */
function special(task: number, place: number, feature: number): number {
  return SPECIAL_VALUES[(task + 7 * place + 11 * feature) % SPECIAL_VALUES.length]!;
}

/** Special and ordinary values mixed: a vector with a NaN in each entry would say little. */
function specialAmongOthers(task: number, place: number, feature: number): number {
  return (task + feature) % 4 === 0 ? special(5 * task, place, feature) : ordinaryValue(task, place, feature);
}

/** Most where the elementary functions do without a reduction of their argument, some far beyond. */
function ofManySizes(task: number, place: number, feature: number): number {
  return ordinaryValue(task, place, feature) * [0.25, 0.5, 1, 4, 64, 1e6][task % 6]!;
}

function twoClasses(task: number, place: number): number {
  return ordinaryValue(task, place, 100) > 0 ? 1 : 0;
}
