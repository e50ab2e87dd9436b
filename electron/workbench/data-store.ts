import path from 'node:path';
import type { DataSetRecord } from '../history/repositories/data-sets.ts';
import type { HistoryClient } from '../history/thread/history-client.ts';
import type { DatasetCatalog, DatasetEntry } from './data-catalog.ts';
import { DataFolder } from './data-folder.ts';
import type { DataSets } from './data-sets.ts';

/** The data sets of a history: its list of them, and the folder beside it. */
export function dataSetsOf(history: HistoryClient): DataSets {
  const folder = new DataFolder(history.file);
  const catalog: DatasetCatalog = {
    list: async () => (await history.dataSets.list()).map(entryOf),
    get: async (name) => {
      const record = await history.dataSets.get(name);
      return record && entryOf(record);
    },
    put: async (entry) => {
      const file = path.relative(path.dirname(history.file), folder.fileOf(entry));
      await history.dataSets.put(recordOf(entry, file));
    },
    remove: async (name) => {
      await history.dataSets.remove(name);
    },
    runsWith: async (hash) => {
      const runs = [...(await history.runs.list()), ...(await history.runs.listDeleted())];
      const specs = [...new Set(runs.map(({ specHash }) => specHash))];
      const jsons = await Promise.all(specs.map((spec) => history.specs.get(spec)));
      const using = new Set(specs.filter((_, index) => jsons[index]?.includes(`"${hash}"`)));
      return runs.filter(({ specHash }) => using.has(specHash)).map(({ id }) => id);
    },
  };
  return { catalog, folder };
}

/** What the list keeps as one text beside its columns. */
type Described = Pick<DatasetEntry, 'features' | 'classes' | 'columns'>;

function recordOf({ features, classes, columns, ...entry }: DatasetEntry, file: string): DataSetRecord {
  return { ...entry, file, columns: JSON.stringify({ features, classes, columns } satisfies Described) };
}

function entryOf({ file: _file, kind, columns, ...record }: DataSetRecord): DatasetEntry {
  return { ...record, kind: kind === 'images' ? 'images' : 'table', ...(JSON.parse(columns) as Described) };
}
