import { describe, expect, it } from 'vitest';
import { TaskSeedPlan } from '../../native-worker/search/task-seed-plan.ts';
import { ThreefryRandomSource } from '../../native-worker/search/threefry-random-source.ts';
import { resolveSpec } from '../../native-worker/spec/resolve-spec.ts';
import type { ImageSpec } from '../../native-worker/spec/image-classes.ts';
import type { TASK_ROLES } from '../../native-worker/spec/spec-schema.ts';
import { type Spec } from '../../native-worker/spec/spec-schema.ts';
import { projectionKey, projectionOf } from '../../native-worker/tasks/image-projection.ts';
import { exampleSpec } from '../spec/example-spec.ts';
import { ScriptedRandomSource, type Draw } from './scripted-random-source.ts';

const LINEAR = { kind: 'linear', features: 4, count: 3, train: 20, valid: 10 };

function specOf(search: object, select: object, final: object): Spec {
  return resolveSpec({ ...exampleSpec(), tasks: { search, select, final } });
}

function planOf(spec: Spec, seed = 1): TaskSeedPlan {
  const source = (experiment: number, purpose: 'tasks' | 'finalTasks') =>
    new ThreefryRandomSource({ seed, experiment, island: 0, purpose });
  return new TaskSeedPlan(spec, source(0, 'finalTasks'), (experiment) => source(experiment, 'tasks'));
}

const RANDOM = specOf(LINEAR, LINEAR, { ...LINEAR, count: 5 });

describe('seeds of tasks', () => {
  it('are fresh for T_search and T_select in every experiment, and once drawn for T_final', () => {
    const plan = planOf(RANDOM);
    const seen = new Set<number>();
    let count = 0;
    for (let experiment = 0; experiment < 50; experiment++) {
      for (const role of ['search', 'select'] as const) {
        const { paramSeeds, dataSeeds } = plan.seedsOf(role, experiment);
        expect([paramSeeds.length, dataSeeds.length]).toEqual([3, 3]);
        for (const seed of dataSeeds) seen.add(seed);
        count += dataSeeds.length;
      }
      expect(plan.seedsOf('final', experiment)).toBe(plan.seedsOf('final', 0));
    }
    for (const seed of plan.seedsOf('final', 0).dataSeeds) seen.add(seed);
    expect(seen.size).toBe(count + 5);
  });

  it('do not depend on which experiment is asked for first, so a resumed run has them again', () => {
    const plan = planOf(RANDOM);
    const first = [0, 1, 2].map((experiment) => plan.seedsOf('search', experiment));
    const other = planOf(RANDOM);
    expect([2, 1, 0].map((experiment) => other.seedsOf('search', experiment)).reverse()).toEqual(first);
    expect(planOf(RANDOM, 2).seedsOf('search', 0)).not.toEqual(first[0]);
  });

  it('that are listed are the same in every experiment', () => {
    const listed = { ...LINEAR, paramSeeds: '1-3', dataSeeds: [7, 8] };
    const plan = planOf(specOf(listed, LINEAR, LINEAR));
    for (const experiment of [0, 4]) {
      expect(plan.seedsOf('search', experiment)).toEqual({ paramSeeds: [1, 2, 3], dataSeeds: [7, 8, 9] });
    }
  });

  it('are drawn again where another set uses them', () => {
    const one = { ...LINEAR, count: 1 };
    const spec = specOf({ ...one, paramSeeds: [5], dataSeeds: [6] }, { ...one, paramSeeds: [7] }, one);
    const draws = (...seeds: number[]) => new ScriptedRandomSource(...seeds.map((seed): Draw => ['seed', seed]));
    // T_final: 5 and 7 are other sets' parameters, 6 is T_search's data.
    const plan = new TaskSeedPlan(spec, draws(5, 7, 8, 6, 9), () => draws(9, 6, 10));
    expect(plan.seedsOf('final', 0)).toEqual({ paramSeeds: [8], dataSeeds: [9] });
    expect(plan.seedsOf('select', 0)).toEqual({ paramSeeds: [7], dataSeeds: [10] });
  });

  it('never give two sets of an experiment the same images under the same projection', () => {
    const images = { kind: 'projected-binary', features: 8, count: 40, train: 20, valid: 10, pairs: [[0, 1]] };
    const spec = specOf({ ...images, count: 20 }, images, { ...images, count: 30 });
    const plan = planOf(spec);
    const final = viewsOf(spec, 'final', plan, 0);
    for (let experiment = 0; experiment < 5; experiment++) {
      const search = viewsOf(spec, 'search', plan, experiment);
      const select = viewsOf(spec, 'select', plan, experiment);
      expect([...search].filter((view) => final.has(view) || select.has(view))).toEqual([]);
      expect([...select].filter((view) => final.has(view))).toEqual([]);
    }
  });

  it('that cannot be found are an error that says what to change', () => {
    const images = { kind: 'projected-binary', features: 8, count: 900, train: 20, valid: 10, pairs: [[0, 1]] };
    const plan = planOf(specOf(images, { ...images, count: 10 }, { ...images, count: 10 }));
    expect(() => plan.seedsOf('select', 0)).toThrow('tasks.select.dataSeeds: found no seed');
  });
});

function viewsOf(spec: Spec, role: (typeof TASK_ROLES)[number], plan: TaskSeedPlan, experiment: number): Set<string> {
  const { dataSeeds } = plan.seedsOf(role, experiment);
  return new Set(dataSeeds.map((seed) => projectionKey(projectionOf(spec.tasks[role] as ImageSpec, seed))));
}
