import { describe, expect, it } from 'vitest';
import { checkTasks } from '../../native-worker/spec/check-tasks.ts';
import { candidatePairs, classesToTellApart } from '../../native-worker/spec/image-classes.ts';
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

  it('must leave at least one pair', () => {
    const spec = resolveSpec(exampleSpec());
    const pairs = [[1, 2]];
    const final = tasksSpec({ kind: 'projected-binary', ...sizes, pairs, heldOutPairs: [[2, 1]] });
    const problems = checkTasks({ ...spec, tasks: { ...spec.tasks, final } });
    expect(problems.map((problem) => problem.path)).toContain('tasks.final.heldOutPairs');
  });
});
