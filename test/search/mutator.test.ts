import { describe, expect, it } from 'vitest';
import type { ComponentFunction } from '../../native-worker/algorithm/component-function.ts';
import type { Program } from '../../native-worker/algorithm/program.ts';
import type { MutationRecord } from '../../native-worker/search/mutation-record.ts';
import { type MutationOptions, Mutator } from '../../native-worker/search/mutator.ts';
import type { SearchSpace } from '../../native-worker/search/search-space.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import type { MutationKind } from '../../native-worker/spec/method-schema.ts';
import { bred } from './bred.ts';
import { listingOf, program } from './programs.ts';
import { type Draw, ScriptedRandomSource } from './scripted-random-source.ts';

/** Two ops in Setup, three in Predict; Learn is frozen. */
const SPACE: SearchSpace = {
  addresses: { scalars: 4, vectors: 3, matrices: 1 },
  outputs: 'scalar',
  ops: { setup: [56, 1], predict: [27, 3, 18], learn: [] },
  sizes: {
    setup: { init: 1, min: 1, max: 4 },
    predict: { init: 2, min: 0, max: 3 },
    learn: { init: 1, min: 0, max: 9 },
  },
};

const PARENT = program(`
  def Setup():
    s2 = 0.5
  def Predict():
    s1 = dot(v1, v0)
    s2 = s1 * s2
  def Learn():
    v1 = s2 * v0
`);

function options(kind: MutationKind, more: Partial<MutationOptions> = {}): MutationOptions {
  return {
    mutations: [{ kind, weight: 1 }],
    mutateProbability: 1,
    constantMutation: 'log-normal',
    insertBound: 'below-max',
    ...more,
  };
}

function mutated(
  kind: MutationKind,
  script: readonly Draw[],
  { parent = PARENT, ...more }: Partial<MutationOptions> & { parent?: Program } = {},
): { readonly listing: string; readonly record: MutationRecord | null } {
  const random = new ScriptedRandomSource(['choice', 1, 0], ...script);
  const child = bred(new Mutator(SPACE, options(kind, more), random), parent);
  expect(random.left).toEqual([]);
  expect(listingOf(child.replayed)).toBe(listingOf(child.program));
  return { listing: listingOf(child.program), record: child.record };
}

function random(seed: number): ThreefryRandomSource {
  return new ThreefryRandomSource({ seed, experiment: 0, island: 0, purpose: 'search' });
}

const SETUP: Draw = ['choice', 2, 0];
const PREDICT: Draw = ['choice', 2, 1];

describe('a mutation draws in the order of the reference', () => {
  it('alter-parameter: function, position, what to alter', () => {
    const { listing } = mutated('alter-parameter', [PREDICT, ['position', 2, 1], ['choice', 3, 0], ['address', 4, 3]]);
    expect(listing).toContain('s2 = s3 * s2');
  });

  it('randomize-instruction: function, position, op, arguments', () => {
    const { listing } = mutated('randomize-instruction', [
      PREDICT,
      ['position', 2, 0],
      ['op', 3, 2],
      ['address', 4, 3],
      ['address', 3, 2],
      ['address', 2, 1],
    ]);
    expect(listing).toContain('v2 = s3 * v2\n  s2 = s1 * s2');
  });

  it('randomize-function: function, then each instruction', () => {
    const { listing, record } = mutated('randomize-function', [
      SETUP,
      ['op', 2, 0],
      ['address', 3, 0],
      ['signedDouble', 0.25],
    ]);
    expect(listing).toContain('s1 = 0.25');
    expect(record?.kind).toBe('randomize-function');
  });

  it('insert-instruction: function, op, position, arguments', () => {
    const { listing, record } = mutated('insert-instruction', [
      SETUP,
      ['op', 2, 0],
      ['position', 2, 0],
      ['address', 3, 2],
      ['signedDouble', -0.5],
    ]);
    expect(listing).toContain('s3 = -0.5\n  s2 = 0.5');
    expect(record).toMatchObject({ kind: 'insert-instruction', component: 'setup', position: 0 });
  });

  it('remove-instruction: function, position', () => {
    const { listing } = mutated('remove-instruction', [PREDICT, ['position', 2, 0]]);
    expect(listing).not.toContain('dot');
  });

  it('trade-instruction: function, op, position, arguments, then the position to remove, the new one included', () => {
    const { listing, record } = mutated('trade-instruction', [
      SETUP,
      ['op', 2, 0],
      ['position', 2, 0],
      ['address', 3, 0],
      ['signedDouble', 0.75],
      ['position', 2, 1],
    ]);
    expect(listing).toContain('s1 = 0.75');
    expect(listing).not.toContain('s2 = 0.5');
    expect(record).toMatchObject({ inserted: { position: 0 }, removed: { position: 1 } });
  });

  it('randomize-algorithm: each instruction of every function that is not frozen', () => {
    const { listing } = mutated('randomize-algorithm', [
      ['op', 2, 0],
      ['address', 3, 0],
      ['signedDouble', 0.25],
      ['op', 3, 0],
      ['address', 3, 1],
      ['address', 3, 1],
      ['address', 3, 2],
      ['op', 3, 0],
      ['address', 3, 0],
      ['address', 3, 0],
      ['address', 3, 0],
    ]);
    expect(listing).toContain('s3 = dot(v1, v1)\n  s1 = dot(v0, v0)');
    expect(listing).toContain('v1 = s2 * v0');
  });

  it('identity: nothing', () => {
    expect(mutated('identity', []).record).toEqual({ kind: 'nothing', attempted: 'identity' });
  });

  it('draws whether to mutate at all only where that is not certain', () => {
    const drawsLeft = (probability: number): readonly Draw[] => {
      const source = new ScriptedRandomSource(['probability', probability], ['choice', 1, 0]);
      const { record } = bred(new Mutator(SPACE, options('identity', { mutateProbability: 0.9 }), source), PARENT);
      expect(record === null).toBe(source.left.length > 0);
      return source.left;
    };
    expect(drawsLeft(0.89)).toEqual([]);
    expect(drawsLeft(0.9)).toEqual([['choice', 1, 0]]);
  });
});

describe('a mutation that cannot be made', () => {
  const empty = program('def Setup():\n  s2 = 0.5');

  it('leaves a function without instructions as it is, though it may be chosen', () => {
    expect(mutated('alter-parameter', [PREDICT], { parent: empty }).record?.kind).toBe('nothing');
    expect(mutated('randomize-instruction', [PREDICT], { parent: empty }).record?.kind).toBe('nothing');
  });

  it('does not insert where the function is one short of its maximum, or at it, by choice', () => {
    const threeLines = program('def Setup():\n  s1 = 1\n  s2 = 2\n  s3 = 3');
    expect(mutated('insert-instruction', [SETUP], { parent: threeLines }).record?.kind).toBe('nothing');
    const draws: Draw[] = [SETUP, ['op', 2, 0], ['position', 4, 3], ['address', 3, 0], ['signedDouble', 0.5]];
    expect(mutated('insert-instruction', draws, { parent: threeLines, insertBound: 'up-to-max' }).record?.kind).toBe(
      'insert-instruction',
    );
    const fourLines = program('def Setup():\n  s1 = 1\n  s2 = 2\n  s3 = 3\n  s1 = 4');
    expect(mutated('insert-instruction', [SETUP], { parent: fourLines, insertBound: 'up-to-max' }).record?.kind).toBe(
      'nothing',
    );
  });

  it('does not remove where the function has its minimum', () => {
    expect(mutated('remove-instruction', [SETUP]).record?.kind).toBe('nothing');
  });

  it('trades whatever the limits are', () => {
    const fourLines = program('def Setup():\n  s1 = 1\n  s2 = 2\n  s3 = 3\n  s1 = 4');
    const draws: Draw[] = [
      SETUP,
      ['op', 2, 0],
      ['position', 5, 4],
      ['address', 3, 0],
      ['signedDouble', 0.5],
      ['position', 5, 0],
    ];
    expect(mutated('trade-instruction', draws, { parent: fourLines }).record?.kind).toBe('trade-instruction');
  });

  it('is recorded by its kind, as nothing, where all comes out as it was', () => {
    const source = new ScriptedRandomSource(
      ['choice', 1, 0],
      SETUP,
      ['position', 1, 0],
      ['choice', 2, 0],
      ['address', 3, 1],
    );
    const child = bred(new Mutator(SPACE, options('alter-parameter'), source), PARENT);
    expect(child).toMatchObject({ changed: false, record: { kind: 'nothing', attempted: 'alter-parameter' } });
    expect(listingOf(child.program)).toBe(listingOf(PARENT));
  });
});

describe('many mutations', () => {
  function kindsOf(mutator: Mutator, count: number): Map<string, number> {
    const kinds = new Map<string, number>();
    for (let k = 0; k < count; k++) {
      const kind = bred(mutator, PARENT).record?.kind ?? 'none';
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    return kinds;
  }

  it('are shared out by weight and probability', () => {
    const mutations = [
      { kind: 'trade-instruction', weight: 3 },
      { kind: 'identity', weight: 1 },
    ] as const;
    const kinds = kindsOf(
      new Mutator(SPACE, options('identity', { mutations: [...mutations], mutateProbability: 0.8 }), random(1)),
      10_000,
    );
    // 0.8 * 0.75 trades, less those that remove what they inserted (1 in 2 of Setup, 1 in 3 of Predict).
    const expected = 10_000 * 0.8 * 0.75 * (1 - 5 / 12);
    expect(Math.abs(kinds.get('trade-instruction')! - expected)).toBeLessThan(250);
    expect([...kinds.keys()].toSorted()).toEqual(['none', 'nothing', 'trade-instruction']);
  });

  it('change no frozen function, and the others equally often', () => {
    const mutator = new Mutator(SPACE, options('randomize-instruction'), random(2));
    const changed: Record<ComponentFunction, number> = { setup: 0, predict: 0, learn: 0 };
    for (let k = 0; k < 10_000; k++) {
      const { record } = bred(mutator, PARENT);
      if (record?.kind === 'randomize-instruction') changed[record.component]++;
    }
    expect(changed.learn).toBe(0);
    expect(Math.abs(changed.setup - changed.predict)).toBeLessThan(500);
  });

  it('keep functions within their limits for ever', () => {
    const mutations = [
      { kind: 'insert-instruction', weight: 1 },
      { kind: 'remove-instruction', weight: 1 },
    ] as const;
    const reached = (insertBound: MutationOptions['insertBound']): string => {
      const mutator = new Mutator(SPACE, options('identity', { mutations: [...mutations], insertBound }), random(3));
      const seen = { setup: new Set<number>(), predict: new Set<number>() };
      let current = PARENT;
      for (let k = 0; k < 2000; k++) {
        current = bred(mutator, current).program;
        seen.setup.add(current.lengths[0]);
        seen.predict.add(current.lengths[1]);
      }
      return [seen.setup, seen.predict].map((lengths) => [...lengths].toSorted().join('')).join(' ');
    };
    expect(reached('below-max')).toBe('123 012');
    expect(reached('up-to-max')).toBe('1234 0123');
  });
});
