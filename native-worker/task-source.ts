import { loadDataset } from './data-files/load-dataset.ts';
import type { TaskSource } from './search/run-task-sets.ts';
import type { TasksSpec } from './spec/tasks-schema.ts';
import type { Dataset } from './tasks/dataset.ts';
import { TaskSetCache } from './tasks/task-set-cache.ts';

/**
 * Tasks from the files of this machine, each file read once.
 *
 * @param baseFolder where relative paths of tables start
 */
export function fileTaskSource(baseFolder: string): TaskSource {
  const loaded = new Map<string, Dataset | null>();
  return {
    cache: new TaskSetCache(),
    datasetOf: (tasks) => {
      const key = contentOf(tasks);
      const found = loaded.get(key);
      if (found !== undefined) return found;
      const dataset = loadDataset(tasks, baseFolder);
      loaded.set(key, dataset);
      return dataset;
    },
  };
}

/** What of a spec decides which rows are loaded. */
function contentOf(tasks: TasksSpec): string {
  switch (tasks.kind) {
    case 'table': {
      const { data, dataHash, target, columns, measure } = tasks;
      return JSON.stringify([data, dataHash, target, columns, measure]);
    }
    case 'projected-binary':
    case 'projected-multiclass':
      return JSON.stringify([tasks.data, tasks.dataHash]);
    case 'linear':
    case 'affine':
    case 'network':
    case 'fixed':
      return 'no rows';
  }
}
