import { describe, expect, it } from 'vitest';
import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { type Op, opByName, OPS } from '../../native-worker/algorithm/op-table.ts';
import type { RegisterKind } from '../../native-worker/algorithm/register-kind.ts';
import { OPERATIONS } from '../../native-worker/evaluator/op-semantics.ts';
import { type MemoryContents, runInstruction } from '../../native-worker/evaluator/run-instruction.ts';
import { SampleSource } from '../numerics/sample-source.ts';

const SIZES = [1, 2, 3, 4, 5, 7, 8, 12, 16];
const REGISTERS = 3;

function randomMemory(source: SampleSource, features: number): MemoryContents {
  const values = (count: number): number[] => Array.from({ length: count }, () => source.between(-1, 1));
  const registers = (size: number): number[][] => Array.from({ length: REGISTERS }, () => values(size));
  return { scalars: values(REGISTERS), vectors: registers(features), matrices: registers(features * features) };
}

function instructionOf(op: Op, in1: number, in2: number, out: number): Instruction {
  return { op: op.number, in1, in2, out, constants: op.constants.map((_, index) => [0.25, 0.5, 0.75][index]!) };
}

function register(memory: MemoryContents, kind: RegisterKind, address: number): readonly number[] {
  switch (kind) {
    case 'scalar':
      return [memory.scalars[address]!];
    case 'vector':
      return memory.vectors[address]!;
    case 'matrix':
      return memory.matrices[address]!;
  }
}

function withRegister(
  memory: MemoryContents,
  kind: RegisterKind,
  address: number,
  values: readonly number[],
): MemoryContents {
  switch (kind) {
    case 'scalar':
      return { ...memory, scalars: memory.scalars.with(address, values[0]!) };
    case 'vector':
      return { ...memory, vectors: memory.vectors.with(address, values) };
    case 'matrix':
      return { ...memory, matrices: memory.matrices.with(address, values) };
  }
}

/** The result of an op on scalars. */
function scalarResult(name: string, in1: number, in2 = 0): number {
  const instruction = instructionOf(opByName(name)!, 0, 1, 2);
  return runInstruction(instruction, 1, { scalars: [in1, in2, 0], vectors: [], matrices: [] }).scalars[2]!;
}

/** The result of an op on vectors or matrices of one entry each. */
function entryResult(name: string, in1: number, in2 = 0): number {
  const op = opByName(name)!;
  const registers = [[in1], [in2], [0]];
  const after = runInstruction(instructionOf(op, 0, 1, 2), 1, { scalars: [], vectors: registers, matrices: registers });
  return register(after, op.output!, 2)[0]!;
}

describe('the table of what ops do', () => {
  it('has a function for every op of the op table, by its number', () => {
    expect(OPERATIONS).toHaveLength(OPS.length);
    for (const op of OPS) expect(OPERATIONS[op.number], op.name).toBeTypeOf('function');
  });

  it('writes the output that the op table names, and nothing else', () => {
    const source = new SampleSource(1);
    for (const op of OPS) {
      for (const features of SIZES) {
        const before = randomMemory(source, features);
        const after = runInstruction(instructionOf(op, 0, 1, 2), features, before);
        if (op.output === null) {
          expect(after, op.name).toEqual(before);
          continue;
        }
        const written = register(after, op.output, 2);
        expect(written, op.name).not.toEqual(register(before, op.output, 2));
        expect(after, op.name).toEqual(withRegister(before, op.output, 2, written));
      }
    }
  });

  it('reads the inputs that the op table names, and nothing else', () => {
    const source = new SampleSource(2);
    for (const op of OPS) {
      if (op.output === null) continue;
      const before = randomMemory(source, 3);
      const after = runInstruction(instructionOf(op, 0, 1, 2), 3, before);
      const [kind1, kind2] = op.inputs;
      let shared = randomMemory(source, 3);
      if (kind1) shared = withRegister(shared, kind1, 0, register(before, kind1, 0));
      if (kind2) shared = withRegister(shared, kind2, 1, register(before, kind2, 1));
      if (op.partialWrite) shared = withRegister(shared, op.output, 2, register(before, op.output, 2));
      const again = runInstruction(instructionOf(op, 0, 1, 2), 3, shared);
      expect(register(again, op.output, 2), op.name).toEqual(register(after, op.output, 2));
    }
  });

  it('gives the same where the output is one of the inputs', () => {
    const source = new SampleSource(3);
    for (const op of OPS) {
      for (const features of SIZES) {
        const before = randomMemory(source, features);
        op.inputs.forEach((kind, place) => {
          if (kind !== op.output) return;
          const apart = runInstruction(instructionOf(op, 0, 1, 2), features, before);
          const into = runInstruction(instructionOf(op, 0, 1, place), features, before);
          expect(register(into, kind, place), op.name).toEqual(register(apart, kind, 2));
        });
        if (op.output !== null && op.inputs.length === 2 && op.inputs.every((kind) => kind === op.output)) {
          const apart = runInstruction(instructionOf(op, 0, 0, 2), features, before);
          const into = runInstruction(instructionOf(op, 0, 0, 0), features, before);
          expect(register(into, op.output, 0), op.name).toEqual(register(apart, op.output, 2));
        }
      }
    }
  });
});

describe('minimum and maximum', () => {
  it('of scalars and vectors give the first input on ties and where either is not a number', () => {
    for (const result of [
      (name: string, a: number, b: number) => scalarResult(`SCALAR_${name}`, a, b),
      (name: string, a: number, b: number) => entryResult(`VECTOR_${name}`, a, b),
    ]) {
      for (const name of ['MIN', 'MAX']) {
        expect(result(name, 0, -0)).toBe(0);
        expect(result(name, -0, 0)).toBe(-0);
        expect(result(name, NaN, 1)).toBe(NaN);
        expect(result(name, 1, NaN)).toBe(1);
      }
      expect(result('MIN', 1, 2)).toBe(1);
      expect(result('MIN', 2, 1)).toBe(1);
      expect(result('MAX', 1, 2)).toBe(2);
      expect(result('MAX', 2, 1)).toBe(2);
    }
  });

  it('of matrices give the second input on ties and where either is not a number', () => {
    for (const name of ['MATRIX_MIN', 'MATRIX_MAX']) {
      expect(entryResult(name, 0, -0)).toBe(-0);
      expect(entryResult(name, -0, 0)).toBe(0);
      expect(entryResult(name, NaN, 1)).toBe(1);
      expect(entryResult(name, 1, NaN)).toBe(NaN);
    }
    expect(entryResult('MATRIX_MIN', 1, 2)).toBe(1);
    expect(entryResult('MATRIX_MIN', 2, 1)).toBe(1);
    expect(entryResult('MATRIX_MAX', 1, 2)).toBe(2);
    expect(entryResult('MATRIX_MAX', 2, 1)).toBe(2);
  });
});

describe('the step function', () => {
  it('of a scalar is 1 at zero', () => {
    const results = [0, -0, 5e-324, -5e-324, NaN, Infinity].map((x) => scalarResult('SCALAR_HEAVYSIDE', x));
    expect(results).toEqual([1, 1, 1, 0, 0, 1]);
  });

  it('of a vector or matrix is 0 at zero', () => {
    for (const name of ['VECTOR_HEAVYSIDE', 'MATRIX_HEAVYSIDE']) {
      expect([0, -0, 5e-324, -5e-324, NaN, Infinity].map((x) => entryResult(name, x))).toEqual([0, 0, 1, 0, 0, 1]);
    }
  });
});

describe('division', () => {
  it('is unguarded', () => {
    expect(scalarResult('SCALAR_DIVISION', 1, 0)).toBe(Infinity);
    expect(scalarResult('SCALAR_DIVISION', 1, -0)).toBe(-Infinity);
    expect(scalarResult('SCALAR_DIVISION', 0, 0)).toBe(NaN);
    expect(scalarResult('SCALAR_RECIPROCAL', -0)).toBe(-Infinity);
    expect(entryResult('VECTOR_RECIPROCAL', 0)).toBe(Infinity);
    expect(entryResult('MATRIX_DIVISION', 0, 0)).toBe(NaN);
  });
});

describe('setting one entry', () => {
  const entrySet = (features: number, fraction: number): number => {
    const instruction = { op: opByName('VECTOR_CONST_SET')!.number, in1: 0, in2: 0, out: 0, constants: [fraction, 1] };
    const before = { scalars: [], vectors: [Array.from({ length: features }, () => 0)], matrices: [] };
    return runInstruction(instruction, features, before).vectors[0]!.indexOf(1);
  };

  it('finds every index again from the middle of its fraction', () => {
    for (let features = 1; features <= 64; features++) {
      for (let index = 0; index < features; index++) expect(entrySet(features, (index + 0.5) / features)).toBe(index);
    }
  });

  it('never leaves the vector, and multiplies in single precision', () => {
    const largest = 1 - 2 ** -24;
    for (let features = 1; features <= 64; features++) expect(entrySet(features, largest)).toBe(features - 1);
    // The nearest single to 5/12 lies below it: its product with 12 is 5 only when rounded to single precision too.
    expect(Math.floor(12 * Math.fround(5 / 12))).toBe(4);
    expect(entrySet(12, 5 / 12)).toBe(5);
  });

  it('of a matrix goes by row, then column, and keeps the other entries', () => {
    const instruction = { op: opByName('MATRIX_CONST_SET')!.number, in1: 0, in2: 0, out: 0, constants: [0.5, 0, 9] };
    const { matrices } = runInstruction(instruction, 2, { scalars: [], vectors: [], matrices: [[1, 2, 3, 4]] });
    expect(matrices).toEqual([[1, 2, 9, 4]]);
  });
});

describe('shapes', () => {
  const memory = {
    scalars: [0],
    vectors: [
      [1, 2],
      [10, 20],
    ],
    matrices: [
      [1, 2, 3, 4],
      [0, 0, 0, 0],
    ],
  };
  const result = (name: string): readonly (readonly number[])[] =>
    runInstruction(instructionOf(opByName(name)!, 0, 1, 1), 2, memory).matrices;

  it('are row-major: outer products, broadcasts and the transpose', () => {
    expect(result('VECTOR_OUTER_PRODUCT')[1]).toEqual([10, 20, 20, 40]);
    expect(result('VECTOR_COLUMN_BROADCAST')[1]).toEqual([1, 1, 2, 2]);
    expect(result('VECTOR_ROW_BROADCAST')[1]).toEqual([1, 2, 1, 2]);
    expect(result('MATRIX_TRANSPOSE')[1]).toEqual([1, 3, 2, 4]);
  });
});
