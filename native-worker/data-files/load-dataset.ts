import { resolve } from 'node:path';
import type { TasksSpec } from '../spec/tasks-schema.ts';
import type { Dataset } from '../tasks/dataset.ts';
import { loadDigits } from './load-digits.ts';
import { loadTable } from './load-table.ts';

/**
 * The rows that a set of tasks is cut from, or null where its examples are generated or spelled out.
 *
 * @param baseFolder where a relative path of a table starts: the spec's folder
 * @throws DataFileError where the file cannot be used
 */
export function loadDataset(spec: TasksSpec, baseFolder: string): Dataset | null {
  switch (spec.kind) {
    case 'projected-binary':
    case 'projected-multiclass':
      return loadDigits();
    case 'table':
      return loadTable(resolve(baseFolder, spec.data), spec);
    case 'linear':
    case 'affine':
    case 'network':
    case 'fixed':
      return null;
  }
}
