import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { opAt } from '../../native-worker/algorithm/op-table.ts';
import { readGoldenRow } from '../../native-worker/evaluator/golden-row-reader.ts';
import { runInstruction } from '../../native-worker/evaluator/run-instruction.ts';
import { kernelsPresent } from './evaluators-present.ts';
import { kernelInstructions } from './kernel-instruction.ts';

const ROWS = readFileSync(new URL('../reference/ops.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

const { kernels } = await kernelsPresent();

describe.each(kernels.map((kernel) => ({ kernel, label: `${kernel.name} (${kernel.instructionSet})` })))(
  'the $label kernel',
  ({ kernel }) => {
    // The interpreter is held against what the reference left by test/evaluator/golden-rows.test.ts.
    it("leaves every register as the interpreter does after each instruction of the reference's rows", () => {
      const runInKernel = kernelInstructions(kernel);
      const problems: string[] = [];
      for (const [index, line] of ROWS.entries()) {
        const row = readGoldenRow(JSON.parse(line));
        if (row.kind !== 'instruction' || opAt(row.instruction.op).output === null) continue;
        const { instruction, features, before } = row;
        const found = runInKernel(instruction, features, before);
        const expected = runInstruction(instruction, features, before);
        const [text, wanted] = [found, expected].map((memory) => JSON.stringify(memory, exactly));
        if (text !== wanted) problems.push(`ops.jsonl:${index + 1}: found ${text}, expected ${wanted}`);
      }
      expect(problems).toEqual([]);
    });
  },
);

function exactly(_: string, value: unknown): unknown {
  return typeof value === 'number' ? (Object.is(value, -0) ? '-0' : String(value)) : value;
}
