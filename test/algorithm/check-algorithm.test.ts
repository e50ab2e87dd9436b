import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAlgorithm } from '../../native-worker/algorithm/check-algorithm.ts';
import { networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { anyAlgorithm, PROPERTY } from './random-algorithm.ts';

const NO_OP: Instruction = { op: 0, in1: 0, in2: 0, out: 0, constants: [] };
const SUM: Instruction = { op: 1, in1: 2, in2: 3, out: 1, constants: [] };

function messages(instruction: Instruction): string[] {
  return checkAlgorithm({ setup: [], predict: [NO_OP, instruction], learn: [] }).map(({ message }) => message);
}

describe('checking an algorithm', () => {
  it('finds nothing wrong with a valid one', () => {
    fc.assert(
      fc.property(anyAlgorithm, (algorithm) => {
        expect(checkAlgorithm(algorithm)).toEqual([]);
      }),
      { ...PROPERTY, numRuns: 100 },
    );
  });

  it('finds every address that memory does not have', () => {
    const enough = { scalars: 5, vectors: 9, matrices: 2 };
    expect(checkAlgorithm(networkAlgorithm(), enough)).toEqual([]);
    const problems = checkAlgorithm(networkAlgorithm(), { ...enough, scalars: 4, matrices: 1 });
    expect(problems.map(({ message }) => message)).toEqual([
      'learn[0].out: found s4, expected s0 to s3, as memory has 4 of this kind',
      'learn[1].in2: found s4, expected s0 to s3, as memory has 4 of this kind',
      'learn[1].out: found s4, expected s0 to s3, as memory has 4 of this kind',
      'learn[2].in2: found s4, expected s0 to s3, as memory has 4 of this kind',
      'learn[3].in1: found s4, expected s0 to s3, as memory has 4 of this kind',
      'learn[5].in1: found s4, expected s0 to s3, as memory has 4 of this kind',
      'learn[9].out: found m1, expected m0, the only matrix in memory',
      'learn[10].in2: found m1, expected m0, the only matrix in memory',
    ]);
  });

  it.each<[Partial<Instruction>, string]>([
    [{ op: 65 }, 'predict[1].op: found 65, expected the number of an op, 0 to 64'],
    [{ op: -1 }, 'predict[1].op: found -1, expected the number of an op, 0 to 64'],
    [{ op: NaN }, 'predict[1].op: found NaN, expected the number of an op, 0 to 64'],
    [{ in1: 65536 }, 'predict[1].in1: found s65536, expected an address that is a whole number from 0 to 65535'],
    [{ in2: 0.5 }, 'predict[1].in2: found s0.5, expected an address that is a whole number from 0 to 65535'],
    [{ out: -1 }, 'predict[1].out: found s-1, expected an address that is a whole number from 0 to 65535'],
    [{ op: 5 }, 'predict[1].in2: found 3, expected 0, as SCALAR_ABS does not use it'],
    [{ constants: [1] }, 'predict[1].constants: found 1 constants, expected 0 for SCALAR_SUM'],
  ])('says what is wrong with %j', (change, message) => {
    expect(messages({ ...SUM, ...change })).toEqual([message]);
  });

  it.each([1, -1e-9, 0.99999999, NaN])('refuses %d as the place of an entry', (fraction) => {
    expect(messages({ op: 58, in1: 0, in2: 0, out: 0, constants: [0.5, fraction, 7] })).toEqual([
      `predict[1].constants[1]: found ${String(fraction).toLowerCase()}, expected the column as a fraction: ` +
        'at least 0 and, in single precision, below 1',
    ]);
  });

  it('counts the instructions of all functions together', () => {
    const half = Array.from({ length: 32768 }, () => NO_OP);
    const problems = checkAlgorithm({ setup: half, predict: [], learn: half });
    expect(problems.map(({ message }) => message)).toEqual([
      'learn[32767].op: found 65536 instructions, expected at most 65535',
    ]);
  });
});
