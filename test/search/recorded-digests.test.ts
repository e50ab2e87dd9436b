import { describe, expect, it } from 'vitest';
import { OPS } from '../../native-worker/algorithm/op-table.ts';
import { MUTATION_KINDS } from '../../native-worker/spec/method-schema.ts';
import type { Spec } from '../../native-worker/spec/spec-schema.ts';
import { digestOf, smallSpec } from './run-sessions.ts';

const ALL_OPS = OPS.map(({ number }) => number);
const EVERY_MUTATION = MUTATION_KINDS.map((kind) => ({ kind, weight: kind === 'randomize-algorithm' ? 1 : 3 }));
const size = (init: number, max: number) => ({ init, min: 1, max });
const WIDE_SPACE = {
  ops: { setup: ALL_OPS, predict: ALL_OPS, learn: ALL_OPS },
  addresses: { scalars: 5, vectors: 4, matrices: 3 },
  sizes: { setup: size(3, 6), predict: size(4, 7), learn: size(5, 8) },
};

// These runs went the same way before the search worked on packed programs in buffers that are used again. A change
// here is a change of what a seed gives: it asks for another semantics version.
describe('short runs have the digests that were recorded', () => {
  it.each<[string, Spec, string]>([
    [
      'the reference form, with functional equivalence checking',
      smallSpec({ form: 'reference' }),
      '5f77f6db266b38a47dcc1bd478da01be9b2dd1853c9785af8b65d5d0b75161fc',
    ],
    [
      'the paper form',
      smallSpec({ form: 'paper' }),
      '6eb25c6ea13c35ed614b0c20a22a7328d19b289d34f5731803a708a47f2dede2',
    ],
    [
      'the workbench form',
      smallSpec({ form: 'workbench' }, { budget: { candidates: 1200, experiments: 2 } }),
      'c511d2fbde8a56b2bab1a48c43abd22cfe5320c4d84dd7fbbbc0185f172a75c0',
    ],
    [
      'every op and every mutation, with fresh noise and the canonical cache',
      smallSpec(
        { form: 'reference', cache: 'canonical', mutations: EVERY_MUTATION, mutateProbability: 0.9 },
        { ...WIDE_SPACE, noise: 'fresh', budget: { candidates: 1500, experiments: 2 } },
      ),
      '1fd6dd345a763af144c479c20546fc618bc1acdae17dd3741a2f1539455bf549',
    ],
    [
      'every op and every mutation, the oldest removed first, tournaments without replacement',
      smallSpec(
        {
          form: 'paper',
          cache: 'none',
          mutations: EVERY_MUTATION,
          insertBound: 'up-to-max',
          constantMutation: 'uniform-factor',
          tournamentDraw: 'without-replacement',
          removal: 'before-selection',
        },
        { ...WIDE_SPACE, noise: 'fixed', budget: { candidates: 1500, experiments: 2 } },
      ),
      '5ac4bac0660c7d6258ee30b36415a3eb6a9f7124b86c199a693ebc80054465c4',
    ],
    [
      'families without copies of a structure',
      smallSpec(
        {
          form: 'workbench',
          mutations: EVERY_MUTATION,
          mgg: { children: 7, retries: 5, deduplication: 'structure' },
          validity: 'weak',
          epochSweeps: 2,
        },
        { ...WIDE_SPACE, budget: { candidates: 900, experiments: 2 } },
      ),
      '770166c21ce471efd2d2edea2e01384cd19dbfeccfdeb4de2e4896c960e05a6f',
    ],
  ])('%s', (_, spec, digest) => {
    expect(digestOf(spec)).toBe(digest);
  });
});
