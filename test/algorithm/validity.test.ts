import { describe, expect, it } from 'vitest';
import { linearAlgorithm, networkAlgorithm } from '../../native-worker/algorithm/hand-designed.ts';
import type { Instruction } from '../../native-worker/algorithm/instruction.ts';
import { padWithNoOps } from '../../native-worker/algorithm/pad-with-no-ops.ts';
import { packAlgorithm, unpackProgram } from '../../native-worker/algorithm/program.ts';
import { validity, ValidityFilter } from '../../native-worker/algorithm/validity.ts';
import { Dice } from './dice.ts';
import { programOf } from './listing-program.ts';
import { ARITHMETIC, randomAlgorithm } from './random-programs.ts';
import { readAlgorithmFile } from './read-algorithm-file.ts';
import { disguised } from './same-behaviour-variants.ts';

type Functions = Parameters<typeof programOf>[0];
const judged = (functions: Functions): string => validity(programOf(functions), 'scalar');

const LINEAR = {
  setup: 's2 = 0.1',
  predict: 's1 = dot(v1, v0)',
  learn: 's3 = s0 - s1; s3 = s2 * s3; v2 = s3 * v0; v1 = v1 + v2',
};

describe('the strict filter lets pass', () => {
  it('the hand-designed linear learner', () => {
    expect(validity(packAlgorithm(linearAlgorithm()), 'scalar')).toBe('strict');
  });

  it('the hand-designed network', () => {
    expect(validity(packAlgorithm(networkAlgorithm()), 'scalar')).toBe('strict');
  });

  it('both, padded with instructions that do nothing', () => {
    for (const algorithm of [linearAlgorithm(), networkAlgorithm()]) {
      const padded = padWithNoOps(algorithm, { setup: 9, predict: 9, learn: 19 });
      expect(validity(packAlgorithm(padded), 'scalar')).toBe('strict');
    }
  });

  it.each(['linear-regression', 'network', 'paper-figure-5', 'paper-cifar-10-winner', 'paper-cifar-10-winner-raw'])(
    'the algorithm that comes with the program as %s',
    (name) => {
      expect(validity(readAlgorithmFile(name), 'scalar')).toBe('strict');
    },
  );

  it('a classifier with vector outputs, whose label is v1 and whose prediction is v2', () => {
    const classifier = programOf({
      setup: 's0 = 0.1',
      predict: 'v2 = dot(m0, v0)',
      learn: 'v3 = v1 - v2; v3 = s0 * v3; m1 = outer(v3, v0); m0 = m0 + m1',
    });
    expect(validity(classifier, 'vector')).toBe('strict');
    expect(validity(classifier, 'scalar')).toBe('invalid');
    expect(validity(programOf(LINEAR), 'vector')).toBe('invalid');
  });

  it('an update that reads itself by way of the prediction only', () => {
    expect(judged({ predict: 's1 = dot(v1, v0)', learn: 's2 = s0 - s1; v1 = s2 * v0' })).toBe('strict');
  });

  it('an update that reads itself by way of other registers and earlier steps', () => {
    const learn = 'v1 = v2 + v3; v2 = v4 * v3; v4 = v1 + v3; v3 = s0 * v0';
    expect(judged({ setup: 'v4 = bcast(s2)', predict: 's1 = dot(v1, v0)', learn })).toBe('strict');
  });

  it('parameters that Predict itself updates', () => {
    expect(judged({ predict: 'v1 = v1 + v2; s1 = dot(v1, v0)', learn: 'v2 = s0 * v0' })).toBe('strict');
  });
});

describe('what counts as depending on itself', () => {
  it('is what an update writes and a later one of the same register uses, wherever it was kept in between', () => {
    expect(
      judged({ setup: 's2 = 1', predict: 's1 = dot(v1, v0)', learn: 'v3 = s0 * v0; v1 = v2 + v3; v2 = s2 * v1' }),
    ).toBe('strict');
  });

  it('is not a register that accumulates for another, which does not', () => {
    expect(
      judged({ setup: 's2 = 1', predict: 's1 = dot(v1, v0)', learn: 'v3 = s0 * v0; v2 = v2 + v3; v1 = s2 * v2' }),
    ).toBe('weak');
  });

  it('is not what Predict wrote over the label, which Learn never sees', () => {
    expect(judged({ predict: 's1 = dot(v1, v0); s0 = abs(s1)', learn: 'v1 = s0 * v0' })).toBe('weak');
  });

  it('is not a register that no step changes', () => {
    expect(judged({ setup: 's2 = 1', predict: 's3 = dot(v1, v0); s1 = s2 * s3', learn: 'v1 = s0 * v0' })).toBe('weak');
  });
});

describe('the weak filter alone lets pass', () => {
  it('parameters made anew by each step without regard to error and past', () => {
    expect(judged({ predict: 's1 = dot(v1, v0)', learn: 'v1 = s0 * v0' })).toBe('weak');
  });

  it('labels that get to the prediction in validation only, where no Learn hides them', () => {
    const predict = 's1 = dot(v1, v0); v1 = v2 + v3';
    expect(judged({ predict, learn: 'v4 = s0 * v0; v2 = v2 + v4; v1 = v0 + v3' })).toBe('weak');
    expect(judged({ predict, learn: 'v4 = s1 * v0; v2 = v2 + v4; v1 = v0 + v3' })).toBe('invalid');
  });

  it('labels that take several steps to get to the prediction', () => {
    expect(judged({ predict: 's1 = dot(v1, v0)', learn: 'v1 = v2 + v0; v2 = s3 * v0; s3 = s0 + s0' })).toBe('weak');
  });
});

describe('neither filter lets pass', () => {
  it('a program that does nothing', () => {
    expect(judged({})).toBe('invalid');
    expect(judged({ predict: 'NoOp()', learn: 'NoOp()' })).toBe('invalid');
  });

  it('constants', () => {
    expect(judged({ predict: 's1 = 0.5' })).toBe('invalid');
    expect(judged({ setup: 's2 = 0.5', predict: 's1 = s2 * s2' })).toBe('invalid');
  });

  it('a bias that is all there is', () => {
    expect(
      judged({ setup: 's2 = 0.1', predict: 's1 = s4 + s5', learn: 's3 = s0 - s1; s3 = s2 * s3; s4 = s4 + s3' }),
    ).toBe('invalid');
  });

  it('predictions that use features of earlier examples only', () => {
    expect(judged({ ...LINEAR, predict: 's1 = dot(v1, v2)' })).toBe('invalid');
  });

  it('predictions from features alone', () => {
    expect(judged({ predict: 's1 = norm(v0)', learn: 's2 = s0 - s1; v1 = s2 * v0' })).toBe('invalid');
  });

  it('parameters that never change', () => {
    expect(
      judged({ setup: 'v1 = gaussian(0, 1, n_features)', predict: 's1 = dot(v1, v0)', learn: 's2 = s0 + s2' }),
    ).toBe('invalid');
  });

  it('parameters that change without regard to the label', () => {
    expect(judged({ ...LINEAR, learn: 'v1 = v1 + v0' })).toBe('invalid');
    expect(judged({ ...LINEAR, learn: 's3 = s2 - s1; v2 = s3 * v0; v1 = v1 + v2' })).toBe('invalid');
  });

  it('labels that Learn hides before it looks at them, or Predict reads, where they are zero', () => {
    expect(judged({ ...LINEAR, learn: `s0 = s1 + s1; ${LINEAR.learn}` })).toBe('invalid');
    expect(judged({ setup: 's2 = 1', predict: 's3 = s0 + s1; v2 = s3 * v0; v1 = v1 + v2; s1 = dot(v1, v0)' })).toBe(
      'invalid',
    );
  });

  it('features that Predict hides before it looks at them', () => {
    expect(judged({ ...LINEAR, predict: 'v0 = v1 + v1; s1 = dot(v1, v0)' })).toBe('invalid');
  });

  it('updates multiplied by a register that is never set', () => {
    expect(judged({ ...LINEAR, setup: '' })).toBe('invalid');
    expect(judged({ ...LINEAR, learn: LINEAR.learn.replace('s2 *', 's7 *') })).toBe('invalid');
  });

  it('errors taken from themselves', () => {
    expect(judged({ ...LINEAR, learn: LINEAR.learn.replace('v1 + v2', 'v2 - v2') })).toBe('invalid');
  });

  it('the network without initial weights, of which only the bias can learn', () => {
    const setup = networkAlgorithm().setup.slice(2);
    expect(validity(packAlgorithm({ ...networkAlgorithm(), setup }), 'scalar')).toBe('invalid');
  });
});

describe('what counts as always zero', () => {
  it('is not a register that a later step sets', () => {
    const rate = 's2 = s4 + s4; s4 = s0 * s0';
    expect(judged({ predict: 's1 = dot(v1, v0)', learn: `${LINEAR.learn}; ${rate}` })).toBe('strict');
  });

  it('is not a register that Predict sets for a later step', () => {
    const predict = 'v2 = s2 * v1; s1 = dot(v2, v0); s2 = s5 + s5; s5 = cos(s3)';
    expect(judged({ setup: 's4 = 1; v1 = bcast(s4)', predict, learn: 'v1 = s0 * v1' })).toBe('strict');
  });

  it('is not a register that Learn clears, but Predict has set before, as validation sees', () => {
    const predict = 'v2 = s2 * v1; s1 = dot(v2, v0); s2 = cos(s3)';
    const learn = 'v1 = s0 * v1; s2 = s3 + s3';
    expect(judged({ setup: 's4 = 1; v1 = bcast(s4)', predict, learn })).toBe('strict');
  });

  it('is not a prediction of zero, which training turns into a probability', () => {
    expect(
      judged({
        predict: 's2 = s1 + s1; s3 = s3 + s4; v2 = s3 * v0; s1 = dot(v2, v5)',
        learn: 's4 = s0 * s1; v5 = s4 * v0',
      }),
    ).toBe('strict');
  });

  it('is not what a step function or a cosine gives for zero', () => {
    for (const rate of ['heaviside(s3, 1.0)', 'cos(s3)', 'exp(s3)']) {
      expect(judged({ ...LINEAR, setup: `s2 = ${rate}` })).toBe('strict');
    }
  });
});

describe('the quick tests', () => {
  it('refuse nothing that the filter lets pass, and most of what it refuses', () => {
    const dice = new Dice(12);
    const filter = new ValidityFilter();
    const counts = { passed: 0, refused: 0, refusedQuickly: 0 };
    for (let round = 0; round < 20000; round++) {
      const program = packAlgorithm(randomAlgorithm(dice, ARITHMETIC, 'scalar'));
      const passes = filter.judge(program, 'scalar') !== 'invalid';
      const mayPass = filter.stepMayPass(program, 'scalar');
      if (passes) expect(mayPass && filter.predictMayPass(program, 'scalar')).toBe(true);
      if (mayPass) expect(filter.predictMayPass(program, 'scalar')).toBe(true);
      if (passes) counts.passed++;
      else counts.refused++;
      if (!mayPass) counts.refusedQuickly++;
    }
    expect(counts.passed).toBeGreaterThan(20);
    expect(counts.refusedQuickly).toBeGreaterThan(0.9 * counts.refused);
  });

  it('judge Predict without regard to Learn, and both without regard to Setup', () => {
    const filter = new ValidityFilter();
    expect(filter.predictMayPass(programOf({ ...LINEAR, learn: '' }), 'scalar')).toBe(true);
    expect(filter.predictMayPass(programOf({ ...LINEAR, predict: 's1 = norm(v0)' }), 'scalar')).toBe(false);
    expect(filter.stepMayPass(programOf({ ...LINEAR, setup: '' }), 'scalar')).toBe(true);
    expect(filter.stepMayPass(programOf({ ...LINEAR, learn: '' }), 'scalar')).toBe(false);
  });
});

describe('validity', () => {
  it('does not change with renamed registers, swapped operands and dead code', () => {
    const dice = new Dice(13);
    const filter = new ValidityFilter();
    for (let round = 0; round < 3000; round++) {
      const algorithm = randomAlgorithm(dice, ARITHMETIC, 'scalar');
      const other = packAlgorithm(disguised(dice, algorithm, 'scalar'));
      expect(filter.judge(other, 'scalar')).toBe(validity(packAlgorithm(algorithm), 'scalar'));
    }
  });

  it('copes with the highest addresses and thousands of instructions', () => {
    const { setup, predict, learn } = unpackProgram(programOf(LINEAR));
    const shift = Array.from({ length: 2000 }, (_, k) => ({
      op: 5,
      in1: 60000 + k,
      in2: 0,
      out: 60001 + k,
      constants: [],
    }));
    const copy = (from: number, to: number): Instruction => ({ op: 5, in1: from, in2: 0, out: to, constants: [] });
    const inOneStep = [copy(0, 60000), ...shift, copy(62000, 0), ...learn];
    expect(validity(packAlgorithm({ setup, predict, learn: inOneStep }), 'scalar')).toBe('strict');
    const overManySteps = [copy(0, 59999), copy(62000, 0), ...shift.toReversed(), copy(59999, 60000), ...learn];
    expect(validity(packAlgorithm({ setup, predict, learn: overManySteps }), 'scalar')).toBe('strict');
  });
});
