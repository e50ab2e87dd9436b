import { basename } from 'node:path';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import type { Dataset } from '../tasks/dataset.ts';
import { closestName } from './closest-name.ts';
import { type CsvText, readCsv } from './csv-text.ts';
import { DataFileError } from './data-file-error.ts';
import { checkedHash } from './file-hash.ts';
import { readDataFile } from './read-data-file.ts';
import { isMostlyNumbers } from './table-columns.ts';
import { isNumber, readNumber } from './table-number.ts';

/** What to read from a table: part of a spec of tasks. */
export type TableColumns = Pick<
  Extract<TasksSpec, { kind: 'table' }>,
  'target' | 'columns' | 'measure' | 'dataHash' | 'dataName'
>;

/** Enough for twelve training examples and two for the validation of each set. */
export const FEWEST_ROWS = 20;

/**
 * Reads a CSV file with a header into rows of numbers and a target.
 *
 * - Columns `all`: every named column but the target whose filled cells are mostly numbers; a cell of such a column
 *   that is none is an error, so that a slip does not drop a column unseen.
 * - Measure `rms`: the target is a number. `accuracy`: its different values are the classes, sorted by value where all
 *   are numbers, else by text; a label is the place in that order.
 *
 * @throws DataFileError naming file, line and column
 */
export function loadTable(file: string, wanted: TableColumns): Dataset {
  return readTable(file, readDataFile(file), wanted);
}

/** As `loadTable`, from bytes that are there already. @param file for messages */
export function readTable(file: string, bytes: Uint8Array, wanted: TableColumns): Dataset {
  const hash = checkedHash(file, bytes, wanted.dataHash);
  const text = readCsv(file, bytes);
  const targetColumn = findColumn(file, text, wanted.target, 'target');
  if (text.rows.length < FEWEST_ROWS) {
    throw new DataFileError(file, null, `has ${text.rows.length} rows of data; expected at least ${FEWEST_ROWS}`);
  }
  const columns = featureColumns(file, text, wanted, targetColumn);
  const labels = wanted.measure === 'rms' ? numbers(file, text, targetColumn) : classes(file, text, targetColumn);
  return {
    name: wanted.dataName ?? basename(file),
    rowCount: text.rows.length,
    columnCount: columns.length,
    features: Float64Array.from(
      text.rows.flatMap((row) => columns.map((column) => readNumber(file, row, text.header, column))),
    ),
    ...labels,
    columnNames: columns.map((column) => text.header[column]!),
    hash,
  };
}

/** The place of a column that was named. @throws DataFileError where there is none, with what comes near */
export function findColumn(file: string, { header }: CsvText, name: string, field: 'target' | 'columns'): number {
  const found = header.indexOf(name);
  if (found >= 0 && name !== '') return found;
  const near = closestName(name, header);
  const advice = near === null ? `it has: ${header.join(', ')}` : `did you mean "${near}"?`;
  throw new DataFileError(file, null, `has no column "${name}" (${field}); ${advice}`);
}

function featureColumns(file: string, text: CsvText, wanted: TableColumns, targetColumn: number): number[] {
  if (wanted.columns === 'all') {
    const found = text.header.flatMap((name, column) =>
      name !== '' && column !== targetColumn && isMostlyNumbers(text, column) ? [column] : [],
    );
    if (found.length > 0) return found;
    throw new DataFileError(file, null, `has no column of numbers besides the target "${wanted.target}"`);
  }
  const columns = wanted.columns.map((name) => findColumn(file, text, name, 'columns'));
  if (columns.includes(targetColumn)) {
    throw new DataFileError(file, null, `"${wanted.target}" is both the target and one of the columns; take it out`);
  }
  const twice = wanted.columns.find((name, index) => wanted.columns.indexOf(name) !== index);
  if (twice !== undefined) throw new DataFileError(file, null, `"${twice}" is listed twice in columns; list it once`);
  return columns;
}

type Labels = Pick<Dataset, 'labels' | 'labelNames'>;

function numbers(file: string, { header, rows }: CsvText, column: number): Labels {
  return { labels: Float64Array.from(rows, (row) => readNumber(file, row, header, column)), labelNames: null };
}

function classes(file: string, { header, rows }: CsvText, column: number): Labels {
  const values = rows.map(({ line, cells }) => {
    const value = cells[column]!;
    if (value !== '') return value;
    throw new DataFileError(file, line, `column "${header[column]!}" is empty; expected a class`);
  });
  const different = [...new Set(values)];
  if (different.length === 1) {
    throw new DataFileError(
      file,
      null,
      `every row has "${different[0]!}" in the target "${header[column]!}"; expected at least two classes`,
    );
  }
  const labelNames = different.every(isNumber)
    ? different.toSorted((a, b) => Number(a) - Number(b))
    : different.toSorted();
  const place = new Map(labelNames.map((name, index) => [name, index]));
  return { labels: Float64Array.from(values, (value) => place.get(value)!), labelNames };
}
