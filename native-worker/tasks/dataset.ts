/** Rows that tasks are cut from: images with their classes, or a table with its target. Never changed. */
export interface Dataset {
  /** For messages: `digits`, the name of an imported data set, or the file's. */
  readonly name: string;
  readonly rowCount: number;
  readonly columnCount: number;
  /** `rowCount` x `columnCount`, row-major; bytes where all are whole numbers up to 255, as pixels are. */
  readonly features: Float64Array | Uint8Array;
  /** `rowCount` labels: a number, or the index of the class in `labelNames`. */
  readonly labels: Float64Array;
  /** Names of the classes, in the order of their indices; null where the target is a number. */
  readonly labelNames: readonly string[] | null;
  /** Names of the feature columns. */
  readonly columnNames: readonly string[];
  /** SHA-256 of the file's bytes, in hex. */
  readonly hash: string;
}
