import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NO_OP, opByName } from '../../native-worker/algorithm/op-table.ts';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import { readGoldenRow } from '../../native-worker/evaluator/golden-row-reader.ts';
import { runInstruction } from '../../native-worker/evaluator/run-instruction.ts';
import { selfCheckCases } from '../../native-worker/tiers/self-check-cases.ts';
import { evaluatorsOf, kernelsPresent } from './evaluators-present.ts';

const ROWS = readFileSync(new URL('../reference/ops.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

const { kernels } = await kernelsPresent();

describe.each(evaluatorsOf(kernels))('$label', ({ evaluator }) => {
  // What the reference left is compared by test/evaluator/golden-rows.test.ts, but not to the last bit.
  it("leaves every register as the interpreter does after each instruction of the reference's rows", () => {
    const problems: string[] = [];
    for (const [index, line] of ROWS.entries()) {
      const row = readGoldenRow(JSON.parse(line));
      if (row.kind !== 'instruction') continue;
      const { instruction, features, before } = row;
      const found = evaluator.runInstruction(instruction, features, before);
      const expected = runInstruction(instruction, features, before);
      const [text, wanted] = [found, expected].map((memory) => JSON.stringify(memory, exactly));
      if (text !== wanted) problems.push(`ops.jsonl:${index + 1}: found ${text}, expected ${wanted}`);
    }
    expect(problems).toEqual([]);
  });

  it('runs instructions on memories that lack registers which programs have, and on no operation', () => {
    const onlyMatrix = { scalars: [], vectors: [], matrices: [[1, -2, 3, NaN]] };
    const sum = { op: opByName('MATRIX_SUM')!.number, in1: 0, in2: 0, out: 0, constants: [] };
    expect(evaluator.runInstruction(sum, 2, onlyMatrix)).toEqual({ ...onlyMatrix, matrices: [[2, -4, 6, NaN]] });
    const oneScalar = { scalars: [-0.5], vectors: [], matrices: [] };
    const difference = { op: opByName('SCALAR_DIFF')!.number, in1: 0, in2: 0, out: 0, constants: [] };
    expect(evaluator.runInstruction(difference, 2, oneScalar)).toEqual({ ...oneScalar, scalars: [0] });
    expect(evaluator.runInstruction({ ...sum, op: NO_OP }, 2, onlyMatrix)).toEqual(onlyMatrix);
  });

  it('leaves alone the evaluation that is under way', () => {
    const each = selfCheckCases().find(({ name }) => name === 'every op')!;
    const { program, set, request } = each;
    const tasks = [...set.tasks.keys()];
    const [whole, interrupted] = [allocateResult(set, request.record), allocateResult(set, request.record)];
    evaluator.evaluate(program, set, request, tasks, whole);
    evaluator.begin(program, set, request, tasks, interrupted);
    const constant = { op: opByName('SCALAR_CONST_SET')!.number, in1: 0, in2: 0, out: 0, constants: [0.1] };
    while (!evaluator.advance(20_000)) {
      expect(evaluator.runInstruction(constant, 3, { scalars: [1], vectors: [], matrices: [] }).scalars).toEqual([0.1]);
    }
    expect(interrupted).toEqual(whole);
  });
});

function exactly(_: string, value: unknown): unknown {
  return typeof value === 'number' ? (Object.is(value, -0) ? '-0' : String(value)) : value;
}
