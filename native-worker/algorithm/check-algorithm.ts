import { COMPONENT_FUNCTIONS, type ComponentFunction } from './component-function.ts';
import { NOISE_ORDINALS } from '../numerics/noise-stream.ts';
import { constantText } from './constant-text.ts';
import { registerName } from './describe-instruction.ts';
import type { Algorithm, Instruction } from './instruction.ts';
import { type ConstantRole, type Op, OPS } from './op-table.ts';
import { storedConstant } from './program.ts';
import { type AddressCounts, registerCount, type RegisterKind } from './register-kind.ts';

/** Addresses are stored in 16 bits (reference: definitions.h, `AddressT`). */
const LARGEST_ADDRESS = 65535;
/** Instructions that the three component functions may have together. */
const MOST_INSTRUCTIONS = 65535;
/** Instructions that draw random numbers: each has a number of its own in the streams. */
const MOST_RANDOM_INSTRUCTIONS = NOISE_ORDINALS;

/** Where in an algorithm something is wrong. */
export interface ProblemPlace {
  readonly component: ComponentFunction;
  /** Place of the instruction within its component function, from 0. */
  readonly index: number;
  readonly field: 'op' | 'in1' | 'in2' | 'out' | 'constants';
  /** Which constant, from 0, where the problem is one constant's. */
  readonly constant?: number;
}

/** One thing that is wrong with an algorithm. */
export interface AlgorithmProblem extends ProblemPlace {
  /** What was found there. */
  readonly found: string;
  /** What was expected instead. */
  readonly expected: string;
  /** All of it in one line: `learn[2].in1: found v9, expected v0 to v2`. */
  readonly message: string;
}

/**
 * What is wrong with an algorithm, in the order of its instructions; empty for a valid one. Checks ops, addresses
 * (against the counts, if given), constants, fields that the op does not use and must be 0, and the limits on
 * how many instructions there may be.
 */
export function checkAlgorithm(algorithm: Algorithm, addresses?: AddressCounts): AlgorithmProblem[] {
  const problems: AlgorithmProblem[] = [];
  let instructions = 0;
  let randomInstructions = 0;
  for (const component of COMPONENT_FUNCTIONS) {
    algorithm[component].forEach((instruction, index) => {
      const report = (finding: Finding): void => void problems.push(problemAt({ component, index }, finding));
      checkInstruction(instruction, addresses).forEach(report);
      if (OPS[instruction.op]?.random === true && ++randomInstructions === MOST_RANDOM_INSTRUCTIONS + 1) {
        report(tooMany(randomInstructions, MOST_RANDOM_INSTRUCTIONS, 'random instructions'));
      }
      if (++instructions === MOST_INSTRUCTIONS + 1) report(tooMany(instructions, MOST_INSTRUCTIONS, 'instructions'));
    });
  }
  return problems;
}

type Finding = Pick<AlgorithmProblem, 'field' | 'constant' | 'found' | 'expected'>;

function problemAt(where: Pick<ProblemPlace, 'component' | 'index'>, finding: Finding): AlgorithmProblem {
  const constant = finding.constant === undefined ? '' : `[${finding.constant}]`;
  const path = `${where.component}[${where.index}].${finding.field}${constant}`;
  return { ...where, ...finding, message: `${path}: found ${finding.found}, expected ${finding.expected}` };
}

function tooMany(found: number, most: number, what: string): Finding {
  return { field: 'op', found: `${found} ${what}`, expected: `at most ${most}` };
}

function checkInstruction(instruction: Instruction, addresses: AddressCounts | undefined): Finding[] {
  const op = OPS[instruction.op];
  if (op === undefined) {
    return [{ field: 'op', found: String(instruction.op), expected: `the number of an op, 0 to ${OPS.length - 1}` }];
  }
  const [kind1 = null, kind2 = null] = op.inputs;
  return [
    ...checkAddress('in1', instruction.in1, kind1, op, addresses),
    ...checkAddress('in2', instruction.in2, kind2, op, addresses),
    ...checkAddress('out', instruction.out, op.output, op, addresses),
    ...checkConstants(instruction.constants, op),
  ];
}

function checkAddress(
  field: 'in1' | 'in2' | 'out',
  address: number,
  kind: RegisterKind | null,
  op: Op,
  addresses: AddressCounts | undefined,
): Finding[] {
  if (kind === null) {
    return address === 0 ? [] : [{ field, found: String(address), expected: `0, as ${op.name} does not use it` }];
  }
  if (!Number.isInteger(address) || address < 0 || address > LARGEST_ADDRESS) {
    const name = registerName(kind, address);
    return [{ field, found: name, expected: `an address that is a whole number from 0 to ${LARGEST_ADDRESS}` }];
  }
  if (addresses === undefined) return [];
  const count = registerCount(kind, addresses);
  return address < count ? [] : [{ field, found: registerName(kind, address), expected: existing(kind, count) }];
}

function existing(kind: RegisterKind, count: number): string {
  switch (count) {
    case 0:
      return `an instruction without a ${kind}, as memory has none`;
    case 1:
      return `${registerName(kind, 0)}, the only ${kind} in memory`;
    default:
      return `${registerName(kind, 0)} to ${registerName(kind, count - 1)}, as memory has ${count} of this kind`;
  }
}

function checkConstants(constants: readonly number[], op: Op): Finding[] {
  if (constants.length !== op.constants.length) {
    const roles = op.constants.length === 0 ? '' : ` (${op.constants.join(', ')})`;
    const found = `${constants.length} constants`;
    return [{ field: 'constants', found, expected: `${op.constants.length}${roles} for ${op.name}` }];
  }
  return op.constants.flatMap((role, constant) => {
    const value = storedConstant(op.number, constants[constant]!);
    if (!isFraction(role) || (value >= 0 && value < 1)) return [];
    const expected = `the ${role} as a fraction: at least 0 and, in single precision, below 1`;
    return [{ field: 'constants', constant, found: constantText(constants[constant]!, 'exact'), expected } as const];
  });
}

function isFraction(role: ConstantRole): boolean {
  return role === 'index' || role === 'row' || role === 'column';
}
