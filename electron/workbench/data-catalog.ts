import type { ColumnDescription } from '../../native-worker/data-files/table-columns.ts';

/** How a column of an imported table is used where a spec does not say otherwise. */
export interface DescribedColumn extends ColumnDescription {
  readonly use: 'target' | 'feature' | 'left out';
}

/** A table with a target, or images with a label each. */
export type DatasetKind = 'table' | 'images';

/** An imported data set, as the history has it. */
export interface DatasetEntry {
  /** What specs call it. */
  readonly name: string;
  readonly kind: DatasetKind;
  /** SHA-256 of its content in hex; also where it lies (see `data-folder.ts`). */
  readonly hash: string;
  readonly bytes: number;
  readonly rows: number;
  /** Feature columns, or pixels of an image. */
  readonly features: number;
  /** Number of classes; null where the target is a number. */
  readonly classes: number | null;
  /** The column to predict; null for images. */
  readonly target: string | null;
  /** In order of the file; none for images. */
  readonly columns: readonly DescribedColumn[];
  /** Milliseconds since 1970. */
  readonly importedAt: number;
}

/** The list of imported data sets. Names differ, and so do contents. */
export interface DatasetCatalog {
  /** All, by name. */
  list(): Promise<readonly DatasetEntry[]>;
  get(name: string): Promise<DatasetEntry | undefined>;
  /** Adds one. */
  put(entry: DatasetEntry): Promise<void>;
  remove(name: string): Promise<void>;
  /** Ids of the runs on record, deleted ones that can be had back included, whose spec names data of a hash. */
  runsWith(hash: string): Promise<readonly string[]>;
}
