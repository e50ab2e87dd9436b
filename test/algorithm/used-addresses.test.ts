import { describe, expect, it } from 'vitest';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { randomInstructionCount, usedAddresses } from '../../native-worker/algorithm/used-addresses.ts';
import { programOf } from './listing-program.ts';

describe('used addresses', () => {
  it('are one more than the highest of each kind, read or written, dead or live', () => {
    const program = programOf({ setup: 's4 = 0.5', predict: 'v2 = s1 * v7; s1 = norm(v2)', learn: 'm3 = m5 + m1' });
    expect(usedAddresses(program)).toEqual({ scalars: 5, vectors: 8, matrices: 6 });
  });

  it('leave out kinds that no instruction uses', () => {
    expect(usedAddresses(programOf({}))).toEqual({ scalars: 0, vectors: 0, matrices: 0 });
    expect(usedAddresses(programOf({ predict: 'NoOp(); s0 = abs(s0)' }))).toEqual({
      scalars: 1,
      vectors: 0,
      matrices: 0,
    });
  });

  it('leave out fields that an op does not use', () => {
    const untidy = programOf({ predict: 's1 = abs(s2)' });
    untidy.words[2] = 9;
    expect(usedAddresses(untidy).scalars).toBe(3);
  });

  it('reach to the last address', () => {
    expect(usedAddresses(programOf({ predict: 's65535 = norm(v0)' })).scalars).toBe(65536);
  });
});

describe('the number of random instructions', () => {
  it('counts each of the six that draw, in every function', () => {
    const draws = 's2 = uniform(0, 1); v2 = uniform(0, 1, n_features); m0 = uniform(0, 1, (n_features, n_features))';
    const program = programOf({
      setup: draws,
      predict: draws.replaceAll('uniform', 'gaussian'),
      learn: 's2 = 0.5; s3 = uniform(2, 1)',
    });
    expect(randomInstructionCount(program)).toBe(7);
    expect(OPS.filter(({ random }) => random)).toHaveLength(6);
  });
});
