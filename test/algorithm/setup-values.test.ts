import { describe, expect, it } from 'vitest';
import { Liveness } from '../../native-worker/algorithm/liveness.ts';
import { packAlgorithm, type Program } from '../../native-worker/algorithm/program.ts';
import { removeDeadCode } from '../../native-worker/algorithm/remove-dead-code.ts';
import { SetupValues } from '../../native-worker/algorithm/setup-values.ts';
import { allocateResult } from '../../native-worker/evaluator/evaluator.ts';
import { Interpreter } from '../../native-worker/evaluator/interpreter.ts';
import { incrementExamples, setOf, taskOf } from '../evaluator/example-tasks.ts';
import { WHOLE } from '../evaluator/run-program.ts';
import { Dice } from './dice.ts';
import { programOf } from './listing-program.ts';
import { type ProgramSpace, randomAlgorithm } from './random-programs.ts';

/** Constants, arithmetic of all kinds and inner products, on label and features, too. */
const WORKABLE: ProgramSpace = {
  ops: [1, 2, 3, 4, 18, 23, 24, 25, 26, 27, 29, 39, 40, 41, 42, 56, 56, 56],
  registers: { scalar: 5, vector: 3, matrix: 2 },
  longest: { setup: 12, predict: 3, learn: 4 },
};

/** What an evaluator finds in the registers when Setup is through, scalars first, by ascending address. */
function registersAfterSetup(program: Program, features: number) {
  const examples = incrementExamples(features, 1);
  const set = setOf(features, [taskOf(examples, examples)]);
  const result = allocateResult(set, 'errors');
  new Interpreter().evaluate(program, set, { ...WHOLE, trainExamples: 0, keepsMemory: true }, [0], result);
  return result.memories[0]!;
}

/** What is worked out for a register, or null if it has no number. */
function workedOut({ numbering }: Liveness, values: Float64Array, kind: string, address: number): number | null {
  for (let register = 1; register < numbering.count; register++) {
    const kindOf = ['scalar', 'vector', 'matrix'][numbering.kindOf(register)];
    if (kindOf === kind && numbering.addressOf(register) === address) return values[register]!;
  }
  return null;
}

const canBeWorkedOut = (setup: string): boolean => {
  const liveness = new Liveness();
  const program = programOf({ setup, predict: 's1 = s2 + s3' });
  liveness.analyse(program, 'scalar');
  return new SetupValues(liveness, 4).workOut(program);
};

describe('what Setup comes to', () => {
  it.each([1, 2, 3, 4, 7, 16])('is worked out bit by bit as an evaluator finds it, F = %i', (features) => {
    const dice = new Dice(features);
    const liveness = new Liveness();
    const values = new SetupValues(liveness, features);
    let other = 0;
    for (let k = 0; k < 400; k++) {
      const program = packAlgorithm(randomAlgorithm(dice, WORKABLE, 'scalar'));
      liveness.analyse(program, 'scalar');
      expect(values.workOut(program)).toBe(true);
      for (const { kind, address, values: found } of registersAfterSetup(removeDeadCode(program, 'scalar'), features)) {
        const expected = workedOut(liveness, values.values, kind, address);
        expect([...found]).toEqual([...found].fill(expected ?? 0));
        if (!Object.is(expected, 0)) other++;
      }
    }
    expect(other).toBeGreaterThan(100);
  });

  it('is not worked out where entries may differ, numbers are drawn, or functions are applied', () => {
    expect(canBeWorkedOut('s2 = 0.5; s3 = s2 * s2')).toBe(true);
    for (const setup of ['v1[0.5] = 2; s2 = dot(v1, v1)', 's2 = gaussian(0, 1)', 's3 = exp(s2)']) {
      expect(canBeWorkedOut(setup)).toBe(false);
    }
  });

  it('does not depend on what is dead', () => {
    expect(canBeWorkedOut('s4 = exp(s2); s2 = 0.5')).toBe(true);
  });
});
