import { describe, expect, it } from 'vitest';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { instructionCount, WORDS_PER_INSTRUCTION } from '../../native-worker/algorithm/program.ts';
import type { Evaluator } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { RECORDED_HASHES, runSelfCheck, selfCheckProblem } from '../../native-worker/tiers/self-check.ts';
import { selfCheckCases } from '../../native-worker/tiers/self-check-cases.ts';
import { disturbed } from './disturbed-evaluator.ts';

describe('the corpus of the self-check', () => {
  const cases = selfCheckCases();

  it('uses all ops, and one recorded hash for each case', () => {
    const used = new Set(
      cases.flatMap(({ program }) =>
        Array.from({ length: instructionCount(program) }, (_, k) => program.words[k * WORDS_PER_INSTRUCTION]),
      ),
    );
    expect(used.size).toBe(OPS.length);
    expect(Object.keys(RECORDED_HASHES)).toEqual(cases.map(({ name }) => name));
  });

  it('has odd and even numbers of features, and more tasks than the lanes of a group', () => {
    const features = cases.map(({ set }) => set.features);
    expect(new Set(features)).toEqual(new Set([1, 3, 4, 5, 6, 8, 9, 16]));
    expect(Math.max(...cases.map(({ set }) => set.tasks.length))).toBeGreaterThan(16);
  });
});

describe('an evaluator proves itself', () => {
  it('the interpreter gives the recorded bits, twice in a row', () => {
    const interpreter = new Interpreter();
    expect(selfCheckProblem(interpreter)).toBeNull();
    expect(selfCheckProblem(interpreter)).toBeNull();
  });

  const named = (evaluator: Evaluator): string[] =>
    runSelfCheck(evaluator)
      .filter(({ hash, recorded }) => hash !== recorded)
      .map(({ name }) => name);

  it('a last bit that differs in one loss is noticed', () => {
    const evaluator = disturbed((result) => {
      result.losses[0]! += result.losses[0]! * Number.EPSILON;
    });
    expect(named(evaluator).length).toBeGreaterThan(3);
  });

  it('denormal numbers that are flushed to zero are noticed', () => {
    const evaluator = disturbed((result) => {
      for (const { values } of result.memories.flat()) {
        values.forEach((value, index) => {
          if (Math.abs(value) < 2.2250738585072014e-308) values[index] = value * 0;
        });
      }
    });
    expect(named(evaluator)).toEqual(['every op on special values', 'every op on vectors of special values']);
  });

  it('a step too many is noticed; bits of a NaN are not', () => {
    const stepsOn = disturbed(({ trainSteps }) => {
      trainSteps[1]!++;
    });
    expect(named(stepsOn)).toHaveLength(selfCheckCases().length);
    const otherNaN = disturbed((result) => {
      for (const { values } of result.memories.flat()) {
        const words = new Uint32Array(values.buffer);
        values.forEach((value, index) => {
          if (Number.isNaN(value)) words[2 * index] = 5;
        });
      }
    });
    expect(selfCheckProblem(otherNaN)).toBeNull();
  });

  it('what is wrong is said in one sentence, an error of the evaluator too', () => {
    const wrong = disturbed(({ losses }) => losses.fill(0));
    expect(selfCheckProblem(wrong)).toMatch(
      /^it gives other bits than it should: case "every op" gave [0-9a-f]{16}, expected [0-9a-f]{16}, and \d+ of the other \d+ cases too$/,
    );
    const failing = disturbed(() => {
      throw new Error('the kernel refused');
    });
    expect(selfCheckProblem(failing)).toBe('it failed on known programs: the kernel refused');
  });
});
