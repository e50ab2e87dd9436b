import { describe, expect, it } from 'vitest';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { TaskSetCache } from '../../native-worker/tasks/task-set-cache.ts';
import { hashTaskSet } from '../../native-worker/tasks/task-set-hash.ts';
import type { Task } from '../../native-worker/tasks/task-set.ts';
import { madeUpDataset, tasksSpec } from './sets.ts';

const spec = tasksSpec({ kind: 'linear', features: 4, count: 2, train: 10, valid: 5, epochs: 2 });
const context = { role: 'search', outputs: 'scalar', paramSeeds: [1, 2], dataSeeds: [3, 4] } as const;
const set = buildTaskSet(spec, context);

/** The second task of the set with one part changed. */
function withChange(change: Partial<Task>): typeof set {
  return { ...set, tasks: [set.tasks[0]!, { ...set.tasks[1]!, ...change }] };
}

function withFlippedBit(values: Float64Array): Float64Array {
  const copy = values.slice();
  new Uint8Array(copy.buffer)[copy.byteLength - 8]! ^= 1;
  return copy;
}

describe('the hash of a set', () => {
  it('is 128 bits, equal for equal content', () => {
    expect(set.hash).toMatch(/^[0-9a-f]{32}$/);
    expect(buildTaskSet(spec, context).hash).toBe(set.hash);
    expect(hashTaskSet(withChange({}))).toBe(set.hash);
  });

  it.each(['trainFeatures', 'trainLabels', 'validFeatures', 'validLabels'] as const)(
    'changes with one bit of one number of %s',
    (field) => {
      expect(hashTaskSet(withChange({ [field]: withFlippedBit(set.tasks[1]![field]) }))).not.toBe(set.hash);
    },
  );

  it('changes with order, seed, measure, outputs, and the order of the tasks', () => {
    const orders = [set.tasks[1]!.epochOrders[0]!, set.tasks[1]!.epochOrders[1]!.toReversed()];
    const others = [
      withChange({ epochOrders: orders }),
      withChange({ seed: 5 }),
      { ...set, measure: 'accuracy' as const },
      { ...set, outputs: 'vector' as const },
      { ...set, classes: 2 },
      { ...set, tasks: set.tasks.toReversed() },
      { ...set, tasks: set.tasks.slice(0, 1) },
    ];
    const hashes = others.map((other) => hashTaskSet(other));
    expect(new Set([set.hash, ...hashes]).size).toBe(others.length + 1);
  });
});

describe('making a set', () => {
  it.each(['paramSeeds', 'dataSeeds'] as const)('needs one of %s for each task', (field) => {
    const message = `tasks.search.${field}: 1 seeds for 2 tasks; expected one for each`;
    expect(() => buildTaskSet(spec, { ...context, [field]: [1] })).toThrow(message);
    expect(() => buildTaskSet(spec, { ...context, [field]: null })).toThrow('0 seeds for 2 tasks');
  });

  it('needs the rows of a table', () => {
    const table = tasksSpec({ kind: 'table', data: 'rows.csv', target: 'y' });
    expect(() => buildTaskSet(table, { role: 'final', outputs: 'scalar', dataSeeds: [1] })).toThrow('tasks.final.data');
  });
});

describe('tasks that are spelled out', () => {
  const examples = {
    seed: 9,
    trainFeatures: Array.from({ length: 10 }, (_, k) => [k, -k]),
    trainLabels: Array.from({ length: 10 }, (_, k) => k % 2),
    validFeatures: [[0.5, -0]],
    validLabels: [1],
  };

  it('are used to the bit, in the order given', () => {
    const fixed = tasksSpec({ kind: 'fixed', features: 2, tasks: [examples], epochs: 2, measure: 'accuracy' });
    const { tasks, ...rest } = buildTaskSet(fixed, { role: 'search', outputs: 'scalar' });
    expect(rest).toMatchObject({ features: 2, classes: 2, measure: 'accuracy', outputs: 'scalar' });
    const task = tasks[0]!;
    expect(task).toMatchObject({ seed: 9, trainCount: 10, validCount: 1 });
    expect([...task.trainFeatures]).toEqual(examples.trainFeatures.flat());
    expect([...task.trainLabels]).toEqual(examples.trainLabels);
    expect(Object.is(task.validFeatures[1], -0)).toBe(true);
    expect([...task.epochOrders[0]!]).toEqual(Array.from({ length: 10 }, (_, k) => k));
    expect(task.epochOrders).toHaveLength(2);
  });

  it('have the number of classes that the spec gives for vector outputs, and none for numbers', () => {
    const classes = tasksSpec({ kind: 'fixed', features: 3, classes: 3, measure: 'accuracy', tasks: [examples] });
    expect(buildTaskSet(classes, { role: 'search', outputs: 'vector' }).classes).toBe(3);
    const numbers = tasksSpec({ kind: 'fixed', features: 2, tasks: [examples] });
    expect(buildTaskSet(numbers, { role: 'search', outputs: 'scalar' }).classes).toBe(0);
  });
});

describe('the cache of sets', () => {
  it('answers with the same object for the same content, however the seeds were worded', () => {
    const cache = new TaskSetCache();
    const first = cache.get(spec, context);
    expect(cache.get({ ...spec, dataSeeds: '3-4' }, { ...context })).toBe(first);
    expect(first).toEqual(set);
  });

  it('makes another set for other seeds, sizes, roles or rows', () => {
    const cache = new TaskSetCache();
    const first = cache.get(spec, context);
    expect(cache.get(spec, { ...context, dataSeeds: [3, 5] })).not.toBe(first);
    expect(cache.get(spec, { ...context, paramSeeds: [1, 5] })).not.toBe(first);
    expect(cache.get({ ...spec, train: 11 }, context)).not.toBe(first);
    const table = tasksSpec({ kind: 'table', data: 'rows.csv', target: 'y' });
    const rows = madeUpDataset(60, 2, null);
    const fromRows = { role: 'search', outputs: 'scalar', dataSeeds: [1], dataset: rows } as const;
    const cut = cache.get(table, fromRows);
    expect(cache.get(table, { ...fromRows, role: 'final' })).not.toBe(cut);
    expect(cache.get(table, { ...fromRows, dataset: { ...rows, hash: 'other rows' } })).not.toBe(cut);
  });

  it('tells 0 from -0 in examples that are spelled out', () => {
    const cache = new TaskSetCache();
    const fixed = (feature: number) =>
      tasksSpec({
        kind: 'fixed',
        features: 1,
        tasks: [{ trainFeatures: [[feature]], trainLabels: [1], validFeatures: [[1]], validLabels: [1] }],
      });
    const zero = cache.get(fixed(0), { role: 'search', outputs: 'scalar' });
    expect(cache.get(fixed(-0), { role: 'search', outputs: 'scalar' }).hash).not.toBe(zero.hash);
  });

  const bytesOfOne = set.tasks.length * (8 * (spec.train + spec.valid) * (set.features + 1) + 4 * 2 * spec.train);
  const withSeed = (cache: TaskSetCache, seed: number) => cache.get(spec, { ...context, dataSeeds: [seed, seed + 1] });

  it('forgets the set that was not asked for longest, when there is no room for its bytes', () => {
    const cache = new TaskSetCache(4 * bytesOfOne);
    const made = [10, 20, 30, 40].map((seed) => withSeed(cache, seed));
    expect(withSeed(cache, 10)).toBe(made[0]);
    withSeed(cache, 50);
    expect([30, 40, 10].map((seed) => withSeed(cache, seed))).toEqual([made[2], made[3], made[0]]);
    expect(withSeed(cache, 40)).toBe(made[3]);
    expect(withSeed(cache, 20)).not.toBe(made[1]);
  });

  it('keeps any number of sets that there is room for, and the last three whatever they take', () => {
    const seeds = Array.from({ length: 30 }, (_, k) => 10 * k + 10);
    const large = new TaskSetCache(30 * bytesOfOne);
    const all = seeds.map((seed) => withSeed(large, seed));
    seeds.forEach((seed, place) => {
      expect(withSeed(large, seed)).toBe(all[place]);
    });
    const tiny = new TaskSetCache(1);
    const made = seeds.map((seed) => withSeed(tiny, seed));
    expect(withSeed(tiny, seeds[27]!)).toBe(made[27]);
    expect(withSeed(tiny, seeds[28]!)).toBe(made[28]);
    expect(withSeed(tiny, seeds[26]!)).not.toBe(made[26]);
  });
});
