import { describe, expect, it } from 'vitest';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import { TaskDataError } from '../../native-worker/tasks/task-data-error.ts';
import { madeUpDataset, setFrom, tasksSpec } from './sets.ts';

const table = { kind: 'table', data: 'made-up.csv', target: 'y' } as const;
const regression = tasksSpec(table);
const classification = tasksSpec({ ...table, measure: 'accuracy' });

describe('tasks cut from a table', () => {
  it('use the whole training and validation part where no counts are given', () => {
    const set = setFrom(regression, madeUpDataset(150, 6, null), [1], 'search');
    expect(set).toMatchObject({ features: 6, classes: 0, measure: 'rms', outputs: 'scalar' });
    expect(set.tasks[0]).toMatchObject({ trainCount: 90, validCount: 20 });
  });

  it('choose and order rows by the data seed', () => {
    const data = madeUpDataset(150, 6, null);
    const [first, second] = setFrom({ ...regression, count: 2, train: 30 }, data, [1, 2], 'search').tasks;
    expect(first!.trainCount).toBe(30);
    expect(second!.trainFeatures).not.toEqual(first!.trainFeatures);
    expect(setFrom({ ...regression, train: 30 }, data, [1], 'search').tasks[0]).toEqual(first);
  });

  it('deal the rows to training and validation by the split seed', () => {
    const data = madeUpDataset(150, 6, null);
    const sorted = (splitSeed: number): number[] =>
      [...setFrom({ ...regression, splitSeed }, data, [1], 'search').tasks[0]!.validFeatures].sort((a, b) => a - b);
    expect(sorted(2)).not.toEqual(sorted(1));
    expect(sorted(1)).toEqual(
      [...setFrom(regression, data, [1], 'search').tasks[0]!.validFeatures].sort((a, b) => a - b),
    );
  });

  it('standardise features and a numeric target by the training examples', () => {
    const data = madeUpDataset(150, 2, null);
    const large = { ...data, labels: data.labels.map((label) => 5000 + 300 * label) };
    const task = setFrom(regression, large, [1], 'search').tasks[0]!;
    for (const values of [task.trainLabels, task.trainFeatures.filter((_, index) => index % 2 === 0)]) {
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      expect(mean).toBeCloseTo(0, 10);
      expect(values.reduce((total, value) => total + value * value, 0) / values.length).toBeCloseTo(1, 10);
    }
    expect(Math.max(...task.validLabels.map(Math.abs))).toBeLessThan(10);
  });

  it('keep each row together with its target', () => {
    const data = madeUpDataset(60, 1, null);
    const doubled = { ...data, labels: Float64Array.from(data.features, (value) => 2 * value + 1) };
    const task = setFrom(regression, doubled, [1], 'final').tasks[0]!;
    task.validLabels.forEach((label, index) => {
      expect(label).toBeCloseTo(task.validFeatures[index]!, 10);
    });
  });

  it('label the class that sorts last 1, the other 0', () => {
    const data = madeUpDataset(100, 2, 2);
    const marked = { ...data, features: data.features.map((_, index) => data.labels[Math.floor(index / 2)]!) };
    const set = setFrom(classification, marked, [1], 'search');
    expect(set).toMatchObject({ classes: 2, measure: 'accuracy' });
    set.tasks[0]!.trainLabels.forEach((label, index) => {
      expect(label).toBe(set.tasks[0]!.trainFeatures[2 * index]! > 0 ? 1 : 0);
    });
  });

  it('tell several classes apart with vector outputs', () => {
    const context = { role: 'search', outputs: 'vector', dataSeeds: [1] } as const;
    const set = buildTaskSet(classification, { ...context, dataset: madeUpDataset(100, 4, 3) });
    expect(set).toMatchObject({ classes: 3, outputs: 'vector' });
    expect(new Set(set.tasks[0]!.trainLabels)).toEqual(new Set([0, 1, 2]));
    const narrow = (): unknown => buildTaskSet(classification, { ...context, dataset: madeUpDataset(100, 2, 3) });
    expect(narrow).toThrow('tasks.search.target: column "y" of "made up" has 3 classes, but only 2 feature columns');
  });

  it('refuse several classes with scalar outputs, and say what to set', () => {
    const refused = (): unknown => setFrom(classification, madeUpDataset(100, 4, 3), [1], 'select');
    expect(refused).toThrow(TaskDataError);
    expect(refused).toThrow('tasks.select.target: column "y" of "made up" has 3 classes');
    expect(refused).toThrow('set "outputs" to "vector"');
  });

  it('refuse more features than a vector may have', () => {
    const refused = (): unknown => setFrom(regression, madeUpDataset(20, 257, null), [1], 'search');
    expect(refused).toThrow('tasks.search.columns: "made up" gives 257 features; expected at most 256');
  });

  it.each(['train', 'valid'] as const)('refuse more %s examples than there are, naming field and count', (field) => {
    const refused = (): unknown => setFrom({ ...regression, [field]: 91 }, madeUpDataset(150, 6, null), [1], 'final');
    expect(refused).toThrow(TaskDataError);
    expect(refused).toThrow(
      `tasks.final.${field}: asked for 91 examples, but "made up" has ${field === 'train' ? 90 : 20}`,
    );
  });
});
