import type { Store } from '../store.ts';
import { Table } from '../table.ts';

/** A data set that was imported. */
export interface DataSetRecord {
  readonly name: string;
  /** Of its content, 64 hexadecimal digits. */
  readonly hash: string;
  /** Where its copy lies, relative to the folder of the history. */
  readonly file: string;
  /** `csv` or `idx`. */
  readonly kind: string;
  readonly rows: number;
  /** Of the copy. */
  readonly bytes: number;
  /** Its columns with their types, classes and ranges, as JSON. */
  readonly columns: string;
  /** The column that is to be predicted. */
  readonly target: string | null;
  /** Milliseconds since 1970. */
  readonly importedAt: number;
}

/** Imported data sets by name. */
export class DataSets {
  readonly #table: Table<DataSetRecord>;

  constructor(store: Store) {
    this.#table = new Table(store, {
      name: 'data_sets',
      columns: ['name', 'hash', 'file', 'kind', 'rows', 'bytes', 'columns', 'target', 'importedAt'],
      key: ['name'],
      owner: null,
    });
  }

  /** Keeps a data set, in place of the one with its name. */
  put(dataSet: DataSetRecord): void {
    this.#table.put(dataSet);
  }

  get(name: string): DataSetRecord | undefined {
    return this.#table.get({ name });
  }

  remove(name: string): void {
    this.#table.remove({ name });
  }

  /** All data sets by name. */
  list(): DataSetRecord[] {
    return this.#table.all();
  }
}
