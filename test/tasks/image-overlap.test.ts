import { describe, expect, it } from 'vitest';
import type { TasksSpec } from '../../native-worker/spec/tasks-schema.ts';
import { checkImageOverlap } from '../../native-worker/tasks/image-overlap.ts';
import { projectionKey, projectionOf } from '../../native-worker/tasks/image-projection.ts';
import { tasksSpec } from './sets.ts';

const spec = tasksSpec({ kind: 'projected-binary', features: 8, count: 3, train: 10, valid: 10 });

function sets(search: number[], select: number[], final: number[], of: TasksSpec = spec) {
  return {
    search: { spec: of, dataSeeds: search },
    select: { spec: of, dataSeeds: select },
    final: { spec: of, dataSeeds: final },
  };
}

/** Two different seeds that stand for the same pair and projection. */
function twins(): [number, number] {
  const seen = new Map<string, number>();
  for (let seed = 0; ; seed++) {
    const key = projectionKey(projectionOf(spec, seed));
    const twin = seen.get(key);
    if (twin !== undefined) return [twin, seed];
    seen.set(key, seed);
  }
}

describe('image tasks that two sets share', () => {
  const [seed, twin] = twins();

  it('are refused though their seeds differ, with both places named', () => {
    const problems = checkImageOverlap(sets([1000, seed], [2000], [3000, twin]), 'never');
    expect(problems).toHaveLength(1);
    expect(problems[0]!.path).toBe('tasks.final.dataSeeds');
    expect(problems[0]!.message).toContain(`seed ${twin}`);
    expect(problems[0]!.message).toContain(`seed ${seed} gives in tasks.search too`);
  });

  it('are accepted where the spec says so', () => {
    expect(checkImageOverlap(sets([seed], [2000], [twin]), 'reference')).toEqual([]);
  });

  it('may occur twice within one set', () => {
    expect(checkImageOverlap(sets([seed, twin], [2000], [3000]), 'never')).toEqual([]);
  });

  it('are found between reversed pairs', () => {
    const pair = (pairs: number[][]) => ({ spec: { ...spec, ...tasksSpec({ ...spec, pairs }) }, dataSeeds: [seed] });
    const reversed = { search: pair([[3, 7]]), select: pair([[7, 3]]), final: pair([[1, 2]]) };
    expect(checkImageOverlap(reversed, 'never').map((problem) => problem.path)).toEqual(['tasks.select.dataSeeds']);
  });

  it('cannot occur between different images', () => {
    const of = (images: object) => ({ spec: tasksSpec({ ...spec, ...images }), dataSeeds: [seed] });
    const clothes = of({ data: 'a', dataHash: '1', dataClasses: 10 });
    const digits = { spec, dataSeeds: [seed] };
    const letters = of({ data: 'b', dataHash: '2', dataClasses: 10 });
    const moved = of({ data: 'c', dataHash: '1', dataClasses: 10 });
    expect(checkImageOverlap({ search: clothes, select: digits, final: letters }, 'never')).toEqual([]);
    const twice = checkImageOverlap({ search: clothes, select: digits, final: moved }, 'never');
    expect(twice.map((problem) => problem.path)).toEqual(['tasks.final.dataSeeds']);
  });

  it('cannot occur where tasks are not made of images', () => {
    const linear = tasksSpec({ kind: 'linear', features: 4, count: 1, train: 10, valid: 10 });
    expect(checkImageOverlap(sets([1], [1], [1], linear), 'never')).toEqual([]);
  });
});
