import { describe, expect, it } from 'vitest';
import { loadDigits } from '../../native-worker/data-files/load-digits.ts';
import { TASK_ROLES, type TaskRole } from '../../native-worker/spec/spec-schema.ts';
import type { TasksSpec } from '../../native-worker/spec/tasks-schema.ts';
import type { Dataset } from '../../native-worker/tasks/dataset.ts';
import { splitByRole } from '../../native-worker/tasks/role-split.ts';
import { madeUpDataset, setFrom, tasksSpec } from './sets.ts';

const DATA_SEEDS = Array.from({ length: 10 }, (_, k) => 500 + k);
const count = DATA_SEEDS.length;

/** The same data set with every feature of the given rows changed beyond recognition. */
function withChangedRows(dataset: Dataset, rows: Iterable<number>): Dataset {
  const features = dataset.features.slice();
  for (const row of rows) {
    for (let column = 0; column < dataset.columnCount; column++) {
      features[row * dataset.columnCount + column] = 1e6 - 7 * features[row * dataset.columnCount + column]!;
    }
  }
  return { ...dataset, features };
}

/** As above, with the rows' targets changed too. */
function withChangedTargets(dataset: Dataset, rows: Iterable<number>): Dataset {
  const labels = dataset.labels.slice();
  for (const row of rows) labels[row] = 1e6 - 7 * labels[row]!;
  return { ...dataset, labels };
}

const table = { kind: 'table', data: 'made up', target: 'y', count } as const;
const cases: [string, TasksSpec, Dataset][] = [
  [
    'pairs of digits',
    tasksSpec({ kind: 'projected-binary', features: 8, count, train: 208, valid: 46, epochs: 2 }),
    loadDigits(),
  ],
  [
    'ten digits',
    tasksSpec({ kind: 'projected-multiclass', features: 16, count, train: 1040, valid: 230 }),
    loadDigits(),
  ],
  ['a table of classes', tasksSpec({ ...table, measure: 'accuracy' }), madeUpDataset(150, 6, 2)],
  ['a table of numbers', tasksSpec({ ...table, measure: 'rms' }), madeUpDataset(150, 6, null)],
];

describe.each(cases)('in tasks of %s', (_, spec, dataset) => {
  const strata = dataset.labelNames === null ? new Float64Array(dataset.rowCount) : dataset.labels;
  const split = splitByRole(strata);
  const outside = [...split.valid.search, ...split.valid.select, ...split.valid.final];
  const before = Object.fromEntries(
    TASK_ROLES.map((role) => [role, setFrom(spec, dataset, DATA_SEEDS, role)]),
  ) as Record<TaskRole, ReturnType<typeof setFrom>>;

  it('no row outside the training part changes a bit of what any set trains on', () => {
    expect(outside.length).toBeGreaterThan(0.35 * dataset.rowCount);
    const features = withChangedRows(dataset, outside);
    const changed = dataset.labelNames === null ? withChangedTargets(features, outside) : features;
    for (const role of TASK_ROLES) {
      const after = setFrom(spec, changed, DATA_SEEDS, role);
      after.tasks.forEach((task, index) => {
        expect(task.trainFeatures).toEqual(before[role].tasks[index]!.trainFeatures);
        expect(task.trainLabels).toEqual(before[role].tasks[index]!.trainLabels);
        expect(task.epochOrders).toEqual(before[role].tasks[index]!.epochOrders);
        expect(task.validFeatures).not.toEqual(before[role].tasks[index]!.validFeatures);
      });
    }
  });

  it('a change of the training part does change what is trained on', () => {
    const after = setFrom(
      spec,
      withChangedRows(
        dataset,
        split.train.filter((row) => row % 2 === 0),
      ),
      DATA_SEEDS,
      'search',
    );
    expect(after.tasks[0]!.trainFeatures).not.toEqual(before.search.tasks[0]!.trainFeatures);
  });

  it.each(TASK_ROLES)(
    'rows of the validation part of %s serve this set alone, in whole and only here',
    (changedRole) => {
      const changed = withChangedRows(dataset, split.valid[changedRole]);
      for (const role of TASK_ROLES) {
        const after = setFrom(spec, changed, DATA_SEEDS, role);
        after.tasks.forEach((task, index) => {
          const same = before[role].tasks[index]!.validFeatures;
          if (role !== changedRole) expect(task.validFeatures).toEqual(same);
          else expect(task.validFeatures.every((value, at) => value !== same[at])).toBe(true);
        });
      }
    },
  );
});
