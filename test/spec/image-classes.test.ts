import { describe, expect, it } from 'vitest';
import { checkTasks } from '../../native-worker/spec/check-tasks.ts';
import { candidatePairs, classesToTellApart, imageClassCount } from '../../native-worker/spec/image-classes.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import { tasksSpec } from '../tasks/sets.ts';
import { exampleSpec } from './example-spec.ts';

const sizes = { features: 8, count: 1, train: 10, valid: 10 };

describe('the classes that image tasks are made of', () => {
  it('are all 45 pairs in lexicographic order, without the held-out ones', () => {
    const all = candidatePairs(tasksSpec({ kind: 'projected-binary', ...sizes }));
    expect(all).toHaveLength(45);
    expect([all[0], all[1], all[9], all[44]]).toEqual([[0, 1], [0, 2], [1, 2], [8, 9]]); // prettier-ignore
    const heldOut = tasksSpec({ kind: 'projected-binary', ...sizes, heldOutPairs: [[2, 0]] });
    expect(candidatePairs(heldOut)).toEqual(all.filter((_, index) => index !== 1));
  });

  it('are the ten digits where no classes are listed', () => {
    const spec = tasksSpec({ kind: 'projected-multiclass', ...sizes });
    expect(classesToTellApart(spec)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('are those of an imported data set, once it was looked up', () => {
    const known = { ...sizes, data: 'clothes', dataHash: 'abc', dataClasses: 3 };
    const pairs = candidatePairs(tasksSpec({ kind: 'projected-binary', ...known }));
    expect(pairs).toEqual([[0, 1], [0, 2], [1, 2]]); // prettier-ignore
    expect(classesToTellApart(tasksSpec({ kind: 'projected-multiclass', ...known }))).toEqual([0, 1, 2]);
    const unknown = { ...sizes, data: 'clothes' };
    expect(imageClassCount(tasksSpec({ kind: 'projected-multiclass', ...unknown }))).toBeNull();
    expect(() => candidatePairs(tasksSpec({ kind: 'projected-binary', ...unknown }))).toThrow('has not been looked up');
  });

  it.each([
    ['a pair', { kind: 'projected-binary', pairs: [[0, 3]] }, 'tasks.final.pairs[0]', 'classes from 0 to 2'],
    ['a held-out pair', { kind: 'projected-binary', heldOutPairs: [[3, 1]] }, 'tasks.final.heldOutPairs[0]', '0 to 2'],
    [
      'classes',
      { kind: 'projected-multiclass', classes: [1, 3] },
      'tasks.final.classes',
      'different classes from 0 to 2',
    ],
  ] as const)('of an imported data set that it does not have: %s', (_, option, path, message) => {
    const spec = resolveSpec(exampleSpec());
    const problemsWith = (looked: object): readonly string[] => {
      const final = tasksSpec({ ...sizes, data: 'clothes', ...option, ...looked });
      const problems = checkTasks({ ...spec, tasks: { ...spec.tasks, final } });
      return problems.filter((problem) => problem.path === path).map((problem) => problem.message);
    };
    expect(problemsWith({ dataClasses: 3 })).toEqual([expect.stringContaining(message)]);
    expect(problemsWith({})).toEqual([]);
  });

  it('must leave at least one pair', () => {
    const spec = resolveSpec(exampleSpec());
    const pairs = [[1, 2]];
    const final = tasksSpec({ kind: 'projected-binary', ...sizes, pairs, heldOutPairs: [[2, 1]] });
    const problems = checkTasks({ ...spec, tasks: { ...spec.tasks, final } });
    expect(problems.map((problem) => problem.path)).toContain('tasks.final.heldOutPairs');
  });
});
