import { describe, expect, it } from 'vitest';
import { opByName } from '../../native-worker/algorithm/op-table.ts';
import type { RegisterKind } from '../../native-worker/algorithm/register-kind.ts';
import { runInstruction } from '../../native-worker/evaluator/run-instruction.ts';
import { SampleSource } from '../numerics/sample-source.ts';

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 31, 64];

type Sum = (values: readonly number[]) => number;

/** The rule itself: halves, split at floor(n / 2). */
const byHalves: Sum = (values) => {
  if (values.length < 2) return values[0] ?? 0;
  const half = Math.floor(values.length / 2);
  return byHalves(values.slice(0, half)) + byHalves(values.slice(half));
};

const fromLeft: Sum = (values) => values.reduce((total, value) => total + value, 0);

/** Registers of an instruction: vectors v0, v1 and matrices m0, m1 in, any out. */
interface Inputs {
  readonly features: number;
  readonly v: readonly (readonly number[])[];
  readonly m: readonly (readonly number[])[];
}

function randomInputs(source: SampleSource, features: number): Inputs {
  // Magnitudes far apart, so that another order gives other bits.
  const values = (count: number): number[] => Array.from({ length: count }, () => source.withExponent(-12, 12));
  const size = features * features;
  return { features, v: [values(features), values(features)], m: [values(size), values(size)] };
}

function resultOf(name: string, { features, v, m }: Inputs): readonly number[] {
  const op = opByName(name)!;
  const before = { scalars: [0, 0], vectors: [...v, v[0]!], matrices: [...m, m[0]!] };
  const out: Record<RegisterKind, number> = { scalar: 0, vector: 2, matrix: 2 };
  const instruction = { op: op.number, in1: 0, in2: op.inputs[0] === op.inputs[1] ? 1 : 0, out: out[op.output!] };
  const after = runInstruction({ ...instruction, constants: [] }, features, before);
  return { scalar: [after.scalars[0]!], vector: after.vectors[2]!, matrix: after.matrices[2]! }[op.output!];
}

const rows = (matrix: readonly number[], n: number): number[][] =>
  Array.from({ length: n }, (_, i) => matrix.slice(i * n, (i + 1) * n));
const columns = (matrix: readonly number[], n: number): number[][] =>
  Array.from({ length: n }, (_, j) => matrix.filter((_entry, k) => k % n === j));
const products = (a: readonly number[], b: readonly number[]): number[] => a.map((value, k) => value * b[k]!);
const squares = (a: readonly number[]): number[] => products(a, a);

/** Each op that sums, written out with a sum of one's choice; a matrix is summed by rows, then over the row sums. */
const RULES: Readonly<Record<string, (inputs: Inputs, sum: Sum) => number[]>> = {
  VECTOR_INNER_PRODUCT: ({ v }, sum) => [sum(products(v[0]!, v[1]!))],
  VECTOR_NORM: ({ v }, sum) => [Math.sqrt(sum(squares(v[0]!)))],
  VECTOR_MEAN: ({ v, features }, sum) => [sum(v[0]!) / features],
  VECTOR_ST_DEV: ({ v }, sum) => [deviation(sum(v[0]!), sum(squares(v[0]!)), v[0]!.length)],
  MATRIX_VECTOR_PRODUCT: ({ m, v, features }, sum) => rows(m[0]!, features).map((row) => sum(products(row, v[0]!))),
  MATRIX_MATRIX_PRODUCT: ({ m, features }, sum) =>
    rows(m[0]!, features).flatMap((row) => columns(m[1]!, features).map((column) => sum(products(row, column)))),
  MATRIX_NORM: ({ m, features }, sum) => [Math.sqrt(sum(rows(squares(m[0]!), features).map(sum)))],
  MATRIX_MEAN: ({ m, features }, sum) => [sum(rows(m[0]!, features).map(sum)) / m[0]!.length],
  MATRIX_ST_DEV: ({ m, features }, sum) => [
    deviation(sum(rows(m[0]!, features).map(sum)), sum(rows(squares(m[0]!), features).map(sum)), m[0]!.length),
  ],
  MATRIX_COLUMN_NORM: ({ m, features }, sum) =>
    columns(m[0]!, features).map((column) => Math.sqrt(sum(squares(column)))),
  MATRIX_ROW_NORM: ({ m, features }, sum) => rows(m[0]!, features).map((row) => Math.sqrt(sum(squares(row)))),
  MATRIX_ROW_MEAN: ({ m, features }, sum) => rows(m[0]!, features).map((row) => sum(row) / features),
  MATRIX_ROW_ST_DEV: ({ m, features }, sum) =>
    rows(m[0]!, features).map((row) => deviation(sum(row), sum(squares(row)), features)),
};

function deviation(total: number, totalOfSquares: number, count: number): number {
  if (count === 1) return 0;
  const mean = total / count;
  return Math.sqrt(Math.max(totalOfSquares / count - mean * mean, 0));
}

describe('every sum', () => {
  for (const [name, rule] of Object.entries(RULES)) {
    it(`of ${name} goes by halves, to the last bit, for every number of features`, () => {
      const source = new SampleSource(7);
      let otherOrderDiffers = 0;
      for (const features of SIZES) {
        for (let repeat = 0; repeat < (features > 12 ? 1 : 5); repeat++) {
          const inputs = randomInputs(source, features);
          const found = resultOf(name, inputs);
          expect(found, `F = ${features}`).toEqual(rule(inputs, byHalves));
          if (String(found) !== String(rule(inputs, fromLeft))) otherOrderDiffers++;
        }
      }
      // Else the test could not tell one order from another.
      expect(otherOrderDiffers).toBeGreaterThan(0);
    });
  }
});

describe('the standard deviation of equal entries', () => {
  const deviations = (features: number, value: number): number[] => {
    const entries = (count: number): number[] => Array.from({ length: count }, () => value);
    const [vector, matrix] = [entries(features), entries(features * features)];
    const inputs = { features, v: [vector, vector], m: [matrix, matrix] };
    return ['VECTOR_ST_DEV', 'MATRIX_ST_DEV', 'MATRIX_ROW_ST_DEV'].flatMap((name) => resultOf(name, inputs));
  };

  it('is exactly 0', () => {
    const source = new SampleSource(8);
    for (const features of SIZES) {
      for (const value of [0, 0.1, 1 / 3, -1e150, 5e-324, source.between(-1, 1), source.between(-100, 100)]) {
        expect(new Set(deviations(features, value)), `F = ${features}, ${value}`).toEqual(new Set([0]));
      }
    }
  });

  it('is not a number where the squares overflow or the entries are not finite', () => {
    for (const value of [1e200, Infinity, -Infinity, NaN]) {
      expect(new Set(deviations(3, value)), String(value)).toEqual(new Set([NaN]));
    }
  });
});
