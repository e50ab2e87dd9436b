import { describe, expect, it } from 'vitest';
import { groupTasks } from '../../native-worker/kernel-evaluator/task-groups.ts';
import { incrementExamples, setOf, taskOf } from '../evaluator/example-tasks.ts';

/** Lanes, and the indices of each group's tasks, for tasks of so many training examples each. */
function grouped(trainCounts: readonly number[], features: number, width: number): [number, ...number[][]] {
  const valid = incrementExamples(features, 1);
  const tasks = trainCounts.map((count) => taskOf(incrementExamples(features, count), valid));
  const { lanes, groups } = groupTasks(setOf(features, tasks), width);
  return [lanes, ...groups.map((group) => group.tasks.map((_, lane) => group.first + lane))];
}

const alike = (count: number): number[] => new Array<number>(count).fill(2);
const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, k) => first + k);

describe('the tasks of a set', () => {
  it('go side by side, rounded up to whole vectors', () => {
    expect(grouped(alike(10), 4, 8)).toEqual([16, from(0, 10)]);
    expect(grouped(alike(10), 4, 4)).toEqual([12, from(0, 10)]);
    expect(grouped(alike(10), 4, 2)).toEqual([10, from(0, 10)]);
    expect(grouped(alike(1), 4, 2)).toEqual([2, [0]]);
  });

  it('are cut into groups as even as can be where there are many', () => {
    expect(grouped(alike(22), 4, 4)).toEqual([12, from(0, 12), from(12, 10)]);
    expect(grouped(alike(13), 4, 2)).toEqual([8, from(0, 8), from(8, 5)]);
  });

  it('are a vector wide where there are many features', () => {
    expect(grouped(alike(10), 16, 4)).toEqual([4, from(0, 4), from(4, 4), from(8, 2)]);
    expect(grouped(alike(2), 256, 8)).toEqual([8, from(0, 2)]);
  });

  it('only stand beside neighbours with as many examples', () => {
    expect(grouped([2, 2, 3, 2], 4, 2)).toEqual([2, [0, 1], [2], [3]]);
  });
});
