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
      '6bf953c3028396074857a6fac3b6d67db48c43072ff8c6a2d44d9d36094db311',
    ],
    [
      'the paper form',
      smallSpec({ form: 'paper' }),
      'ea60cd125520aa4f0f3930df3f87859da23554a8cf689bc21e295eecb5acf84f',
    ],
    [
      'the workbench form',
      smallSpec({ form: 'workbench' }, { budget: { candidates: 1200, experiments: 2 } }),
      'c75ad6fd7d4a96b20b2d87101145553f8d60540d5a6a110bf74ad635d97dd438',
    ],
    [
      'every op and every mutation, with fresh noise and the canonical cache',
      smallSpec(
        { form: 'reference', cache: 'canonical', mutations: EVERY_MUTATION, mutateProbability: 0.9 },
        { ...WIDE_SPACE, noise: 'fresh', budget: { candidates: 1500, experiments: 2 } },
      ),
      '82c43719fa94a9f3d31c425c820e81901c311a1878cda9db21a2a49d54702bd9',
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
      '5d1ff0250e07cb6b96980cb22c3e9799c8ea9822c0124d8808da12234bc96fda',
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
      '594db2575903ab7372fda9b7f07ce2ae6c40a3af7c5058a59ba048bed97d3a99',
    ],
  ])('%s', (_, spec, digest) => {
    expect(digestOf(spec)).toBe(digest);
  });
});
