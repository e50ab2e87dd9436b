import { describe, expect, it } from 'vitest';
import { loadDigits } from '../../native-worker/data-files/load-digits.ts';
import { TASK_ROLES } from '../../native-worker/spec/spec-schema.ts';
import { projectionOf } from '../../native-worker/tasks/image-projection.ts';
import { projectionMatrix } from '../../native-worker/tasks/projection-matrix.ts';
import { TaskDataError } from '../../native-worker/tasks/task-data-error.ts';
import type { Task } from '../../native-worker/tasks/task-set.ts';
import { madeUpDataset, row, setFrom, tasksSpec } from './sets.ts';

const digits = loadDigits();
const features = 8;
const binary = tasksSpec({ kind: 'projected-binary', features, count: 1, train: 200, valid: 40 });

function countOf(labels: Float64Array, label: number): number {
  return labels.filter((each) => each === label).length;
}

/** Share of validation examples that lie nearer to the training mean of their own class. */
function nearestMeanAccuracy(task: Task, classes: number): number {
  const means = Array.from({ length: classes }, (_, label) => {
    const rows = [...task.trainLabels.keys()].filter((index) => task.trainLabels[index] === label);
    const examples = rows.map((index) => row(task.trainFeatures, features, index));
    return examples[0]!.map((_, k) => examples.reduce((total, each) => total + each[k]!, 0) / examples.length);
  });
  const right = [...task.validLabels].filter((label, index) => {
    const example = row(task.validFeatures, features, index);
    const distances = means.map((mean) =>
      mean.reduce((total, m, k) => total + (m - example[k]!) * (m - example[k]!), 0),
    );
    return distances.indexOf(Math.min(...distances)) === label;
  });
  return right.length / task.validCount;
}

describe('tasks of telling two digits apart', () => {
  it('have the sizes asked for, scalar outputs, accuracy, and as many examples of one class as of the other', () => {
    const set = setFrom(binary, digits, [5], 'search');
    expect(set).toMatchObject({ features, outputs: 'scalar', classes: 2, measure: 'accuracy' });
    const task = set.tasks[0]!;
    expect(task).toMatchObject({ seed: 5, trainCount: 200, validCount: 40 });
    expect(task.trainFeatures).toHaveLength(200 * features);
    expect([countOf(task.trainLabels, 0), countOf(task.trainLabels, 1)]).toEqual([100, 100]);
    expect([countOf(task.validLabels, 0), countOf(task.validLabels, 1)]).toEqual([20, 20]);
  });

  it('give an odd example to the first class', () => {
    const task = setFrom({ ...binary, train: 11 }, digits, [5], 'search').tasks[0]!;
    expect([countOf(task.trainLabels, 0), countOf(task.trainLabels, 1)]).toEqual([5, 6]);
  });

  it('mix the classes, so that the first examples hold both', () => {
    const task = setFrom(binary, digits, [5], 'search').tasks[0]!;
    expect(new Set(task.trainLabels.subarray(0, 20)).size).toBe(2);
    expect(new Set(task.validLabels.subarray(0, 20)).size).toBe(2);
  });

  it('have training features of mean 0 and deviation 1', () => {
    const task = setFrom(binary, digits, [5], 'search').tasks[0]!;
    for (let feature = 0; feature < features; feature++) {
      const entries = Array.from({ length: 200 }, (_, index) => task.trainFeatures[index * features + feature]!);
      const mean = entries.reduce((total, entry) => total + entry, 0) / 200;
      expect(mean).toBeCloseTo(0, 10);
      expect(entries.reduce((total, entry) => total + entry * entry, 0) / 200).toBeCloseTo(1, 10);
    }
  });

  it('can be learned from their projections on every set', () => {
    const seeds = Array.from({ length: 10 }, (_, k) => k);
    for (const role of TASK_ROLES) {
      const accuracies = setFrom({ ...binary, count: 10 }, digits, seeds, role).tasks.map((task) =>
        nearestMeanAccuracy(task, 2),
      );
      expect(accuracies.reduce((total, each) => total + each, 0) / 10).toBeGreaterThan(0.8);
    }
  });

  it('label the first class of a listed pair 1 and the other 0', () => {
    // One pixel that is far larger for class 3: its projection tells the classes apart by its sign.
    const images = madeUpDataset(100, 1, 5);
    const marked = {
      ...images,
      features: images.features.map((value, k) => (images.labels[k] === 3 ? 100 + value : value)),
    };
    for (const pairs of [[[3, 1]], [[1, 3]]]) {
      const spec = tasksSpec({ kind: 'projected-binary', features: 1, count: 1, train: 10, valid: 2, pairs });
      const { projectionSeed } = projectionOf(spec, 5);
      const sign = Math.sign(projectionMatrix(projectionSeed, 1, 1)[0]!);
      const task = setFrom(spec, marked, [5], 'search').tasks[0]!;
      task.trainLabels.forEach((label, index) => {
        const isThree = task.trainFeatures[index]! * sign > 0;
        expect(label).toBe(isThree === (pairs[0]![0] === 3) ? 1 : 0);
      });
    }
  });

  it('validate on other images in each of the three sets, under the same projection', () => {
    const [search, select, final] = TASK_ROLES.map((role) => setFrom(binary, digits, [5], role).tasks[0]!);
    expect(select!.trainFeatures).toEqual(search!.trainFeatures);
    expect(select!.validFeatures).not.toEqual(search!.validFeatures);
    expect(final!.validFeatures).not.toEqual(search!.validFeatures);
    expect(final!.validFeatures).not.toEqual(select!.validFeatures);
  });

  it('give fewer features as the first of more', () => {
    const wide = setFrom({ ...binary, features: 16 }, digits, [5], 'search').tasks[0]!;
    const narrow = setFrom(binary, digits, [5], 'search').tasks[0]!;
    expect(row(wide.trainFeatures, 16, 3).slice(0, features)).toEqual(row(narrow.trainFeatures, features, 3));
  });

  it.each([
    ['train', 208],
    ['valid', 46],
  ] as const)('refuse more %s examples than there are for every pair, naming field and count', (field, most) => {
    expect(() => setFrom({ ...binary, [field]: most }, digits, [1], 'select')).not.toThrow();
    const refused = (): unknown => setFrom({ ...binary, [field]: most + 1 }, digits, [1], 'select');
    expect(refused).toThrow(TaskDataError);
    expect(refused).toThrow(`tasks.select.${field}: asked for ${most + 1} examples, but "digits" has ${most}`);
  });
});

describe('tasks of telling several digits apart', () => {
  const spec = tasksSpec({
    kind: 'projected-multiclass',
    features,
    count: 1,
    train: 300,
    valid: 60,
    classes: [7, 0, 4],
  });

  it('label a class by its place in the list, evenly over the classes', () => {
    const set = setFrom(spec, digits, [5], 'select');
    expect(set).toMatchObject({ outputs: 'vector', classes: 3, measure: 'accuracy' });
    const task = set.tasks[0]!;
    expect([0, 1, 2].map((label) => countOf(task.trainLabels, label))).toEqual([100, 100, 100]);
    expect([0, 1, 2].map((label) => countOf(task.validLabels, label))).toEqual([20, 20, 20]);
    expect(nearestMeanAccuracy(task, 3)).toBeGreaterThan(0.8);
  });

  it('take all ten classes where none are listed', () => {
    const all = tasksSpec({ kind: 'projected-multiclass', features: 10, count: 1, train: 1000, valid: 200 });
    const set = setFrom(all, digits, [5], 'search');
    expect(set.classes).toBe(10);
    expect(new Set(set.tasks[0]!.trainLabels).size).toBe(10);
  });
});
