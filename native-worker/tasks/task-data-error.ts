/** A set of tasks that cannot be made from the data at hand. */
export class TaskDataError extends Error {
  /** Place in the spec: `tasks.select.valid`. */
  readonly field: string;
  /** How many there are, where too many were asked for. */
  readonly available: number | null;

  constructor(field: string, problem: string, available: number | null = null) {
    super(`${field}: ${problem}`);
    this.name = 'TaskDataError';
    this.field = field;
    this.available = available;
  }
}
