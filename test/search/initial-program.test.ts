import { describe, expect, it } from 'vitest';
import { AlgorithmSyntaxError } from '../../native-worker/algorithm/algorithm-syntax-error.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import { initialProgram } from '../../native-worker/search/initial-program.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { listingOf } from './programs.ts';
import { WIDE_SPACE } from './search-spaces.ts';

const SPACE = { ...WIDE_SPACE, addresses: { scalars: 5, vectors: 9, matrices: 2 } };

function first(init: Spec['init']): Program {
  const program = initialProgram({ ...SPACE, init });
  if (program === null) throw new Error('no program is the same for all');
  return program;
}

describe('an initial program', () => {
  it('is empty, whatever the sizes', () => {
    expect(first('empty').lengths).toEqual([0, 0, 0]);
  });

  it('is nothing but NO_OPs of the initial sizes', () => {
    expect(first('no-op').lengths).toEqual([3, 4, 5]);
    expect(first('no-op').words.every((word) => word === 0)).toBe(true);
  });

  it('is a hand-designed learner, filled up with NO_OPs and never cut', () => {
    expect(first('linear').lengths).toEqual([3, 4, 5]);
    expect(listingOf(first('linear'))).toContain('s1 = dot(v1, v0)\n  NoOp()');
    expect(first('network').lengths).toEqual([3, 5, 11]);
  });

  it('is a listing, filled up as well', () => {
    const program = first({ listing: 'def Predict():\n  s1 = dot(v3, v0)' });
    expect(program.lengths).toEqual([3, 4, 5]);
    expect(listingOf(program)).toContain('s1 = dot(v3, v0)');
  });

  it('is refused where a listing names a register that is not there', () => {
    expect(() => first({ listing: 'def Predict():\n  s1 = dot(v9, v0)' })).toThrow(AlgorithmSyntaxError);
  });

  it('is not the same for all where each is random', () => {
    expect(initialProgram({ ...SPACE, init: 'random' })).toBeNull();
  });
});
