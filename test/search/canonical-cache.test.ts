import { describe, expect, it } from 'vitest';
import { CanonicalCache } from '../../native-worker/search/canonical-cache.ts';
import { program } from './programs.ts';

/** A program told apart by its constant. */
const learner = (constant: number) =>
  program(`
  def Setup():
    s2 = ${constant}
  def Predict():
    s1 = dot(v1, v0)
  def Learn():
    v1 = s2 * v0
`);

describe('the cache of canonical programs', () => {
  it('finds a program with what it was worth and what that cost', () => {
    const cache = new CanonicalCache();
    expect(cache.find(learner(1), [100, 100])).toBe(false);
    cache.insert(0.25, 200);
    expect(cache.find(learner(2), [100, 100])).toBe(false);
    cache.insert(0.5, 150);
    expect(cache.find(learner(1), [100, 100])).toBe(true);
    expect([cache.fitness, cache.trainSteps]).toEqual([0.25, 200]);
  });

  it('knows a program under the budget that it was scored under only', () => {
    const cache = new CanonicalCache();
    cache.find(learner(1), [100, 0]);
    cache.insert(0.25, 100);
    expect(cache.find(learner(1), [100, 100])).toBe(false);
    expect(cache.find(learner(1), [0, 100])).toBe(false);
    expect(cache.find(learner(1), [100, 0])).toBe(true);
  });

  it('does not look at what stands behind the last instruction', () => {
    const cache = new CanonicalCache();
    const { words, constants, lengths } = learner(1);
    const roomy = {
      words: Uint16Array.of(...words, 1, 2, 3, 4),
      constants: Float64Array.of(...constants, 1, 2, 3),
      lengths,
    };
    cache.find(roomy, [100]);
    cache.insert(0.25, 100);
    expect(cache.find(learner(1), [100])).toBe(true);
  });

  it('tells apart how instructions are shared out to the functions', () => {
    const cache = new CanonicalCache();
    const { words, constants } = learner(1);
    cache.find({ words, constants, lengths: [1, 1, 1] }, [100]);
    cache.insert(0.25, 100);
    expect(cache.find({ words, constants, lengths: [1, 2, 0] }, [100])).toBe(false);
  });

  it('drops the oldest programs where there is no room, and keeps the later ones', () => {
    // Three instructions, one with a constant, take 8 words, and what stands in front of them 6.
    const cache = new CanonicalCache(10 * 14);
    for (let constant = 1; constant <= 25; constant++) {
      expect(cache.find(learner(constant), [100])).toBe(false);
      cache.insert(constant, 100);
    }
    const found = Array.from({ length: 25 }, (_, k) => k + 1).filter((constant) =>
      cache.find(learner(constant), [100]),
    );
    expect(found.length).toBeGreaterThanOrEqual(9);
    expect(found).toEqual(Array.from({ length: found.length }, (_, k) => 26 - found.length + k));
  });

  it('does not keep a program that is larger than all its room', () => {
    const cache = new CanonicalCache(13);
    cache.find(learner(1), [100]);
    cache.insert(0.25, 100);
    expect(cache.find(learner(1), [100])).toBe(false);
  });

  it('holds fifty thousand programs', () => {
    const cache = new CanonicalCache();
    const { words, constants, lengths } = learner(0);
    const withConstant = (constant: number) => {
      constants[0] = constant;
      return { words, constants, lengths };
    };
    for (let k = 0; k < 60_000; k++) {
      cache.find(withConstant(k), [100]);
      cache.insert(k, 100);
    }
    expect(cache.find(withConstant(9_999), [100])).toBe(false);
    expect(cache.find(withConstant(10_000), [100])).toBe(true);
    expect(cache.fitness).toBe(10_000);
  });
});
