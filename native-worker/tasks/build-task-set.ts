import type { OutputKind } from '../algorithm/output-kind.ts';
import type { TaskRole } from '../spec/spec-schema.ts';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import type { Dataset } from './dataset.ts';
import { fixedTasks } from './fixed-tasks.ts';
import { affineTeacher, linearTeacher } from './linear-teacher.ts';
import { networkTeacher } from './network-teacher.ts';
import { projectedTasks } from './projected-tasks.ts';
import { regressionTask } from './regression-task.ts';
import { tableTasks } from './table-tasks.ts';
import { TaskDataError } from './task-data-error.ts';
import type { TaskSet } from './task-set.ts';
import { hashTaskSet, type TaskSetContent } from './task-set-hash.ts';
import type { Teacher } from './teacher.ts';

/** What a set is made from besides its spec. */
export interface TaskSetContext {
  /** Which of the three sets it is: decides the validation part of images and tables. */
  readonly role: TaskRole;
  readonly outputs: OutputKind;
  /** One for each task; needed by `linear`, `affine` and `network`. */
  readonly paramSeeds?: readonly number[] | null;
  /** One for each task; not needed by `fixed`. Random seeds have been drawn by now. */
  readonly dataSeeds?: readonly number[] | null;
  /** Rows; needed by `projected-binary`, `projected-multiclass` and `table`. */
  readonly dataset?: Dataset | null;
}

/**
 * Makes a set of tasks: a pure function of its arguments.
 *
 * @throws TaskDataError naming the field, where the data cannot give what the spec asks for
 */
export function buildTaskSet(spec: TasksSpec, context: TaskSetContext): TaskSet {
  const content = taskSetContent(spec, context);
  return { ...content, hash: hashTaskSet(content) };
}

function taskSetContent(spec: TasksSpec, context: TaskSetContext): TaskSetContent {
  const { role, outputs } = context;
  switch (spec.kind) {
    case 'linear':
      return regressionSet(spec, context, (paramSeed) => linearTeacher(spec.features, paramSeed));
    case 'affine':
      return regressionSet(spec, context, (paramSeed) => affineTeacher(spec.features, paramSeed));
    case 'network':
      return regressionSet(spec, context, (paramSeed) => networkTeacher(spec.features, paramSeed, spec.teacher));
    case 'projected-binary':
    case 'projected-multiclass':
      return projectedTasks(spec, role, dataSeedsOf(spec, context), datasetOf(context));
    case 'table':
      return tableTasks(spec, role, outputs, dataSeedsOf(spec, context), datasetOf(context));
    case 'fixed':
      return fixedTasks(spec, outputs);
  }
}

type RegressionSpec = Extract<TasksSpec, { kind: 'linear' | 'affine' | 'network' }>;

function regressionSet(
  spec: RegressionSpec,
  context: TaskSetContext,
  teacherOf: (paramSeed: number) => Teacher,
): TaskSetContent {
  const paramSeeds = checkSeeds(context.role, 'paramSeeds', spec.count, context.paramSeeds);
  const dataSeeds = dataSeedsOf(spec, context);
  return {
    features: spec.features,
    outputs: 'scalar',
    classes: 0,
    measure: 'rms',
    tasks: dataSeeds.map((dataSeed, index) => regressionTask(spec.kind, spec, dataSeed, teacherOf(paramSeeds[index]!))),
  };
}

function dataSeedsOf(spec: { readonly count: number }, context: TaskSetContext): readonly number[] {
  return checkSeeds(context.role, 'dataSeeds', spec.count, context.dataSeeds);
}

function checkSeeds(
  role: TaskRole,
  field: 'paramSeeds' | 'dataSeeds',
  count: number,
  seeds: readonly number[] | null | undefined,
): readonly number[] {
  if (seeds?.length === count) return seeds;
  throw new TaskDataError(
    `tasks.${role}.${field}`,
    `${seeds?.length ?? 0} seeds for ${count} tasks; expected one for each`,
  );
}

function datasetOf({ role, dataset }: TaskSetContext): Dataset {
  if (dataset) return dataset;
  throw new TaskDataError(`tasks.${role}.data`, 'the data set has not been loaded');
}
