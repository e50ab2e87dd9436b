import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJsonNumber } from '../../native-worker/algorithm/json-number.ts';
import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { answerGoldenRow } from '../../native-worker/evaluator/golden-rows.ts';
import type { InstructionRunner } from '../../native-worker/evaluator/run-instruction.ts';
import { evaluatorsPresent } from '../kernel-evaluator/evaluators-present.ts';

const EVALUATORS = await evaluatorsPresent();

interface Row {
  readonly note?: string;
  readonly expected?: object;
  readonly after?: object;
}

function rowsOf(file: string): Row[] {
  const text = readFileSync(new URL(`../reference/${file}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

/** Every place where two pieces of JSON data differ by more than 1e-9 relative, or at all in NaN, infinity or shape. */
function differences(found: unknown, expected: unknown, path = ''): string[] {
  const numbers = [readJsonNumber(found), readJsonNumber(expected)] as const;
  if (numbers[0] !== undefined && numbers[1] !== undefined) {
    return sameNumber(numbers[0], numbers[1]) ? [] : [`${path}: found ${numbers[0]}, expected ${numbers[1]}`];
  }
  if (typeof found !== 'object' || typeof expected !== 'object' || found === null || expected === null) {
    return [`${path}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`];
  }
  const keys = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...keys].flatMap((key) =>
    differences(Reflect.get(found, key), Reflect.get(expected, key), path === '' ? key : `${path}.${key}`),
  );
}

function sameNumber(found: number, expected: number): boolean {
  return Object.is(found, expected) || found === expected || Math.abs(found - expected) <= 1e-9 * Math.abs(expected);
}

function problemsOf(evaluator: Evaluator & InstructionRunner, file: string, expected: (row: Row) => unknown): string[] {
  return rowsOf(file).flatMap((row, index) => {
    const answer: unknown = JSON.parse(JSON.stringify(answerGoldenRow(row, evaluator)));
    return differences(answer, expected(row)).map((each) => `${file}:${index + 1} ${row.note ?? ''} ${each}`);
  });
}

describe('the golden rows of the reference', () => {
  it('holds 696 instructions, 210 programs and 72 programs that learn', () => {
    expect(['ops.jsonl', 'programs.jsonl', 'trained.jsonl'].map((file) => rowsOf(file).length)).toEqual([696, 210, 72]);
  });

  describe.each(EVALUATORS)('by $label', ({ evaluator }) => {
    it('leaves every register as the reference does after one instruction', () => {
      expect(problemsOf(evaluator, 'ops.jsonl', ({ after }) => ({ after }))).toEqual([]);
    });

    it('gives the errors of every example, the steps and the fitness of random programs', () => {
      expect(problemsOf(evaluator, 'programs.jsonl', ({ expected }) => expected)).toEqual([]);
    });

    it('gives the errors of every example, the steps and the fitness of programs that learn', () => {
      expect(problemsOf(evaluator, 'trained.jsonl', ({ expected }) => expected)).toEqual([]);
    });
  });

  it('finds a difference where there is one', () => {
    expect(differences({ a: [1, 'NaN'] }, { a: [1 + 1e-10, 'NaN'] })).toEqual([]);
    expect(differences({ a: [1] }, { a: [1 + 1e-8] })).toEqual(['a.0: found 1, expected 1.00000001']);
    expect(differences({ a: ['NaN'] }, { a: ['Infinity'] })).toHaveLength(1);
    expect(differences({ a: [1] }, { a: [1, 2] })).toHaveLength(1);
  });
});
