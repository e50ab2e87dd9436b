import { describe, expect, it } from 'vitest';
import { projectionKey, projectionOf } from '../../native-worker/tasks/image-projection.ts';
import { projectionMatrix } from '../../native-worker/tasks/projection-matrix.ts';
import { tasksSpec } from './sets.ts';

const sizes = { features: 8, count: 1, train: 10, valid: 10 };
const RECOMMENDED_HELD_OUT = [[0, 5], [0, 9], [1, 8], [2, 9], [3, 5], [3, 6], [3, 8], [4, 6], [8, 9]]; // prettier-ignore

function drawnPairs(options: object, seeds = 2000): string[] {
  const spec = tasksSpec({ kind: 'projected-binary', ...sizes, ...options });
  return Array.from({ length: seeds }, (_, seed) => projectionOf(spec, seed).classes.join('-'));
}

describe('what a data seed stands for', () => {
  it('is a pair of digits and a projection, as an independent program foretold', () => {
    // Threefry written anew in Python: place 16 of the 45 pairs, projection 44.
    const spec = tasksSpec({ kind: 'projected-binary', ...sizes });
    expect(projectionOf(spec, 7)).toEqual({ classes: [1, 9], projectionSeed: 44 });
  });

  it('reaches all 45 pairs about equally often, and all 100 projections', () => {
    const counts = new Map<string, number>();
    for (const pair of drawnPairs({}, 9000)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    expect(counts.size).toBe(45);
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(80);
    const spec = tasksSpec({ kind: 'projected-binary', ...sizes });
    const projections = Array.from({ length: 9000 }, (_, seed) => projectionOf(spec, seed).projectionSeed);
    expect([...new Set(projections)].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, k) => k));
  });

  it('is never a held-out pair, in whichever order it was written', () => {
    const heldOut = new Set(RECOMMENDED_HELD_OUT.map((pair) => pair.join('-')));
    for (const heldOutPairs of [RECOMMENDED_HELD_OUT, RECOMMENDED_HELD_OUT.map((pair) => pair.toReversed())]) {
      const drawn = new Set(drawnPairs({ heldOutPairs }));
      expect(drawn.size).toBe(36);
      expect([...drawn].some((pair) => heldOut.has(pair))).toBe(false);
    }
  });

  it('is one of the listed pairs only, as listed', () => {
    const pairs = [[7, 3], [0, 5], [0, 9]]; // prettier-ignore
    expect(new Set(drawnPairs({ pairs, heldOutPairs: [[9, 0]] }))).toEqual(new Set(['7-3', '0-5']));
  });

  it('is a projection of the listed classes where there are several', () => {
    const spec = tasksSpec({ kind: 'projected-multiclass', ...sizes, classes: [7, 0, 4] });
    const drawn = Array.from({ length: 500 }, (_, seed) => projectionOf(spec, seed));
    expect(drawn.every(({ classes }) => classes.join() === '7,0,4')).toBe(true);
    const seeds = drawn.map(({ projectionSeed }) => projectionSeed);
    expect(Math.max(...seeds)).toBeGreaterThan(900);
    expect(Math.max(...seeds)).toBeLessThan(1000);
  });

  it('is the same task whatever the order of the classes, and another under another projection', () => {
    const key = projectionKey({ classes: [3, 10], projectionSeed: 4 });
    expect(projectionKey({ classes: [10, 3], projectionSeed: 4 })).toBe(key);
    expect(projectionKey({ classes: [3, 10], projectionSeed: 5 })).not.toBe(key);
    expect(projectionKey({ classes: [3, 1], projectionSeed: 4 })).not.toBe(key);
  });
});

describe('the projection', () => {
  it('depends on its seed alone, and gives fewer features as the first of more', () => {
    const wide = projectionMatrix(44, 16, 64);
    expect(projectionMatrix(44, 8, 64)).toEqual(wide.subarray(0, 8 * 64));
    expect(projectionMatrix(45, 8, 64)).not.toEqual(projectionMatrix(44, 8, 64));
  });
});
