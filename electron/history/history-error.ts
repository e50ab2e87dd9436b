/** A history that cannot be used: names the file, what is wrong with it and what to do. */
export class HistoryError extends Error {
  readonly file: string;
  /** What is wrong and what to do, without the file. */
  readonly problem: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`history ${file}: ${problem}`, options);
    this.name = 'HistoryError';
    this.file = file;
    this.problem = problem;
  }
}
