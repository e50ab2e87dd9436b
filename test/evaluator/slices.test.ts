import { describe, expect, it } from 'vitest';
import { packAlgorithm } from '../../native-worker/algorithm/program.ts';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { Dice } from '../algorithm/dice.ts';
import { programOf } from '../algorithm/listing-program.ts';
import { EVERY_OP, randomAlgorithm } from '../algorithm/random-programs.ts';
import { incrementExamples, setOf, taskOf } from './example-tasks.ts';
import { randomTaskSet } from './random-task-set.ts';
import { WHOLE } from './run-program.ts';

const SHAPE = { features: 3, outputs: 'scalar', measure: 'rms', tasks: 4, trainCount: 4, validCount: 3 } as const;

describe('an evaluation in slices', () => {
  it('gives what it gives in one go, however small the slices are', () => {
    const dice = new Dice(41);
    const interpreter = new Interpreter();
    const request = { ...WHOLE, keepsMemory: true };
    for (let round = 0; round < 50; round++) {
      const set = randomTaskSet(dice, { ...SHAPE, epochs: 1 + dice.below(3) });
      const program = packAlgorithm(randomAlgorithm(dice, EVERY_OP, 'scalar'));
      const [inOneGo, inSlices] = [allocateResult(set, 'errors'), allocateResult(set, 'errors')];
      interpreter.evaluate(program, set, request, [0, 1, 3], inOneGo);
      interpreter.begin(program, set, request, [0, 1, 3], inSlices);
      while (!interpreter.advance(1 + dice.below(20)));
      expect(inSlices).toEqual(inOneGo);
    }
  });

  it('runs about as many entries as a slice allows, one instruction at least', () => {
    const program = programOf({ predict: 's1 = s2 + s3; v1 = v2 + v3; m0 = m0 + m0', learn: 's2 = s2 + s0' });
    const set = setOf(4, [taskOf(incrementExamples(4, 10), incrementExamples(4, 1))]);
    const slicesOf = (work: number): number => {
      const interpreter = new Interpreter();
      interpreter.begin(program, set, { ...WHOLE, record: 'nothing' }, [0], allocateResult(set));
      let slices = 1;
      while (!interpreter.advance(work)) slices++;
      return slices;
    };
    // Setup has nothing; a training example goes through 1 + 4 + 16 entries, and 1.
    expect(slicesOf(1)).toBe(1 + 10 * 4 + 3);
    expect(slicesOf(100)).toBeLessThan(5);
    expect(slicesOf(Infinity)).toBe(1);
  });

  it('is dropped when another is begun, and leaves nothing behind', () => {
    const set = setOf(2, [taskOf(incrementExamples(2, 5), incrementExamples(2, 5))]);
    const counting = programOf({ setup: 's2 = 1', predict: 's1 = s1 + s2' });
    const interpreter = new Interpreter();
    const [fresh, dropped, after] = [allocateResult(set), allocateResult(set), allocateResult(set)];
    interpreter.evaluate(counting, set, { ...WHOLE, record: 'nothing' }, [0], fresh);
    interpreter.begin(counting, set, { ...WHOLE, record: 'nothing' }, [0], dropped);
    expect(interpreter.advance(3)).toBe(false);
    interpreter.evaluate(counting, set, { ...WHOLE, record: 'nothing' }, [0], after);
    expect(after).toEqual(fresh);
    expect(interpreter.advance(1)).toBe(true);
  });

  it('of no task at all is done at once', () => {
    const set = setOf(2, [taskOf(incrementExamples(2, 5), incrementExamples(2, 5))]);
    const interpreter = new Interpreter();
    interpreter.begin(programOf({}), set, WHOLE, [], allocateResult(set, 'errors'));
    expect(interpreter.advance(1)).toBe(true);
  });
});

describe('the memory that is kept', () => {
  it('is that of each task when it was through, or failed: all registers that program or protocol name', () => {
    // Labels are 1, 2, 3, ... times the task's number; s3 counts the steps whose Learn ran.
    const program = programOf({ setup: 's2 = 1; m7 = outer(v9, v9)', learn: 's3 = s3 + s2; v9 = v0 * v0' });
    const tasks = [1, 10].map((scale) => {
      const train = [1, 2, 3].map((value) => [[value, value], value * scale] as const);
      return taskOf(train, train.slice(0, 1));
    });
    const set = setOf(2, tasks);
    const result = allocateResult(set);
    const request = { ...WHOLE, record: 'nothing', maxAbsError: 15, keepsMemory: true } as const;
    new Interpreter().evaluate(program, set, request, [0, 1], result);
    const held = result.memories.map((registers) =>
      registers.map(({ kind, address, values }) => [kind, address, ...values]),
    );
    expect(held[0]).toEqual([
      ['scalar', 0, 0],
      ['scalar', 1, 0],
      ['scalar', 2, 1],
      ['scalar', 3, 3],
      ['vector', 0, 1, 1],
      ['vector', 9, 9, 9],
      ['matrix', 7, 0, 0, 0, 0],
    ]);
    // It failed at its second step, before Learn.
    expect(held[1]).toEqual([
      ['scalar', 0, 0],
      ['scalar', 1, 0],
      ['scalar', 2, 1],
      ['scalar', 3, 1],
      ['vector', 0, 2, 2],
      ['vector', 9, 1, 1],
      ['matrix', 7, 0, 0, 0, 0],
    ]);
  });

  it('is not kept unless the request says so', () => {
    const set = setOf(2, [taskOf(incrementExamples(2, 2), incrementExamples(2, 2))]);
    const result = allocateResult(set);
    new Interpreter().evaluate(programOf({}), set, { ...WHOLE, record: 'nothing' }, [0], result);
    expect(result.memories).toEqual([]);
  });
});
