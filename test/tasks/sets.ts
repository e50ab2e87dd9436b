import type { TaskRole } from '../../native-worker/spec/spec-schema.ts';
import { type TasksKind, type TasksSpec, tasksSchema } from '../../native-worker/spec/tasks-schema.ts';
import { buildTaskSet } from '../../native-worker/tasks/build-task-set.ts';
import type { Dataset } from '../../native-worker/tasks/dataset.ts';
import { ExampleStream } from '../../native-worker/tasks/example-stream.ts';
import type { Task, TaskSet } from '../../native-worker/tasks/task-set.ts';

type SpecOf<Kind extends TasksKind> = Extract<TasksSpec, { kind: Kind }>;

/** A spec of tasks with its defaults filled in. */
export function tasksSpec<Kind extends TasksKind>(
  options: { kind: Kind } & Partial<Record<keyof SpecOf<Kind>, unknown>>,
): SpecOf<Kind> {
  return tasksSchema.parse(options) as SpecOf<Kind>;
}

/** A set of one generated task. */
export function generatedTask(
  kind: 'linear' | 'affine' | 'network',
  options: { paramSeed?: number; dataSeed?: number; train?: number; valid?: number; features?: number } & {
    epochs?: number;
    teacher?: 'paper' | 'reference';
  } = {},
): Task {
  const { paramSeed = 1001, dataSeed = 11001, train = 20, valid = 15, features = 4, ...more } = options;
  const spec = tasksSpec({ kind, features, count: 1, train, valid, ...more });
  const set = buildTaskSet(spec, { role: 'search', outputs: 'scalar', paramSeeds: [paramSeed], dataSeeds: [dataSeed] });
  return set.tasks[0]!;
}

/** A set of image or table tasks. */
export function setFrom(spec: TasksSpec, dataset: Dataset, dataSeeds: readonly number[], role: TaskRole): TaskSet {
  const outputs = spec.kind === 'projected-multiclass' ? 'vector' : 'scalar';
  return buildTaskSet(spec, { role, outputs, dataSeeds, dataset });
}

/** Made-up rows of Gaussians; labels run through the classes, or are numbers where there are none. */
export function madeUpDataset(rowCount: number, columnCount: number, classCount: number | null): Dataset {
  const stream = new ExampleStream(99, 'linear-weights');
  return {
    name: 'made up',
    rowCount,
    columnCount,
    features: stream.gaussians(rowCount * columnCount),
    labels: Float64Array.from({ length: rowCount }, (_, row) =>
      classCount === null ? stream.gaussian() : row % classCount,
    ),
    labelNames: classCount === null ? null : Array.from({ length: classCount }, (_, k) => `class ${k}`),
    columnNames: Array.from({ length: columnCount }, (_, column) => `column ${column}`),
    hash: 'made up',
  };
}

/** Row `index` of row-major values. */
export function row(values: Float64Array, columns: number, index: number): number[] {
  return [...values.subarray(index * columns, (index + 1) * columns)];
}
