/** A data file that cannot be used: names the file, and the line where there is one. */
export class DataFileError extends Error {
  readonly file: string;
  /** Counted from 1; null where the file as a whole is wrong. */
  readonly line: number | null;

  constructor(file: string, line: number | null, problem: string) {
    super(line === null ? `${file}: ${problem}` : `${file}, line ${line}: ${problem}`);
    this.name = 'DataFileError';
    this.file = file;
    this.line = line;
  }
}
