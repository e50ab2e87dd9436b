import path from 'node:path';
import type { DatasetCatalog, DatasetEntry } from '../../electron/workbench/data-catalog.ts';
import { DataFolder } from '../../electron/workbench/data-folder.ts';
import type { DataSets } from '../../electron/workbench/data-sets.ts';

/** A list that is gone with the test. @param runs ids of runs by the hash of their data */
export class CatalogInMemory implements DatasetCatalog {
  readonly #entries = new Map<string, DatasetEntry>();
  readonly #runs: Readonly<Record<string, readonly string[]>>;

  constructor(runs: Readonly<Record<string, readonly string[]>> = {}) {
    this.#runs = runs;
  }

  list(): Promise<readonly DatasetEntry[]> {
    return Promise.resolve([...this.#entries.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  }

  get(name: string): Promise<DatasetEntry | undefined> {
    return Promise.resolve(this.#entries.get(name));
  }

  put(entry: DatasetEntry): Promise<void> {
    this.#entries.set(entry.name, entry);
    return Promise.resolve();
  }

  remove(name: string): Promise<void> {
    this.#entries.delete(name);
    return Promise.resolve();
  }

  runsWith(hash: string): Promise<readonly string[]> {
    return Promise.resolve(this.#runs[hash] ?? []);
  }
}

/** Data sets whose copies lie in a folder. */
export function dataSetsIn(folder: string, runs: Readonly<Record<string, readonly string[]>> = {}): DataSets {
  return { catalog: new CatalogInMemory(runs), folder: new DataFolder(path.join(folder, 'history.sqlite')) };
}
