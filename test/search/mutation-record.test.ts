import { describe, expect, it } from 'vitest';
import { packAlgorithm, unpackProgram } from '../../native-worker/algorithm/program.ts';
import { describeMutation } from '../../native-worker/search/describe-mutation.ts';
import type { MutationRecord } from '../../native-worker/search/mutation-record.ts';
import { Mutator } from '../../native-worker/search/mutator.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { MUTATION_KINDS } from '../../native-worker/spec/method-schema.ts';
import { applyMutation } from './apply-mutation.ts';
import { bred } from './bred.ts';
import { randomProgram } from './programs.ts';
import { WIDE_SPACE } from './search-spaces.ts';

describe('mutation records', () => {
  it('and the edits behind them, replayed from the first program, give exactly the last: every kind, all 65 ops', () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const random = new ThreefryRandomSource({ seed, experiment: 0, island: 0, purpose: 'search' });
      const mutator = new Mutator(
        WIDE_SPACE,
        {
          mutations: MUTATION_KINDS.map((kind) => ({ kind, weight: kind === 'randomize-algorithm' ? 1 : 10 })),
          mutateProbability: 0.9,
          constantMutation: seed % 2 === 0 ? 'log-normal' : 'uniform-factor',
          insertBound: 'up-to-max',
        },
        random,
      );
      let current = randomProgram(WIDE_SPACE, random);
      let algorithm = unpackProgram(current);
      for (let k = 0; k < 200; k++) {
        const { changed, program, record, replayed } = bred(mutator, current);
        current = program;
        expect({ seed, k, replayed }).toEqual({ seed, k, replayed: program });
        expect(record === null || record.kind === 'nothing').toBe(!changed);
        if (record === null) continue;
        kinds.add(record.kind);
        algorithm = applyMutation(algorithm, record);
        expect({ seed, k, program: packAlgorithm(algorithm) }).toEqual({ seed, k, program });
      }
    }
    expect(kinds).toEqual(new Set(['nothing', ...MUTATION_KINDS.filter((kind) => kind !== 'identity')]));
  });
});

describe('a mutation in words', () => {
  const product = { op: 3, in1: 2, in2: 3, out: 3, constants: [] };
  const difference = { op: 2, in1: 0, in2: 1, out: 3, constants: [] };
  const constant = (value: number) => ({ op: 56, in1: 0, in2: 0, out: 2, constants: [value] });

  it.each<[string, MutationRecord]>([
    ['no change', { kind: 'nothing', attempted: 'remove-instruction' }],
    [
      'Learn line 3: s3 = s2 * s3 became s3 = s0 - s1',
      { kind: 'randomize-instruction', component: 'learn', position: 2, before: product, after: difference },
    ],
    [
      'Setup line 1: s2 = 0.5 became s2 = 0.25',
      { kind: 'alter-parameter', component: 'setup', position: 0, before: constant(0.5), after: constant(0.25) },
    ],
    [
      'Setup line 1: s2 = 0.5 became s2 = 0.5000000001',
      {
        kind: 'alter-parameter',
        component: 'setup',
        position: 0,
        before: constant(0.5),
        after: constant(0.5000000001),
      },
    ],
    [
      'Predict redrawn: s3 = s2 * s3, s2 = 0.5 became s3 = s0 - s1, s2 = 0.5',
      {
        kind: 'randomize-function',
        component: 'predict',
        before: [product, constant(0.5)],
        after: [difference, constant(0.5)],
      },
    ],
    [
      'Predict line 2: s3 = s2 * s3 inserted',
      { kind: 'insert-instruction', component: 'predict', position: 1, instruction: product },
    ],
    [
      'Predict line 2: s3 = s2 * s3 removed',
      { kind: 'remove-instruction', component: 'predict', position: 1, instruction: product },
    ],
    [
      'Learn line 1: s3 = s2 * s3 inserted, then line 4: s3 = s0 - s1 removed',
      {
        kind: 'trade-instruction',
        component: 'learn',
        inserted: { position: 0, instruction: product },
        removed: { position: 3, instruction: difference },
      },
    ],
    [
      'Setup redrawn: s2 = 0.5 became s2 = 1; Learn redrawn: s3 = s2 * s3 became s3 = s0 - s1',
      {
        kind: 'randomize-algorithm',
        before: { setup: [constant(0.5)], predict: [], learn: [product] },
        after: { setup: [constant(1)], predict: [], learn: [difference] },
      },
    ],
  ])('%s', (words, record) => {
    expect(describeMutation(record)).toBe(words);
  });
});
