import { COMPONENT_FUNCTIONS } from '../../native-worker/algorithm/component-function.ts';
import type { Algorithm, Instruction } from '../../native-worker/algorithm/instruction.ts';
import { type ConstantRole, type Op, OPS, opAt } from '../../native-worker/algorithm/op-table.ts';
import {
  type OutputKind,
  SCALAR_PREDICTION_ADDRESS,
  VECTOR_PREDICTION_ADDRESS,
} from '../../native-worker/algorithm/output-kind.ts';
import type { RegisterKind } from '../../native-worker/algorithm/register-kind.ts';
import type { Dice } from './dice.ts';

/** Where random programs live. */
export interface ProgramSpace {
  readonly ops: readonly number[];
  /** Registers of each kind; any of them can be read and written, label and features included. */
  readonly registers: Readonly<Record<RegisterKind, number>>;
  /** Most instructions of each function. */
  readonly longest: Readonly<Record<keyof Algorithm, number>>;
}

const ALL_OPS = OPS.map(({ number }) => number);

/** Every op, few registers: much is shared, overwritten and dead. */
export const EVERY_OP: ProgramSpace = {
  ops: ALL_OPS,
  registers: { scalar: 4, vector: 4, matrix: 2 },
  longest: { setup: 8, predict: 16, learn: 24 },
};

/** Mostly arithmetic that commutes, over few registers: unlike programs often have equal canonical forms. */
export const CROWDED: ProgramSpace = {
  ops: [0, 1, 2, 3, 23, 27, 44, 57],
  registers: { scalar: 4, vector: 3, matrix: 1 },
  longest: { setup: 1, predict: 2, learn: 2 },
};

/** The op set that finds linear regression: many programs learn. */
export const ARITHMETIC: ProgramSpace = {
  ops: [1, 2, 3, 18, 23, 25, 27, 56, 57],
  registers: { scalar: 4, vector: 3, matrix: 1 },
  longest: { setup: 4, predict: 3, learn: 7 },
};

const PREDICTION: Readonly<Record<OutputKind, number>> = {
  scalar: SCALAR_PREDICTION_ADDRESS,
  vector: VECTOR_PREDICTION_ADDRESS,
};

const CONSTANT_VALUES = [0, -0, 0.25, -0.7, 0.01, 1, 3];

function randomConstant(dice: Dice, role: ConstantRole): number {
  return role === 'index' || role === 'row' || role === 'column'
    ? Math.fround(dice.below(8) / 8)
    : dice.pick(CONSTANT_VALUES);
}

/** A random instruction with an op of one's own choice. */
export function randomInstruction(dice: Dice, op: Op, registers: ProgramSpace['registers']): Instruction {
  const address = (kind: RegisterKind | null | undefined): number => (kind ? dice.below(registers[kind]) : 0);
  return {
    op: op.number,
    in1: address(op.inputs[0]),
    in2: address(op.inputs[1]),
    out: address(op.output),
    constants: op.constants.map((role) => randomConstant(dice, role)),
  };
}

/**
 * A random algorithm of a space, functions of every length up to the longest. Inputs are often the latest result of
 * their kind and the last suitable instruction of Predict writes the prediction, so that much of it is live.
 */
export function randomAlgorithm(dice: Dice, space: ProgramSpace, outputs: OutputKind): Algorithm {
  const latest: Record<RegisterKind, number> = { scalar: 0, vector: 0, matrix: 0 };
  const next = (): Instruction => {
    const op = opAt(dice.pick(space.ops));
    const drawn = randomInstruction(dice, op, space.registers);
    const [first, second] = op.inputs;
    const in1 = first !== undefined && dice.below(3) > 0 ? latest[first] : drawn.in1;
    const in2 = second !== undefined && dice.below(3) > 0 ? latest[second] : drawn.in2;
    if (op.output !== null) latest[op.output] = drawn.out;
    return { ...drawn, in1, in2 };
  };
  const [setup = [], predict = [], learn = []] = COMPONENT_FUNCTIONS.map((component) =>
    Array.from({ length: dice.below(space.longest[component] + 1) }, next),
  );
  const last = predict.findLastIndex(({ op }) => opAt(op).output === outputs);
  return {
    setup,
    predict: predict.map((each, i) => (i === last ? { ...each, out: PREDICTION[outputs] } : each)),
    learn,
  };
}
