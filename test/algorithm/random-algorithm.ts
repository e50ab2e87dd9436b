import fc from 'fast-check';
import type { Algorithm, Instruction } from '../../native-worker/algorithm/instruction.ts';
import { type ConstantRole, OPS } from '../../native-worker/algorithm/op-table.ts';
import { storedConstant } from '../../native-worker/algorithm/program.ts';

/** Constants that a printer or parser may get wrong. */
const ODD_CONSTANTS = [
  0,
  -0,
  1,
  -1,
  0.1,
  5e-324,
  -2e-310,
  1.4e-45,
  1e308,
  3.4e38,
  1e21,
  1e-7,
  NaN,
  Infinity,
  -Infinity,
];
const LARGEST_FRACTION = 1 - 2 ** -24;

/** Any address that a program can hold, small ones more often. */
const address = fc.oneof(fc.nat(3), fc.nat(65535), fc.constant(65535));

function constant(op: number, role: ConstantRole): fc.Arbitrary<number> {
  const fraction = role === 'index' || role === 'row' || role === 'column';
  const value = fraction
    ? fc.oneof(
        fc.float({ min: 0, max: Math.fround(LARGEST_FRACTION), noNaN: true }),
        fc.constantFrom(0, LARGEST_FRACTION),
      )
    : fc.oneof(fc.double(), fc.constantFrom(...ODD_CONSTANTS));
  return value.map((drawn) => storedConstant(op, drawn));
}

/** Any valid instruction, its unused fields 0, its constants as they are stored. */
export const anyInstruction: fc.Arbitrary<Instruction> = fc.nat(OPS.length - 1).chain((number) => {
  const op = OPS[number]!;
  return fc.record({
    op: fc.constant(number),
    in1: op.inputs.length > 0 ? address : fc.constant(0),
    in2: op.inputs.length > 1 ? address : fc.constant(0),
    out: op.output === null ? fc.constant(0) : address,
    constants: fc.tuple(...op.constants.map((role) => constant(number, role))),
  });
});

const component = fc.array(anyInstruction, { maxLength: 20 });

/** Any valid algorithm, of all ops, with empty functions among them. */
export const anyAlgorithm: fc.Arbitrary<Algorithm> = fc.record({
  setup: component,
  predict: component,
  learn: component,
});

/** Seed of the property tests: a failure comes back. */
export const PROPERTY = { seed: 20200303, numRuns: 500 } as const;
