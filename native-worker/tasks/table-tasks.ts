import type { OutputKind } from '../algorithm/output-kind.ts';
import { MOST_FEATURES } from '../algorithm/register-kind.ts';
import type { TaskRole } from '../spec/spec-schema.ts';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import type { Dataset } from './dataset.ts';
import { ExampleStream } from './example-stream.ts';
import { splitByRole } from './role-split.ts';
import { type RawExamples, standardisedTask } from './standardised-task.ts';
import { TaskDataError } from './task-data-error.ts';
import type { TaskSetContent } from './task-set-hash.ts';

type TableSpec = Extract<TasksSpec, { kind: 'table' }>;

/**
 * Tasks of predicting one column of a table from others; F is the number of feature columns. Rows are split by role
 * first, by the split seed (evenly over the classes, if there are any); the data seed chooses among them and orders them.
 *
 * - Measure `rms`: features and target are standardised by the task's training examples, so that the largest allowed
 *   error and the fitness mean the same for every table.
 * - Measure `accuracy`, scalar outputs: two classes; label 1 is the one that sorts last.
 * - Measure `accuracy`, vector outputs: the label is the class's place in sorted order.
 *
 * @throws TaskDataError where the table does not suit the outputs, or more examples are asked for than there are
 */
export function tableTasks(
  spec: TableSpec,
  role: TaskRole,
  outputs: OutputKind,
  dataSeeds: readonly number[],
  table: Dataset,
): TaskSetContent {
  checkTable(spec, role, outputs, table);
  const strata = spec.measure === 'accuracy' ? table.labels : new Float64Array(table.rowCount);
  const split = splitByRole(strata, spec.splitSeed);
  const make = (dataSeed: number) => {
    const examples = (field: 'train' | 'valid', part: Uint32Array): RawExamples => {
      const stream = new ExampleStream(dataSeed, `${field}-choice`);
      return pick(table, chooseRows(`tasks.${role}.${field}`, spec[field], table, part, stream));
    };
    const train = examples('train', split.train);
    const valid = examples('valid', split.valid[role]);
    const labels = spec.measure === 'rms' ? 'numbers' : 'classes';
    return standardisedTask(dataSeed, table.columnCount, spec.epochs, labels, train, valid);
  };
  return {
    features: table.columnCount,
    outputs,
    classes: table.labelNames?.length ?? 0,
    measure: spec.measure,
    tasks: dataSeeds.map(make),
  };
}

function checkTable(spec: TableSpec, role: TaskRole, outputs: OutputKind, table: Dataset): void {
  const columns = table.columnCount;
  if (columns > MOST_FEATURES) {
    throw new TaskDataError(
      `tasks.${role}.columns`,
      `"${table.name}" gives ${columns} features; expected at most ${MOST_FEATURES}: list the columns to use`,
      columns,
    );
  }
  const classes = table.labelNames?.length ?? 0;
  if (outputs === 'scalar' && classes > 2) {
    throw new TaskDataError(
      `tasks.${role}.target`,
      `column "${spec.target}" of "${table.name}" has ${classes} classes; scalar outputs tell two apart: set "outputs" to "vector"`,
      classes,
    );
  }
  if (outputs === 'vector' && classes > columns) {
    throw new TaskDataError(
      `tasks.${role}.target`,
      `column "${spec.target}" of "${table.name}" has ${classes} classes, but only ${columns} feature columns; vector outputs need at least as many features as classes`,
      classes,
    );
  }
}

/** `count` rows of a part (all, where no count is given) in random order. */
function chooseRows(
  field: string,
  count: number | undefined,
  table: Dataset,
  part: Uint32Array,
  stream: ExampleStream,
): Uint32Array {
  const asked = count ?? part.length;
  if (asked > part.length) {
    throw new TaskDataError(
      field,
      `asked for ${asked} examples, but "${table.name}" has ${part.length} of its ${table.rowCount} rows for this; ask for at most ${part.length}`,
      part.length,
    );
  }
  const rows = part.slice();
  stream.shuffle(rows);
  return rows.subarray(0, asked);
}

function pick(table: Dataset, rows: Uint32Array): RawExamples {
  const columns = table.columnCount;
  const features = new Float64Array(rows.length * columns);
  rows.forEach((row, index) => {
    features.set(table.features.subarray(row * columns, (row + 1) * columns), index * columns);
  });
  return { features, labels: Float64Array.from(rows, (row) => table.labels[row]!) };
}
