import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FecCache } from '../../native-worker/search/fec-cache.ts';

/** Uses the entry with a key: its fitness, or undefined. */
function used(cache: FecCache, high: number, low: number): number | undefined {
  return cache.find(high, low) ? cache.fitness : undefined;
}

describe('the cache of functional equivalence checking', () => {
  it('finds what was stored, by both halves of the key', () => {
    const cache = new FecCache(10, 0);
    cache.insert(1, 2, 0.5);
    expect(used(cache, 1, 2)).toBe(0.5);
    expect(used(cache, 2, 1)).toBeUndefined();
    expect(used(cache, 1, 3)).toBeUndefined();
    expect(used(cache, -1, 2)).toBeUndefined();
  });

  it('forgets an entry with its 99th use where it forgets every 100', () => {
    const cache = new FecCache(10, 100);
    cache.insert(1, 2, 0.5);
    for (let use = 1; use <= 98; use++) expect(used(cache, 1, 2)).toBe(0.5);
    expect(cache.slotOf(1, 2)).not.toBe(-1);
    expect(used(cache, 1, 2)).toBe(0.5);
    expect(cache.slotOf(1, 2)).toBe(-1);
    expect(used(cache, 1, 2)).toBeUndefined();
  });

  it('never forgets where that is asked for', () => {
    const cache = new FecCache(10, 0);
    cache.insert(1, 2, 0.5);
    for (let use = 0; use < 1000; use++) cache.find(1, 2);
    expect(used(cache, 1, 2)).toBe(0.5);
  });

  it('drops the entry used least recently where it is full', () => {
    const cache = new FecCache(3, 0);
    for (const key of [1, 2, 3]) cache.insert(0, key, key);
    cache.find(0, 1);
    cache.insert(0, 4, 4);
    expect([1, 2, 3, 4].filter((key) => cache.slotOf(0, key) !== -1)).toEqual([1, 3, 4]);
  });

  it('does not count a look as a use', () => {
    const cache = new FecCache(2, 0);
    cache.insert(0, 1, 1);
    cache.insert(0, 2, 2);
    cache.slotOf(0, 1);
    cache.insert(0, 3, 3);
    expect(cache.slotOf(0, 1)).toBe(-1);
  });

  it('is not misled by a slot whose entry has made way for another', () => {
    const cache = new FecCache(2, 2);
    cache.insert(0, 1, 0.1);
    const slot = cache.slotOf(0, 1);
    expect(cache.find(0, 1, slot)).toBe(true);
    expect(cache.fitness).toBe(0.1);
    expect(cache.find(0, 1, slot)).toBe(false);
    cache.insert(0, 2, 0.2);
    expect(cache.slotOf(0, 2)).toBe(slot);
    expect(cache.find(0, 1, slot)).toBe(false);
    cache.insert(0, 1, 0.3);
    expect(cache.find(0, 1, slot)).toBe(true);
    expect(cache.fitness).toBe(0.3);
  });

  it('behaves as a list in order of use does, also when it is saved and resumed at any time', () => {
    const action = fc.record({ key: fc.integer({ min: 0, max: 40 }), resume: fc.boolean() });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 300 }), fc.integer({ min: 2, max: 12 }), (actions, size) => {
        const forgetEvery = 4;
        let cache = new FecCache(size, forgetEvery);
        let model: { key: number; count: number }[] = [];
        for (const { key, resume } of actions) {
          // Keys that share their lower half, so that they crowd in the table.
          const [high, low] = [key, 7 + (key % 3)];
          const known = model.find((entry) => entry.key === key);
          model = model.filter((entry) => entry.key !== key);
          expect(used(cache, high, low)).toBe(known && key / 100);
          if (known === undefined) {
            cache.insert(high, low, key / 100);
            model = [{ key, count: 1 }, ...model].slice(0, size);
          } else if (known.count + 1 < forgetEvery) {
            model = [{ key, count: known.count + 1 }, ...model];
          }
          if (resume) cache = new FecCache(size, forgetEvery, cache.save());
        }
        const saved = cache.save();
        expect(cache.entries).toBe(model.length);
        expect([...saved.counts]).toEqual(model.map(({ count }) => count));
        expect(model.map((_, at) => saved.keys[2 * at])).toEqual(model.map(({ key }) => key));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('holds 100,000 entries as well as ten', () => {
    const cache = new FecCache(100_000, 100);
    const low = (key: number): number => Math.imul(key, 0x9e3779b1);
    for (let key = 0; key < 150_000; key++) cache.insert(key, low(key), key);
    expect(cache.entries).toBe(100_000);
    let found = 0;
    for (let key = 0; key < 150_000; key++) if (used(cache, key, low(key)) === key) found++;
    expect(found).toBe(100_000);
  });
});
