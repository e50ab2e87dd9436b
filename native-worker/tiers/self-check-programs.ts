import { linearAlgorithm, networkAlgorithm } from '../algorithm/hand-designed.ts';
import type { Algorithm, Instruction } from '../algorithm/instruction.ts';
import { type Op, opByName, OPS } from '../algorithm/op-table.ts';
import { packAlgorithm, type Program } from '../algorithm/program.ts';
import { parseListing } from '../algorithm/parse-algorithm.ts';
import type { RegisterKind } from '../algorithm/register-kind.ts';

/** Where operands stand: two registers of each kind, the second with what the first held one example before. */
const OPERANDS: Readonly<Record<RegisterKind, readonly [number, number]>> = {
  scalar: [2, 3],
  vector: [3, 4],
  matrix: [0, 1],
};
/** From here on every result has a register of its own, so that none hides another. */
const FIRST_RESULT = 8;

/** Moves the operands on and takes new ones from the features; predicts something that depends on all of them. */
const PREDICT = parseListing(`
def Predict():
  s3 = maximum(s2, s2)
  s2 = mean(v0)
  v4 = maximum(v3, v3)
  v3 = maximum(v0, v0)
  m0 = bcast(v0, axis=0)
  m1 = outer(v4, v0)
  s1 = dot(v3, v4)
`).predict;

/** Results that take the place of their own operands. */
const OVERWRITE = parseListing(`
def Learn():
  v4 = dot(m1, v4)
  m1 = matmul(m1, m1)
  m1 = transpose(m1)
  m0 = m1 - m0
  s4 = s0 - s1
`).learn;

/**
 * Every op, those with two inputs in both orders, in Learn; the random ones in all three functions. Operands come from
 * the features of this example and of the one before.
 */
export function everyOpProgram(): Program {
  const results: Record<RegisterKind, number> = { scalar: FIRST_RESULT, vector: FIRST_RESULT, matrix: FIRST_RESULT };
  const instructionOf = (op: Op, order: 0 | 1): Instruction => {
    const [in1 = 0, in2 = 0] = op.inputs.map((kind, place) => OPERANDS[kind][place === 0 ? order : 1 - order]!);
    const out = op.output === null ? 0 : results[op.output]++;
    // A fraction is a fair place of an entry, a fair bound and a fair value.
    return { op: op.number, in1, in2, out, constants: op.constants.map((_, k) => 0.375 * (k + 1)) };
  };
  const eachOrder = (op: Op): Instruction[] =>
    op.inputs.length === 2 ? [instructionOf(op, 0), instructionOf(op, 1)] : [instructionOf(op, 0)];
  const random = OPS.filter((op) => op.random);
  const setup = random.map((op) => instructionOf(op, 0));
  const predict = [...PREDICT, ...random.map((op) => instructionOf(op, 0))];
  const learn = [...OPS.flatMap(eachOrder), ...OVERWRITE];
  return packAlgorithm({ setup, predict, learn });
}

/** Ops that a kernel may run in one go with arithmetic on what they have just written (`native-worker/kernel/pairs.hpp`). */
export const FIRST_OF_PAIRS = [
  ...(['SCALAR_SUM', 'SCALAR_DIFF', 'SCALAR_PRODUCT', 'VECTOR_SUM', 'VECTOR_DIFF', 'VECTOR_PRODUCT'] as const),
  ...(['VECTOR_INNER_PRODUCT', 'SCALAR_VECTOR_PRODUCT', 'VECTOR_OUTER_PRODUCT', 'MATRIX_VECTOR_PRODUCT'] as const),
];

/**
 * All pairs of instructions of which the first is one of `FIRST_OF_PAIRS` and the second a sum, a difference or a product
 * of its result, as first and as second input, and of an operand; every result in a register of its own.
 */
export function pairsProgram(): Program {
  const results: Record<RegisterKind, number> = { scalar: FIRST_RESULT, vector: FIRST_RESULT, matrix: FIRST_RESULT };
  const pairOf = (first: Op, second: Op, place: 0 | 1): Instruction[] => {
    const kind = first.output!;
    const [in1 = 0, in2 = 0] = first.inputs.map((input, k) => OPERANDS[input][k]!);
    const [out, outOfSecond] = [results[kind]++, results[kind]++];
    const other = OPERANDS[kind][1];
    const inputs = place === 0 ? { in1: out, in2: other } : { in1: other, in2: out };
    return [
      { op: first.number, in1, in2, out, constants: [] },
      { op: second.number, ...inputs, out: outOfSecond, constants: [] },
    ];
  };
  const learn = FIRST_OF_PAIRS.flatMap((name) => {
    const first = opByName(name)!;
    const seconds = ['SUM', 'DIFF', 'PRODUCT'].map((arithmetic) =>
      opByName(`${first.output!.toUpperCase()}_${arithmetic}`),
    );
    return seconds.flatMap((second) => [...pairOf(first, second!, 0), ...pairOf(first, second!, 1)]);
  });
  return packAlgorithm({ setup: [], predict: PREDICT, learn });
}

/** Every function of one number, of a feature of this example and of the one before; for F = 1. */
export function scalarFunctionsProgram(): Program {
  const functions = OPS.filter(({ inputs }) => inputs.length === 1 && inputs[0] === 'scalar');
  const learn = functions.flatMap(({ number }, index) =>
    OPERANDS.scalar.map((in1, place): Instruction => {
      return { op: number, in1, in2: 0, out: FIRST_RESULT + 2 * index + place, constants: [] };
    }),
  );
  return packAlgorithm({ setup: [], predict: PREDICT, learn });
}

/** Gradient descent on a network that draws its first weights. */
export function networkProgram(): Program {
  return packAlgorithm(networkAlgorithm({ firstScale: 0.5, finalScale: 0.5, learningRate: 0.0625 }));
}

/** Gradient descent on a linear model. */
export function linearProgram(): Program {
  return packAlgorithm(linearAlgorithm({ learningRate: 0.125 }));
}

/** Gradient descent on one linear model a class. */
export function classesProgram(): Program {
  const algorithm: Algorithm = parseListing(`
def Setup():
  s2 = 0.25
  m0 = uniform(-0.5, 0.5, (n_features, n_features))
def Predict():
  v2 = dot(m0, v0)
def Learn():
  v3 = v1 - v2
  v3 = s2 * v3
  m1 = outer(v3, v0)
  m0 = m0 + m1
`);
  return packAlgorithm(algorithm);
}
