import { resolve } from 'node:path';
import { DIGITS, type TasksSpec } from '../spec/tasks-schema.ts';
import type { Dataset } from '../tasks/dataset.ts';
import { loadDigits } from './load-digits.ts';
import { loadImages } from './load-images.ts';
import { loadTable } from './load-table.ts';

/**
 * The rows that a set of tasks is cut from, or null where its examples are generated or spelled out.
 *
 * @param baseFolder where a relative path starts: the spec's folder
 * @throws DataFileError where the file cannot be used
 */
export function loadDataset(spec: TasksSpec, baseFolder: string): Dataset | null {
  switch (spec.kind) {
    case 'projected-binary':
    case 'projected-multiclass':
      return spec.data === DIGITS ? loadDigits() : loadImages(resolve(baseFolder, spec.data), spec);
    case 'table':
      return loadTable(resolve(baseFolder, spec.data), spec);
    case 'linear':
    case 'affine':
    case 'network':
    case 'fixed':
      return null;
  }
}
